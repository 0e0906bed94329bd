/** Templates around a policy's text: its dates, its versions, what is said when it is not the current one. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { PolicyIndex, PolicyVersion, PolicyVersionEntry } from '../../protocol/policy.schema.ts';
import { day } from '../base/dates.ts';
import { heading } from '../base/heading.ts';

/** "Last updated", at the top and at the bottom (S-33). */
export function lastUpdated(version: PolicyVersionEntry, language: string): TemplateResult {
  return html`<p class="muted" part="updated">
    ${msg('Last updated:')} ${day(version.lastUpdated, language)}
  </p>`;
}

export function effectiveFrom(version: PolicyVersionEntry, language: string): TemplateResult {
  return html`<p class="muted">${msg('Effective from:')} ${day(version.effectiveFrom, language)}</p>`;
}

/** Said above a version that is not in force. */
export function olderNote(
  index: PolicyIndex,
  shown: PolicyVersion,
  back: () => void,
): TemplateResult | typeof nothing {
  if (shown.version === index.current) return nothing;
  const current = index.versions.findIndex(({ version }) => version === index.current);
  const own = index.versions.findIndex(({ version }) => version === shown.version);
  // Newest first: what stands before the current version is announced and not in force yet.
  const isComing = own !== -1 && own < current;
  return html`<div class="note" part="older">
    <p>
      <strong
        >${isComing ? msg('This version is not in force yet.') : msg('This is an older version.')}</strong
      >
    </p>
    <div class="actions">
      <button type="button" @click=${back}>${msg('Show the current version')}</button>
    </div>
  </div>`;
}

/** What tells a version from others of the same day; empty where its day does. */
export function apart({ version, lastUpdated }: PolicyVersionEntry, { versions }: PolicyIndex): string {
  const isAlone = versions.every((other) => other.version === version || other.lastUpdated !== lastUpdated);
  return isAlone ? '' : ` (${version})`;
}

/** The language note: the text is only to be had in another language (A-17). */
export function otherLanguageNote(shown: PolicyVersion, language: string): TemplateResult | typeof nothing {
  const base = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];
  if (base(shown.language) === base(language)) return nothing;
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(shown.language) ?? shown.language;
  return html`<p class="note" part="language">
    ${msg('This policy is not available in your language. It is shown in:')} ${name}
  </p>`;
}

interface VersionListView {
  level: number;
  language: string;
  choose: (version: string) => void;
  /** Reads the next page of the list. */
  older: () => void;
}

/** All versions along a line of time, newest first; the one on the screen is marked in words. */
export function versionList(
  index: PolicyIndex,
  shown: string,
  { level, language, choose, older }: VersionListView,
): TemplateResult {
  const current = index.versions.find(({ version }) => version === index.current);
  const marksOf = (entry: PolicyVersionEntry): string[] => {
    const marks: string[] = [];
    if (entry.version === index.current) marks.push(msg('in force'));
    if (entry.isWithdrawn === true) marks.push(msg('withdrawn'));
    else if (current !== undefined && entry.effectiveFrom > current.effectiveFrom)
      marks.push(msg('announced'));
    if (entry.isMaterial) marks.push(msg('important change'));
    if (entry.version === shown) marks.push(msg('shown'));
    return marks;
  };
  const line = (entry: PolicyVersionEntry): TemplateResult =>
    html`<li>
      <button
        type="button"
        class="link"
        aria-current=${entry.version === shown ? 'true' : nothing}
        @click=${() => choose(entry.version)}
      >
        ${msg('Version of')} ${day(entry.lastUpdated, language)}${apart(entry, index)}
      </button>
      ${marksOf(entry).map((mark) => html`<span class="mark">${mark}</span>`)}
    </li>`;
  return html`<nav class="versions" part="versions" aria-labelledby="versions">
    ${heading(level, msg('Versions'), { id: 'versions' })}
    <ol reversed class="timeline">
      ${index.versions.map(line)}
    </ol>
    ${
      index.next === undefined
        ? nothing
        : html`<div class="actions">
            <button type="button" id="older" @click=${older}>${msg('Show older versions')}</button>
          </div>`
    }
  </nav>`;
}
