/** Templates of the two switches: no marketing, no passing on (S-30). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { HeldObjection } from '../../protocol/me.ts';
import { OBJECTION_SCOPES } from '../../protocol/terms.ts';
import type { ObjectionScope } from '../../protocol/terms.ts';
import { day } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { notSentWords } from '../base/words.ts';
import { objectionWords } from './operation-words.ts';

export interface SwitchesView {
  level: number;
  language: string;
  objections: readonly HeldObjection[];
  /** What this device has not sent yet. */
  waiting: readonly OutboxEntry[];
  /** Who is signed in. */
  subject: string | undefined;
  /** Whether this browser says Global Privacy Control. */
  gpc: boolean;
  /** Whether it is asked if the browser's word is to be overruled. */
  isAsking: boolean;
  turn: (scope: ObjectionScope, objects: boolean) => void;
  allow: () => void;
  keep: () => void;
}

/** How a switch stands on the screen. `why`: what it rests on. */
export interface SwitchState {
  objects: boolean;
  why: 'chosen' | 'browser' | 'never-used' | 'not-sent';
  since?: string | undefined;
  pageReason?: OutboxEntry['pageReason'];
}

/** What was turned here counts before what is held; the browser's word where neither says anything (G-03). */
export function switchState(
  scope: ObjectionScope,
  { objections, waiting, subject, gpc }: Pick<SwitchesView, 'objections' | 'waiting' | 'subject' | 'gpc'>,
): SwitchState {
  const turned = waiting.findLast(
    ({ operation, refusal, subject: whose }) =>
      operation.kind === 'objection' &&
      operation.payload.scope === scope &&
      refusal === undefined &&
      whose === subject,
  );
  if (turned?.operation.kind === 'objection') {
    const { objects } = turned.operation.payload;
    return { objects, why: 'not-sent', pageReason: turned.pageReason };
  }
  const { objects, since } = objections.find((held) => held.scope === scope) ?? { objects: false };
  if (since !== undefined) return { objects, why: 'chosen', since };
  return gpc && scope === 'sharing'
    ? { objects: true, why: 'browser' }
    : { objects: false, why: 'never-used' };
}

export function switches(view: SwitchesView): TemplateResult {
  return html`<section class="part" part="switches" aria-labelledby="switches">
    ${heading(view.level, msg('Marketing and passing on'), { id: 'switches' })}
    <ul class="lines">
      ${OBJECTION_SCOPES.map((scope) => switchLine(scope, view))}
    </ul>
  </section>`;
}

function switchLine(scope: ObjectionScope, view: SwitchesView): TemplateResult {
  const state = switchState(scope, view);
  const { objects } = state;
  const isAsked = view.isAsking && scope === 'sharing';
  const id = `switch-${scope}`;
  return html`<li class="line" part="switch">
    <div class="line-words">
      <p id=${`${id}-label`}><strong>${objectionWords(scope)}</strong></p>
      <p id=${`${id}-state`}>${stateWords(scope, state, view.language)}</p>
    </div>
    <button
      type="button"
      role="switch"
      class="switch"
      id=${id}
      aria-checked=${String(objects)}
      aria-labelledby=${`${id}-label`}
      aria-describedby=${`${id}-state`}
      @click=${() => view.turn(scope, !objects)}
    ></button>
    ${isAsked ? question(view) : nothing}
  </li>`;
}

function stateWords(scope: ObjectionScope, state: SwitchState, language: string): unknown {
  const { objects, why, since } = state;
  if (why === 'not-sent') return html`${meaning(scope, objects)} ${notSentWords(state.pageReason)}`;
  if (why === 'browser')
    return msg('On, because your browser asks for it (Global Privacy Control). We pass nothing on.');
  return html`${meaning(scope, objects)}
  ${since === undefined ? nothing : html`${msg('Since:')} ${day(since.slice(0, 10), language)}`}`;
}

function meaning(scope: ObjectionScope, objects: boolean): string {
  if (scope === 'marketing')
    return objects
      ? msg('On: we stop all marketing. What you allow from now on counts for itself.')
      : msg('Off: we contact you only where you have allowed it.');
  return objects
    ? msg('On: we pass your information to no other company for marketing.')
    : msg('Off: we pass your information on only where you have allowed it.');
}

/** An act against what the browser says needs a word of its own (G-04). */
function question({ allow, keep }: SwitchesView): TemplateResult {
  return html`<div class="note" part="question" role="group" aria-labelledby="gpc-question">
    <p id="gpc-question" tabindex="-1">
      <strong
        >${msg('Your browser asks us not to pass your information on (Global Privacy Control).')}</strong
      >
      ${msg('Switch it off all the same?')}
    </p>
    <div class="actions">
      <button type="button" @click=${keep}>${msg('Leave it on')}</button>
      <button type="button" @click=${allow}>${msg('Switch it off')}</button>
    </div>
  </div>`;
}
