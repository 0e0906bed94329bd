/** Templates of signing in: asking for a link, and the one button that uses it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { SessionCode } from '../../client/session.ts';
import { heading } from '../base/heading.ts';
import { errorIcon } from '../base/icons.ts';

/** 'asking' is followed by 'asked' or a problem; 'asked' says the same for every address (H-19). */
export type SignIn =
  | { name: 'idle' }
  | { name: 'asking' }
  | { name: 'asked'; email: string; isBusy?: boolean; problem?: SignInProblem | 'no-code' }
  | { name: 'problem'; problem: SignInProblem };

export type SignInProblem = 'no-address' | 'not-an-address' | SessionCode;

export function problemWords(problem: SignInProblem | 'no-code'): string {
  switch (problem) {
    case 'no-address':
      return msg('Fill in your email address');
    case 'not-an-address':
      return msg('Give an address like name@example.com');
    case 'no-code':
      return msg('Give the six digits from the email');
    case 'link-expired':
      return msg('This link or code is wrong, used or too old. Ask for a new one.');
    case 'rate-limited':
      return msg('Too many tries. Wait a few minutes, then ask again.');
    case 'unreachable':
      return msg('We could not be reached. Check your connection, then try again.');
    default:
      return msg('This did not work. Try again, or write to us.');
  }
}

export interface SignInView {
  level: number;
  state: SignIn;
  submit: (event: SubmitEvent) => void;
  /** Signs in with the digits that were entered. */
  enter: (event: SubmitEvent) => void;
  again: () => void;
}

export function askForLink({ level, state, submit, enter, again }: SignInView): TemplateResult {
  if (state.name === 'asked') {
    const problem = state.problem && problemWords(state.problem);
    return html`<section class="note success" part="sign-in">
      ${heading(level, msg('Look in your inbox'))}
      <p>
        ${msg(str`If we hold data for ${state.email}, an email with a link and a code is on its way. They work once, within 15 minutes.`)}
      </p>
      <form novalidate class="sign-in" @submit=${enter}>
        <div class="field ${problem === undefined ? '' : 'invalid'}">
          <label for="code">${msg('Code from the email')}</label>
          ${errorLine('code', problem)}
          <input
            part="control"
            id="code"
            name="code"
            dir="ltr"
            inputmode="numeric"
            autocomplete="one-time-code"
            spellcheck="false"
            ?readonly=${state.isBusy === true}
            aria-invalid=${problem === undefined ? nothing : 'true'}
            aria-describedby=${problem === undefined ? nothing : 'code-error'}
          />
        </div>
        <button class="primary" type="submit" aria-disabled=${state.isBusy === true ? 'true' : nothing}>
          ${state.isBusy === true ? msg('Signing in…') : msg('Sign in')}
        </button>
      </form>
      <div class="actions"><button type="button" @click=${again}>${msg('Use another address')}</button></div>
    </section>`;
  }
  const problem = state.name === 'problem' ? problemWords(state.problem) : undefined;
  return html`<section class="card" part="sign-in" aria-labelledby="sign-in">
    ${heading(level, msg('Sign in'), { id: 'sign-in' })}
    <p>
      ${msg('See everything we hold about you and change your choices. No password: we send a link to your address.')}
    </p>
    <form novalidate class="sign-in" @submit=${submit}>
      <div class="field ${problem === undefined ? '' : 'invalid'}">
        <label for="address">${msg('Email address')}</label>
        ${errorLine('address', problem)}
        <input
          part="control"
          type="email"
          id="address"
          name="address"
          dir="ltr"
          autocomplete="email"
          required
          spellcheck="false"
          autocapitalize="none"
          ?readonly=${state.name === 'asking'}
          aria-invalid=${problem === undefined ? nothing : 'true'}
          aria-describedby=${problem === undefined ? nothing : 'address-error'}
        />
      </div>
      <button class="primary" type="submit" aria-disabled=${state.name === 'asking' ? 'true' : nothing}>
        ${state.name === 'asking' ? msg('Sending…') : msg('Send me a link')}
      </button>
    </form>
  </section>`;
}

function errorLine(field: string, problem: string | undefined): TemplateResult | typeof nothing {
  return problem === undefined
    ? nothing
    : html`<p class="error with-icon" id="${field}-error" part="error">
        ${errorIcon}<span><span class="hidden-visually">${msg('Error:')} </span>${problem}</span>
      </p>`;
}

/** Opening the link changed nothing yet: mail scanners open links too (H-18). */
export function useLink(
  level: number,
  busy: boolean,
  problem: string | undefined,
  signIn: () => void,
): TemplateResult {
  return html`<section class="card" part="sign-in" aria-labelledby="sign-in">
    ${heading(level, msg('Sign in'), { id: 'sign-in' })}
    <p>${msg('Your link is ready. It works once.')}</p>
    ${
      problem === undefined
        ? nothing
        : html`<p class="error with-icon" part="error">${errorIcon}<span>${problem}</span></p>`
    }
    <div class="actions">
      <button class="primary" type="button" aria-disabled=${busy ? 'true' : nothing} @click=${signIn}>
        ${busy ? msg('Signing in…') : msg('Sign in')}
      </button>
    </div>
  </section>`;
}
