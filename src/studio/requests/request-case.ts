/** One case: what is asked, what happened, and what can be done next. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { day, moment } from '../../elements/base/dates.ts';
import { msg } from '../../locales/lit-localize.ts';
import type { RequestState } from '../../protocol/request.ts';
import { sayingFor } from '../../protocol/request.ts';
import type { StaffRequest, StaffRequestEvent } from '../../protocol/staff-requests.ts';
import { METHODS, methodName } from '../correspondence/correspondence-words.ts';
import { codeName, codesFor, kindName, requestStateName, stepName } from './request-names.ts';
import { due } from './request-table.ts';

export interface CaseView {
  request: StaffRequest;
  language: string;
  /** The step that is being prepared. */
  step: RequestState | undefined;
  choose: (to: RequestState | undefined) => void;
  take: (event: SubmitEvent) => void;
  write: (event: SubmitEvent) => void;
  search: (event: SubmitEvent) => void;
  finish: (task: string) => void;
  lift: (event: SubmitEvent) => void;
}

export function requestCase(view: CaseView): TemplateResult {
  const { request, language } = view;
  return html`<p><a href="#/requests">${msg('All requests')}</a></p>
    <h1 tabindex="-1">${kindName(request.kind)} <span class="mono">${request.reference}</span></h1>
    ${facts(request, language)} ${steps(view)} ${request.tasks.length === 0 ? nothing : tasks(view)}
    ${request.isRestricted ? restricted(view) : nothing} ${writing(view)} ${searching(view)}
    <section class="card stack">
      <h2>${msg('What happened')}</h2>
      <ol class="stack">
        ${request.events.map((event) => happened(event, language))}
      </ol>
    </section>`;
}

function facts(request: StaffRequest, language: string): TemplateResult {
  const { state, receivedOn, email, name, isProved, method, extendableUntil, aimOn, hasLetter } = request;
  const lines: [string, unknown][] = [
    [msg('State'), requestStateName(state)],
    [msg('Due'), due(request, language)],
    ...(aimOn === undefined ? [] : [[msg('We aim at'), day(aimOn, language)] as [string, unknown]]),
    ...(extendableUntil === undefined ? [] : [[msg('Can be extended until'), day(extendableUntil, language)] as [string, unknown]]), // prettier-ignore
    [msg('Received'), day(receivedOn, language)],
    [msg('How it came'), wayName(method)],
    [msg('Answers go to'), email ?? msg('no email address: answer by post')],
    ...(name === undefined ? [] : [[msg('Name given'), name] as [string, unknown]]),
    [msg('Who asked'), isProved ? msg('confirmed by sign-in') : msg('not confirmed: anybody could have typed the address')], // prettier-ignore
  ];
  return html`<section class="card stack">
    <dl class="facts">
      ${lines.map(
        ([term, said]) =>
          html`<dt>${term}</dt>
            <dd dir="auto">${said}</dd>`,
      )}
    </dl>
    ${hasLetter ? html`<p><a href="#/correspondence">${msg('It came as a letter: its words stand under Correspondence.')}</a></p>` : nothing}
  </section>`;
}

function wayName(method: string): string {
  if (method === 'my-data') return msg('In “my data”, signed in');
  if (method === 'web-form') return msg('In “my data”, without signing in');
  const known = METHODS.find((one) => one === method);
  return known === undefined ? method : methodName(known);
}

function steps(view: CaseView): TemplateResult {
  const { request, step, choose } = view;
  if (request.next.length === 0)
    return html`<section class="card"><p>${msg('There is nothing for you to do here now.')}</p></section>`;
  return html`<section class="card stack">
    <h2>${msg('Next step')}</h2>
    <div class="row">
      ${request.next.map(
        (to) =>
          html`<button
            type="button"
            aria-expanded=${String(step === to)}
            @click=${() => choose(step === to ? undefined : to)}
          >
            ${stepName(to)}
          </button>`,
      )}
    </div>
    ${step === undefined ? nothing : stepForm(view, step)}
  </section>`;
}

function stepForm({ take, request }: CaseView, to: RequestState): TemplateResult {
  const codes = codesFor(to);
  const saying = sayingFor(to);
  const withhold = to === 'ready';
  return html`<form class="stack" id="step" novalidate @submit=${take}>
    <h3 tabindex="-1">${stepName(to)}</h3>
    ${codes.length === 0 && !withhold ? nothing : codeField(withhold ? codesFor('refused') : codes, withhold)}
    ${withhold ? records(request) : nothing}
    <div class="field">
      <label for="step-words">${wordsLabel(saying, to, request.isProved)}</label>
      <textarea id="step-words" name="words" rows="4" maxlength="5000" dir="auto"></textarea>
    </div>
    <div class="row"><button class="primary">${stepName(to)}</button></div>
  </form>`;
}

