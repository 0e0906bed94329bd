/** Templates of receipts: what was done, when, in which words, and a copy to take along. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { HeldReceipt } from '../../protocol/me.ts';
import type { ReceiptConsent, ReceiptStatement } from '../../protocol/receipt.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { moment } from '../base/dates.ts';
import { directionOf } from '../base/language.ts';
import { plainWords } from '../base/links.ts';
import { channelWords, purposeWords, reference } from '../base/words.ts';
import { objectionWords, requestKindWords } from './operation-words.ts';

export interface ReceiptsView {
  config: SiteConfig;
  language: string;
  receipts: readonly HeldReceipt[];
  /** Where the list stands: the same receipt may be in two. */
  place: 'history' | 'device';
  download: (receipt: HeldReceipt) => void;
}

export function receiptLines(view: ReceiptsView): TemplateResult {
  return html`<ol class="lines" part="receipts">
    ${view.receipts.map((receipt) => receiptLine(receipt, view))}
  </ol>`;
}

function receiptLine(receipt: HeldReceipt, view: ReceiptsView): TemplateResult {
  const { config, language, place, download } = view;
  const { statement } = receipt;
  const id = `${place}-${receipt.id}`;
  return html`<li class="line" part="receipt">
    <div class="line-words">
      <p id=${id}><strong>${doneWords(statement, config, language)}</strong></p>
      <p class="muted small">
        ${moment(statement.receivedAt, language)}<br />
        ${msg('Reference:')} <span class="reference">${reference(receipt.id)}</span>
      </p>
      ${consentList(statement, language)}
    </div>
    <button type="button" aria-describedby=${id} @click=${() => download(receipt)}>
      ${msg('Save the receipt')}
    </button>
  </li>`;
}

/** What was done, in one line. */
export function doneWords(
  { kind, form, withdrawal, correction, objection, request }: ReceiptStatement,
  config: SiteConfig,
  language: string,
): string {
  if (withdrawal !== undefined) {
    const title = purposeWords(config, withdrawal.purpose, language);
    const how = channelWords(withdrawal.channel);
    return msg(str`Withdrawal: ${title}, ${how}`);
  }
  if (correction !== undefined) {
    const { label } = correction;
    return msg(str`Correction: ${label}`);
  }
  if (objection !== undefined) {
    const what = objectionWords(objection.scope);
    return objection.objects ? msg(str`Switched on: ${what}`) : msg(str`Switched off: ${what}`);
  }
  if (request !== undefined) {
    const what = `${requestKindWords(request.kind)} (${request.reference})`;
    return kind === 'request' ? msg(str`Request: ${what}`) : msg(str`A step in: ${what}`);
  }
  if (form !== undefined) {
    const { title } = form;
    return msg(str`Form: ${title}`);
  }
  return kind === 'permission-change'
    ? msg('Confirmation of your address')
    : msg('Something you did on this site');
}

/** What stood at each box, and what was done with it. */
function consentList({ consents = [], language: lang = '' }: ReceiptStatement, language: string): unknown {
  if (consents.length === 0) return nothing;
  const words = (consent: ReceiptConsent): TemplateResult =>
    html`<li>
      <p>${tickWords(consent)}</p>
      <blockquote class="small" lang=${lang} dir=${directionOf(lang === '' ? language : lang)}>
        ${plainWords(consent.words)}
      </blockquote>
    </li>`;
  return html`<details>
    <summary>${msg('What you were told')}</summary>
    <ul class="lines-plain">
      ${consents.map(words)}
    </ul>
  </details>`;
}

export function tickWords({ ticked }: ReceiptConsent): string {
  if (ticked === undefined) return msg('Shown to you:');
  return ticked ? msg('You ticked this box:') : msg('You left this box empty:');
}
