/** What stands in an element when a published document could not be had: never an empty box. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { LoadError } from '../../client/documents.ts';
import type { Documents, LoadCode } from '../../client/documents.ts';
import { errorIcon } from './icons.ts';
import { mailLink } from './links.ts';

/** The code of a failed load; what is none of ours is a document that cannot be shown. */
export function loadCode(cause: unknown): LoadCode {
  return cause instanceof LoadError ? cause.code : 'broken';
}

/** The controller's address, where that at least can be had. */
export async function contactOf(documents: Documents, code: LoadCode): Promise<string | undefined> {
  if (code === 'unreachable') return undefined;
  const config = await documents.config().catch(() => undefined);
  return config?.controller.email;
}

export interface LoadProblem {
  code: LoadCode;
  /** What was to be shown, for example "This form". */
  words: LoadProblemWords;
  /** The controller's address, where it is known. */
  mail: string | undefined;
  retry: () => void;
}

/** One whole sentence per case: languages differ too much to put them together from parts. */
export interface LoadProblemWords {
  unreachable: string;
  unavailable: string;
}

/** Only a connection can come back by itself; the other causes are for the site to repair. */
export function loadProblem({ code, words, mail, retry }: LoadProblem): TemplateResult {
  const sentence = code === 'unreachable' ? words.unreachable : words.unavailable;
  return html`<div class="note danger" part="problem">
    <p class="with-icon">${errorIcon}<strong>${sentence}</strong></p>
    ${code === 'unreachable' ? html`<p>${msg('Check your connection, then try again.')}</p>` : nothing}
    ${mail === undefined ? nothing : html`<p>${msg('You can write to us instead:')} ${mailLink(mail)}</p>`}
    <div class="actions"><button type="button" @click=${retry}>${msg('Try again')}</button></div>
    <p class="muted small">${msg('Code for the site’s operator:')} <code>${code}</code></p>
  </div>`;
}