/** What the copy will hold; what is ticked stays out of it. */
function records({ records: all = [] }: StaffRequest): TemplateResult {
  return html`<fieldset class="stack tight">
    <legend>${msg('Leave out of the copy')}</legend>
    <p class="hint">
      ${msg('Only where a record would tell of somebody else. Then a reason and words are needed.')}
    </p>
    ${all.map(
      ({ id, kind, title, receivedAt }) =>
        html`<label class="row">
          <input type="checkbox" name="withhold" value=${id} />
          <span dir="auto"
            >${kind === 'letter' ? msg('Letter') : msg('Form')}: ${title}, ${receivedAt.slice(0, 10)}</span
          >
        </label>`,
    )}
  </fieldset>`;
}

function codeField(codes: readonly string[], isOptional: boolean): TemplateResult {
  return html`<div class="field">
    <label for="step-code">${msg('Reason')}</label>
    <select id="step-code" name="code">
      ${isOptional ? html`<option value="">${msg('none')}</option>` : nothing}
      ${codes.map((code) => html`<option value=${code}>${codeName(code)}</option>`)}
    </select>
  </div>`;
}

function wordsLabel(saying: ReturnType<typeof sayingFor>, to: RequestState, isProved: boolean): string {
  if (to === 'in-progress' && !isProved)
    return msg('How you know that they asked themselves (stays with the staff)');
  if (saying === 'outcome') return msg('The outcome, in words for the person');
  if (saying === 'reason') return msg('What you ask them');
  return saying === undefined ? msg('A word to the person (optional)') : msg('Explanation for the person');
}

function tasks({ request, finish }: CaseView): TemplateResult {
  return html`<section class="card stack">
    <h2>${msg('To be deleted by hand')}</h2>
    <ul class="stack tight">
      ${request.tasks.map(
        ({ id, store, doneAt, doneBy }) =>
          html`<li class="row">
            <span>${store}</span>
            ${
              doneAt === undefined
                ? html`<button type="button" @click=${() => finish(id)}>${msg('It is deleted')}</button>`
                : html`<span class="badge success">${msg('deleted')}</span>
                    <span class="small muted">${doneBy}</span>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

function restricted({ lift }: CaseView): TemplateResult {
  return html`<section class="card stack">
    <h2>${msg('Data that is kept and not used')}</h2>
    <p>
      ${msg('Nobody but the privacy-admin sees it, and nobody is written to. When it ends, the person is told before.')}
    </p>
    <form class="stack" novalidate @submit=${lift}>
      <div class="field">
        <label for="lift-words">${msg('Why it is used again, for the person')}</label>
        <textarea id="lift-words" name="words" rows="2" maxlength="5000" dir="auto"></textarea>
      </div>
      <div class="row"><button>${msg('End the restriction')}</button></div>
    </form>
  </section>`;
}

function writing({ write }: CaseView): TemplateResult {
  return html`<details class="card stack">
    <summary>${msg('Write')}</summary>
    <form class="stack" novalidate @submit=${write}>
      <div class="field">
        <label for="message">${msg('Message')}</label>
        <textarea id="message" name="words" rows="3" maxlength="5000" dir="auto"></textarea>
      </div>
      <label class="row"
        ><input type="checkbox" name="internal" />${msg('A note: only the staff see it')}</label
      >
      <div class="row"><button>${msg('Write')}</button></div>
    </form>
  </details>`;
}

function searching({ search, request }: CaseView): TemplateResult | typeof nothing {
  if (!['access', 'portability', 'client-offboarding', 'erasure'].includes(request.kind)) return nothing;
  return html`<details class="card stack" ?open=${request.state === 'in-progress'}>
    <summary>${msg('Note a search')}</summary>
    <form class="stack" novalidate @submit=${search}>
      <div class="pair">
        <div class="field">
          <label for="system">${msg('Where')}</label>
          <input id="system" name="system" maxlength="300" autocomplete="off" />
        </div>
        <div class="field">
          <label for="terms">${msg('For what')}</label>
          <input id="terms" name="terms" maxlength="1000" autocomplete="off" />
        </div>
      </div>
      <p class="hint">
        ${msg('What this backend holds is found by itself. Note other systems you looked in.')}
      </p>
      <div class="row"><button>${msg('Note the search')}</button></div>
    </form>
  </details>`;
}

function happened(event: StaffRequestEvent, language: string): TemplateResult {
  const { at, by, state, code, words, person, isInternal } = event;
  const who = person ?? (by === 'subject' ? msg('the person') : msg('by itself'));
  return html`<li class="stack tight">
    <p class="row">
      <strong
        >${state === undefined ? (code === undefined ? msg('Message') : codeName(code)) : requestStateName(state)}</strong
      >
      <span class="small muted">${who}, ${moment(at, language)}</span>
      ${isInternal ? html`<span class="badge">${msg('staff only')}</span>` : nothing}
    </p>
    ${state !== undefined && code !== undefined ? html`<p>${codeName(code)}</p>` : nothing}
    ${words === undefined ? nothing : html`<p class="words" dir="auto">${words}</p>`}
  </li>`;
}
