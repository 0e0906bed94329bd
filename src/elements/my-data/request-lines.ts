/** Templates of requests: where each stands, by when it is answered, what happened, and what can be done. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { HeldRequest, RequestEvent } from '../../protocol/me.ts';
import { isFinal } from '../../protocol/request.ts';
import type { RequestState } from '../../protocol/request.ts';
import { day, moment } from '../base/dates.ts';
import { notSentWords } from '../base/words.ts';
import { requestKindWords } from './operation-words.ts';
import { reasonWords, stateWords, stepWords } from './request-words.ts';

export interface RequestLinesView {
  language: string;
  requests: readonly HeldRequest[];
  waiting: readonly OutboxEntry[];
  /** Who is signed in. */
  subject: string | undefined;
  step: (request: HeldRequest, to: RequestState | undefined) => void;
  fetchCopy: (request: HeldRequest) => void;
  /** What came of fetching, by request. */
  fetched: ReadonlyMap<string, string>;
}

export function requestLines(view: RequestLinesView): TemplateResult {
  const { requests, waiting, subject } = view;
  const unsent = waiting.filter(
    ({ operation, subject: whose }) => operation.kind === 'request' && whose === subject,
  );
  if (requests.length + unsent.length === 0)
    return html`<p class="muted">${msg('You have asked for nothing yet.')}</p>`;
  return html`<ul class="lines" part="requests">
    ${unsent.map(unsentLine)} ${requests.map((request) => requestLine(request, view))}
  </ul>`;
}

function unsentLine({ operation, refusal, pageReason }: OutboxEntry): TemplateResult {
  const title = operation.kind === 'request' ? requestKindWords(operation.payload.kind) : '';
  const isOpen = refusal?.findings.some(({ code }) => code === 'already-open') === true;
  return html`<li class="line" part="request">
    <div class="line-words">
      <p><strong>${title}</strong></p>
      <p>${refusal === undefined ? notSentWords(pageReason) : refusedWords(isOpen)}</p>
    </div>
  </li>`;
}

function refusedWords(isOpen: boolean): string {
  return isOpen
    ? msg(
        'Not accepted: you have asked for this already, and it is still open. Discard this one under “Not sent yet”.',
      )
    : msg('Not sent: it was not accepted.');
}

function requestLine(request: HeldRequest, view: RequestLinesView): TemplateResult {
  const { language } = view;
  const { request: id, kind, state, reference, receivedOn, dueOn } = request;
  const isWaiting = stepWaiting(id, view);
  return html`<li class="line request" part="request">
    <div class="line-words">
      <p id=${`request-${id}`} tabindex="-1"><strong>${requestKindWords(kind)}</strong></p>
      <p>${isLifted(request) ? reasonWords('lifted') : stateWords(state, kind)}</p>
      ${lastWords(request)}
      <p class="muted small">
        ${msg('Reference:')} <span class="reference">${reference}</span><br />
        ${msg('Received:')}
        ${day(receivedOn, language)}${
          dueOn === undefined || kind === 'complaint'
            ? nothing
            : html`<br />${msg('Answered at the latest:')} ${day(dueOn, language)}`
        }
      </p>
      ${isWaiting ? html`<p>${notSentWords(undefined)}</p>` : nothing}
      ${view.fetched.has(id) ? html`<p><strong>${view.fetched.get(id)}</strong></p>` : nothing}
    </div>
    ${isWaiting ? nothing : actions(request, view)} ${timeLine(request, language)}
  </li>`;
}

/** A restriction that was ended. */
function isLifted({ events }: HeldRequest): boolean {
  return events.some(({ code }) => code === 'lifted');
}

function stepWaiting(id: string, { waiting, subject }: RequestLinesView): boolean {
  return waiting.some(
    ({ operation, refusal, subject: whose }) =>
      operation.kind === 'request-step' &&
      operation.payload.request === id &&
      refusal === undefined &&
      whose === subject,
  );
}

/** What was said with the state it is in: a question, a reason, an outcome. */
function lastWords({ events, state }: HeldRequest): unknown {
  const last = events.findLast((event) => event.state === state);
  if (last?.by !== 'staff' || (last.words === undefined && last.code === undefined)) return nothing;
  return html`${last.code === undefined ? nothing : html`<p>${reasonWords(last.code)}</p>`}
  ${last.words === undefined ? nothing : html`<blockquote dir="auto">${last.words}</blockquote>`}
  ${
    CONTESTABLE.includes(state)
      ? html`<p>
          ${msg('If you do not accept this, you can complain to us or to the supervisory authority; both stand at the end of this page. You can also go to court.')}
        </p>`
      : nothing
  }`;
}

/** Outcomes that somebody may not accept: where else to go is said beside them (Art. 12(4) GDPR, L-19, L-34). */
const CONTESTABLE: readonly RequestState[] = ['refused', 'partly-refused', 'outcome-sent'];

function actions(request: HeldRequest, view: RequestLinesView): unknown {
  const { request: id, state, next, isProved } = request;
  const hasCopy = ['ready', 'link-expired', 'delivered'].includes(state);
  const steps = next.flatMap((to) => {
    const words = stepWords(to, state, isProved);
    return words === undefined ? [] : [{ to, words }];
  });
  const isAsked = state === 'clarification-needed';
  if (!hasCopy && steps.length === 0 && isFinal(state)) return nothing;
  return html`${isProved ? nothing : html`<p class="note">${msg('This was asked with your address, without signing in. Was it you?')}</p>`}
    ${
      isFinal(state)
        ? nothing
        : html`<details class="reply" ?open=${isAsked}>
            <summary>${isAsked ? msg('Answer') : msg('Write to us about it')}</summary>
            <div class="field">
              <label for=${`reply-${id}`}>${msg('Your message')}</label>
              <textarea part="control" id=${`reply-${id}`} rows="3" maxlength="5000" dir="auto"></textarea>
            </div>
            ${
              isAsked
                ? nothing
                : html`<div class="actions">
                    <button
                      type="button"
                      aria-describedby=${`request-${id}`}
                      @click=${() => view.step(request, undefined)}
                    >
                      ${msg('Send the message')}
                    </button>
                  </div>`
            }
          </details>`
    }
    <div class="actions">
      ${
        hasCopy
          ? html`<button
              type="button"
              class="primary"
              aria-describedby=${`request-${id}`}
              @click=${() => view.fetchCopy(request)}
            >
              ${msg('Download the copy')}
            </button>`
          : nothing
      }
      ${steps.map(
        ({ to, words }) =>
          html`<button
            type="button"
            aria-describedby=${`request-${id}`}
            @click=${() => view.step(request, to)}
          >
            ${words}
          </button>`,
      )}
    </div>`;
}

function timeLine({ events, kind }: HeldRequest, language: string): TemplateResult {
  return html`<details>
    <summary>${msg('What happened')}</summary>
    <ol class="lines-plain">
      ${events.map(
        (event) =>
          html`<li>
            <p>${eventWords(event, kind)}</p>
            ${event.code === undefined ? nothing : html`<p>${reasonWords(event.code)}</p>`}
            ${event.words === undefined ? nothing : html`<blockquote dir="auto">${event.words}</blockquote>`}
            <p class="muted small">${moment(event.at, language)}</p>
          </li>`,
      )}
    </ol>
  </details>`;
}

function eventWords({ state, by }: RequestEvent, kind: HeldRequest['kind']): string {
  if (state !== undefined) return stateWords(state, kind);
  return by === 'subject' ? msg('You wrote') : msg('We wrote');
}
