/** What is said about answers that an earlier visit kept on this device. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { heading } from '../base/heading.ts';

export function resumePanel(
  level: number,
  savedAt: unknown,
  { resume, restart }: { resume: () => void; restart: () => void },
): TemplateResult {
  return html`<div class="note panel" part="panel">
    ${heading(level, msg('Continue where you left off?'))}
    <p>${msg('Saved on this device:')} ${savedAt}</p>
    <div class="actions">
      <button type="button" class="primary" @click=${resume}>${msg('Continue')}</button>
      <button type="button" @click=${restart}>${msg('Start again')}</button>
    </div>
  </div>`;
}

/** Said once; nothing of the content is left. */
export function draftExpiredNote(dismiss: () => void): TemplateResult {
  return html`<div class="note" part="panel">
    <p>${msg('The answers you kept on this device were deleted, because their time was over.')}</p>
    <div class="actions"><button type="button" @click=${dismiss}>${msg('Close')}</button></div>
  </div>`;
}

/** After resuming into a newer version of the form; `dropped` by their labels. */
export function changedNote(dropped: readonly string[], dismiss: () => void): TemplateResult {
  const labels = dropped.map((label) => `“${label}”`).join(', ');
  return html`<div class="note" part="panel">
    <p>${msg('We have changed this form since you left.')}</p>
    ${dropped.length === 0 ? '' : html`<p>${msg(str`These answers no longer fit: ${labels}`)}</p>`}
    <div class="actions"><button type="button" @click=${dismiss}>${msg('Close')}</button></div>
  </div>`;
}
