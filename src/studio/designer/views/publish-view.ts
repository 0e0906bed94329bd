/**
 * What stands between the form and its visitors. Other words of consent are shown beside the old ones, with the
 * number of people who agreed to those; a person says whether the meaning changed, and who approved it.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { diffWords } from '../../base/diff-words.ts';
import { grouped } from '../../base/grouped.ts';
import { msg, str } from '../../../locales/lit-localize.ts';
import type { Finding } from '../../../protocol/problem.ts';
import type { CountedRewording, FormReview, RewordingKind } from '../../../protocol/staff-forms.schema.ts';
import type { AuthoredForm } from '../model/authored.ts';
import { problemWords } from '../problem-words.ts';
import { placeName } from '../problems.ts';
import { languageName } from '../words.ts';
import { changeList } from './change-words.ts';

export interface PublishAnswers {
  rewordings: Readonly<Record<string, RewordingKind>>;
  approvedBy: string;
  note: string;
}

export interface PublishView {
  form: AuthoredForm;
  review: FormReview | undefined;
  answers: PublishAnswers;
  language: string;
  isBusy: boolean;
  /** Why the last try failed. */
  failure: string;
  /** The number of the version that was published just now. */
  done: number | undefined;
  answer: (answers: PublishAnswers) => void;
  goTo: (finding: Finding) => void;
  publish: () => void;
}

export function publishView(view: PublishView): TemplateResult {
  const { review, done } = view;
  return html`<div class="stack view publish">
    <h2 tabindex="-1">${msg('Publish')}</h2>
    ${
      done !== undefined
        ? html`<p class="note" role="status">
            ${msg(str`Version ${done} is published. Visitors see it at their next load.`)}
          </p>`
        : review === undefined
          ? html`<p class="muted">${msg('Checking…')}</p>`
          : checked(view, review)
    }
  </div>`;
}

function checked(view: PublishView, review: FormReview): TemplateResult {
  const blockers = review.findings.filter(({ severity }) => severity === undefined);
  const hints = review.findings.filter(({ severity }) => severity !== undefined);
  const isAnswered = openConsents(review, view.answers).length === 0;
  const isMeant = Object.values(view.answers.rewordings).includes('meaning');
  const isReady = blockers.length === 0 && isAnswered && (!isMeant || view.answers.approvedBy.trim() !== '');
  return html`${findingList(view, msg('Must be mended first'), blockers, 'danger')}
    ${findingList(view, msg('Worth a look'), hints, 'warning')}
    ${blockers.length === 0 ? html`<p class="note">${msg('No rule objected. That does not make a text lawful.')}</p>` : nothing}
    <section class="card stack">
      <h3>
        ${
          review.published === undefined
            ? msg('This is the first version')
            : msg(str`Compared with version ${review.published}`)
        }
      </h3>
      ${review.published === undefined ? nothing : changeList(review.changes, view.language)}
    </section>
    ${review.rewordings.length === 0 ? nothing : rewordingsCard(view, review.rewordings)}
    <section class="card stack">
      <div class="field">
        <label for="note">${msg('What this version is for (optional)')}</label>
        <input
          id="note"
          maxlength="500"
          dir="auto"
          .value=${live(view.answers.note)}
          @input=${(event: Event) => view.answer({ ...view.answers, note: valueOf(event) })}
        />
      </div>
      ${
        isMeant
          ? html`<div class="field">
              <label for="approved-by">${msg('Who approved the new words')}</label>
              <input
                id="approved-by"
                maxlength="500"
                aria-describedby="approved-hint"
                .value=${live(view.answers.approvedBy)}
                @input=${(event: Event) => view.answer({ ...view.answers, approvedBy: valueOf(event) })}
              />
              <p class="hint" id="approved-hint">${msg('Kept with the version for ever.')}</p>
            </div>`
          : nothing
      }
      ${view.failure === '' ? nothing : html`<p class="note danger" role="alert">${view.failure}</p>`}
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-disabled=${isReady && !view.isBusy ? 'false' : 'true'}
          @click=${() => isReady && !view.isBusy && view.publish()}
        >
          ${view.isBusy ? msg('Publishing…') : msg(str`Publish version ${review.next}`)}
        </button>
        ${isReady ? nothing : html`<span class="muted">${whatIsOpen(blockers.length, isAnswered)}</span>`}
      </div>
    </section>`;
}

function whatIsOpen(blockers: number, isAnswered: boolean): string {
  if (blockers > 0) return msg('Mend what is listed above first.');
  return isAnswered
    ? msg('Name who approved the new words.')
    : msg('Say for each consent whether its meaning changed.');
}

function openConsents({ rewordings }: FormReview, { rewordings: answers }: PublishAnswers): string[] {
  return [...new Set(rewordings.map(({ consent }) => consent))].filter((consent) => !(consent in answers));
}

function rewordingsCard(view: PublishView, reworded: readonly CountedRewording[]): TemplateResult {
  const byConsent = grouped(reworded, ({ consent }) => consent);
  return html`<section class="card stack">
    <h3>${msg('Consent says something else than before')}</h3>
    ${[...byConsent].map(([consent, ones]) => rewordingField(view, consent, ones))}
  </section>`;
}

function rewordingField(
  view: PublishView,
  consent: string,
  ones: readonly CountedRewording[],
): TemplateResult {
  const choices: [RewordingKind, string, string][] = [
    ['typo', msg('A typo'), msg('It says the same. Both wordings stay provable.')],
    [
      'meaning',
      msg('A change of meaning'),
      msg('Earlier consents are marked as “older wording” in exports.'),
    ],
  ];
  return html`<fieldset class="stack">
    <legend class="mono">${consent}</legend>
    ${ones.map(
      ({ language, before, after, agreed }) =>
        html`<div>
          <p lang=${language} dir="auto" class="difference">${diffWords(before, after)}</p>
          <p class="hint">${languageName(language, view.language)} · ${agreedWords(agreed)}</p>
        </div>`,
    )}
    ${choices.map(
      ([kind, words, about]) =>
        html`<label class="choice"
          ><input
            type="radio"
            name="rewording-${consent}"
            value=${kind}
            .checked=${live(view.answers.rewordings[consent] === kind)}
            @change=${() =>
              view.answer({ ...view.answers, rewordings: { ...view.answers.rewordings, [consent]: kind } })}
          /><span>${words}<br /><span class="hint">${about}</span></span></label
        >`,
    )}
  </fieldset>`;
}

function agreedWords(agreed: number): string {
  if (agreed === 0) return msg('Nobody agreed to the old words.');
  return agreed === 1
    ? msg('1 person agreed to the old words.')
    : msg(str`${agreed} people agreed to the old words.`);
}

function findingList(view: PublishView, title: string, findings: readonly Finding[], look: string) {
  if (findings.length === 0) return nothing;
  return html`<section class="note ${look}">
    <h3>${title}</h3>
    <ul class="stack">
      ${findings.map(
        (finding) =>
          html`<li>
            <button type="button" class="link" @click=${() => view.goTo(finding)}>
              <strong dir="auto">${placeName(view.form, finding)}:</strong> ${problemWords(finding)}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
