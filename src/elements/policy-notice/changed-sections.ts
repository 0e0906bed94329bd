/** Template of what changed with one version: its day, then its sections with what the author says of them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { PolicyChanges, SectionChange, ToldChange } from '../../protocol/diff/changes.ts';
import type { NewsStep } from '../../protocol/policy-news.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { day } from '../base/dates.ts';
import { directionOf } from '../base/language.ts';
import { markedLink } from '../base/links.ts';
import { purposeWords } from '../base/words.ts';
import type { Destination } from '../base/destination.ts';

/** Sections that are listed at once; the others stand in a part that opens. */
const AT_ONCE = 6;

export interface StepView {
  step: NewsStep;
  changes: PolicyChanges | undefined;
  /** Of the interface. */
  language: string;
  /** Names purposes. */
  config: SiteConfig;
  /** Where the changes of a section are shown. */
  toSection: (section: string) => Destination;
}

export function stepOf(view: StepView): TemplateResult {
  const { step, changes, language } = view;
  const { isComing, hasEarlier } = step;
  const lines = changes === undefined ? [] : linesOf(changes, view);
  // Names alone stand side by side: the notice pushes the host's page down.
  const look = changes?.told === undefined ? 'names' : '';
  return html`<div class="step" part="step">
    <p>
      <strong
        >${isComing ? msg('Takes effect on') : msg('In force since')}
        ${day(step.to.effectiveFrom, language)}</strong
      >
    </p>
    ${hasEarlier ? html`<p>${msg('With it, changes from before it that you have not seen yet.')}</p>` : nothing}
    ${renewed(view)} ${list(lines.slice(0, AT_ONCE), look)}
    ${
      lines.length > AT_ONCE
        ? html`<details>
            <summary>${msg(str`Show ${lines.length - AT_ONCE} more`)}</summary>
            ${list(lines.slice(AT_ONCE), look)}
          </details>`
        : nothing
    }
  </div>`;
}

/** What the change ends: only what was given is meant, and nobody here knows whether it was. */
function renewed({
  step: { renews, isComing },
  config,
  language,
}: StepView): TemplateResult | typeof nothing {
  if (renews.length === 0) return nothing;
  const titles = renews.map((purpose) => purposeWords(config, purpose, language));
  const purposes = new Intl.ListFormat(language, { type: 'conjunction' }).format(titles);
  return html`<p part="renewed">
    ${
      isComing
        ? msg(str`If you allowed it, this ends on that day until you allow it again: ${purposes}.`)
        : msg(str`If you allowed it, this has ended until you allow it again: ${purposes}.`)
    }
  </p>`;
}

function list(lines: readonly TemplateResult[], look: string): TemplateResult | typeof nothing {
  return lines.length === 0
    ? nothing
    : html`<ul class=${look}>
        ${lines}
      </ul>`;
}

/** Sections in their order; then what the author says of others. */
function linesOf(changes: PolicyChanges, view: StepView): TemplateResult[] {
  const { told = [], language } = changes;
  const sections = worthTelling(changes.sections, told);
  const stray = told.filter(({ section }) => !sections.some(({ id }) => id === section));
  return [
    ...sections.map((change) => sectionLine(change, changes, view)),
    ...stray.map((one) => html`<li>${summaryOf(one, language)}</li>`),
  ];
}

function sectionLine(
  change: SectionChange,
  { told = [], language }: PolicyChanges,
  { toSection }: StepView,
): TemplateResult {
  const words = change.heading
    .filter(({ op }) => op !== 'removed' || change.kind === 'removed')
    .map(({ text }) => text)
    .join('');
  const { address, follow } = toSection(change.id);
  const name = html`<span lang=${language} dir=${directionOf(language)}>${words}</span>`;
  const mark = change.kind === 'added' ? msg('new') : change.kind === 'removed' ? msg('removed') : undefined;
  return html`<li>
    ${markedLink(address, name, follow)}
    ${mark === undefined ? nothing : html`<span class="mark">${mark}</span>`}
    ${told.filter(({ section }) => section === change.id).map((one) => summaryOf(one, language))}
  </li>`;
}

function summaryOf({ summary, language }: ToldChange, textLanguage: string): TemplateResult {
  const own = language ?? textLanguage;
  return html`<p class="told" lang=${own} dir=${directionOf(own)}>${summary}</p>`;
}

/** Places and commas are left out unless nothing else changed, or the author says something of them. */
function worthTelling(sections: readonly SectionChange[], told: readonly ToldChange[]): SectionChange[] {
  const changed = sections.filter(
    ({ kind, isMoved, isRenamed }) => kind !== 'same' || isMoved === true || isRenamed === true,
  );
  const weighty = changed.filter(
    ({ id, kind, isRenamed, isEditorial }) =>
      isRenamed === true ||
      (kind !== 'same' && isEditorial !== true) ||
      told.some(({ section }) => section === id),
  );
  return weighty.length === 0 ? changed : weighty;
}
