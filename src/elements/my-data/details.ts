/** Templates of what is held about a signed-in visitor, as it was asked and answered. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { AnswerValue } from '../../protocol/answers.ts';
import { linesOf } from '../../protocol/held-answers.ts';
import type { HeldDetail, HeldSubmission } from '../../protocol/me.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { directionOf } from '../base/language.ts';
import { notSentWords, reference } from '../base/words.ts';
import { answerWords } from './answers.ts';
import type { Correction } from './correction.ts';

export interface DetailsView {
  level: number;
  language: string;
  details: readonly HeldSubmission[];
  /** What this device has not sent yet. */
  waiting: readonly OutboxEntry[];
  /** Who is signed in. */
  subject: string | undefined;
  editing: { key: string; correction: Correction } | undefined;
  correct: (key: string) => void;
  save: (event: SubmitEvent) => void;
  cancel: () => void;
}

/** Names one answer of one submission, in ids of elements too. */
export function answerKey(operation: string, item: string): string {
  return `${operation}-${item}`;
}

export function heldDetails(view: DetailsView): TemplateResult {
  const { level, details } = view;
  return html`<section class="part" part="details" aria-labelledby="details">
    ${heading(level, msg('What we hold'), { id: 'details' })}
    ${
      details.length === 0
        ? html`<p class="muted">
            ${msg('We hold no answers of yours. What you send with a form is listed here.')}
          </p>`
        : details.map((submission) => submissionOf(submission, view))
    }
  </section>`;
}

function submissionOf(submission: HeldSubmission, view: DetailsView): TemplateResult {
  const { title, receivedAt, answers, captured = {}, operation, language: lang } = submission;
  const { level, language } = view;
  const came = Object.entries(captured);
  const dir = directionOf(lang);
  return html`<article class="card">
    ${heading(level + 1, title, { lang, dir })}
    <p class="muted small">
      ${msg('Received:')} ${moment(receivedAt, language)}<br />
      ${msg('Reference:')} <span class="reference">${reference(operation)}</span>
    </p>
    <dl class="correctable">
      ${answers.map((answer) => detailLine(answer, submission, view))}
      ${
        came.length === 0
          ? nothing
          : html`<div>
              <dt>${msg('Where you came from')}</dt>
              <dd dir="ltr">
                ${came.map(([key, value]) => html`<div>${key === 'page' ? '' : `${key}: `}${value}</div>`)}
              </dd>
            </div>`
      }
    </dl>
  </article>`;
}

/** What is held; what the visitor proposes instead; what came of it. */
function detailLine(answer: HeldDetail, submission: HeldSubmission, view: DetailsView): TemplateResult {
  const { operation, language: lang } = submission;
  const { language, editing } = view;
  const key = answerKey(operation, answer.item);
  const proposed = proposalFor(answer, operation, view);
  const isEditing = editing?.key === key;
  const canCorrect = answer.correctable !== undefined && proposed?.refusal === undefined && !isEditing;
  return html`<div>
    <dt id=${`label-${key}`} lang=${lang} dir=${directionOf(lang)}>${answer.label}</dt>
    <dd id=${`answer-${key}`} tabindex="-1">
      <div dir="auto" class="answer">${answerWords(answer, language)}</div>
      ${
        canCorrect && proposed === undefined
          ? html`<button
              type="button"
              class="quiet"
              id=${`correct-${key}`}
              aria-describedby=${`label-${key}`}
              @click=${() => view.correct(key)}
            >
              ${msg('Correct')}
            </button>`
          : nothing
      }
      ${outcomeOf(answer, proposed, language)} ${answer.type === 'email' ? addressHint() : nothing}
      ${isEditing ? editing.correction.render({ lang, language }, view) : nothing}
    </dd>
  </div>`;
}

/** The last correction of this answer that waits here, or was not accepted. */
function proposalFor(
  { item }: HeldDetail,
  submission: string,
  { waiting, subject }: DetailsView,
): OutboxEntry | undefined {
  return waiting.findLast(
    ({ operation, subject: whose }) =>
      operation.kind === 'correction' &&
      operation.payload.submission === submission &&
      operation.payload.item === item &&
      whose === subject,
  );
}

function outcomeOf(answer: HeldDetail, proposed: OutboxEntry | undefined, language: string): unknown {
  if (proposed?.operation.kind === 'correction') {
    const { value } = proposed.operation.payload;
    const isGone = proposed.refusal?.findings.some(
      ({ code }) => code === 'changed-since' || code === 'not-held',
    );
    return html`<div class="note ${proposed.refusal === undefined ? 'waiting' : 'danger'}" part="proposal">
      <p>
        <strong>${msg('Your correction:')}</strong>
        <span dir="auto">${value === null ? msg('taken away') : proposedWords(answer, value, language)}</span>
      </p>
      <p>
        ${proposed.refusal === undefined ? notSentWords(proposed.pageReason) : refusedWords(isGone === true)}
      </p>
    </div>`;
  }
  return answer.correctedAt === undefined
    ? nothing
    : html`<p class="muted small">${msg('Corrected:')} ${moment(answer.correctedAt, language)}</p>`;
}

function refusedWords(isGone: boolean): string {
  return isGone
    ? msg('Not accepted: this answer was changed meanwhile. Discard your correction under “Not sent yet”.')
    : msg('Not accepted. Discard your correction under “Not sent yet”, or write to us.');
}

function proposedWords({ correctable, type }: HeldDetail, value: AnswerValue, language: string): unknown {
  const lines =
    correctable === undefined ? [] : linesOf({ languages: [] }, correctable.question, value, language);
  return answerWords({ item: '', label: '', type, lines }, language);
}

/** It is how the person is known, so that another one has to be proved first. */
function addressHint(): TemplateResult {
  return html`<p class="muted small">
    ${msg('We know you by this address. Write to us if it has to be another one.')}
  </p>`;
}
