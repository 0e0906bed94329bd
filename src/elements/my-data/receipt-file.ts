/**
 * A receipt as a page that can be kept, read and printed without us (R-09). It has no script and needs nothing; the
 * signed statement stands in it as it was signed. Loaded when somebody saves one.
 */
import { msg } from '../../locales/lit-localize.ts';
import type { HeldReceipt } from '../../protocol/me.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { regional } from '../base/dates.ts';
import { plainWords } from '../base/links.ts';
import { directionOf } from '../base/language.ts';
import { reference } from '../base/words.ts';
import { doneWords, tickWords } from './history.ts';

export interface ReceiptFile {
  name: string;
  content: Blob;
}

export function receiptFile(receipt: HeldReceipt, config: SiteConfig, language: string): ReceiptFile {
  const name = `receipt-${reference(receipt.id)}.html`;
  return { name, content: new Blob([receiptPage(receipt, config, language)], { type: 'text/html' }) };
}

export function receiptPage(
  { id, statement, signature }: HeldReceipt,
  config: SiteConfig,
  language: string,
): string {
  const { controller, receivedAt, policy, form, consents = [], language: lang = language } = statement;
  const title = `${msg('Receipt')} ${reference(id)}`;
  const moment = new Intl.DateTimeFormat(regional(language), {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  });
  const facts: [string, string][] = [
    [msg('What you did'), doneWords(statement, config, language)],
    [msg('Received by'), `${controller}, ${config.controller.address}, ${config.controller.email}`],
    [msg('Received on'), moment.format(new Date(receivedAt))],
    ...(form === undefined ? [] : [[msg('Form'), `${form.title} (${form.form}, ${String(form.version)})`] as [string, string]]), // prettier-ignore
    ...(policy === undefined ? [] : [[msg('Privacy policy'), `${policy.policy}, ${policy.version}`] as [string, string]]), // prettier-ignore
    [msg('Full reference'), id],
  ];
  const boxes = consents.map(
    (consent) =>
      `<li><p>${escaped(tickWords(consent))}</p><blockquote lang="${escaped(lang)}" dir="${directionOf(lang)}">${escaped(plainWords(consent.words))}</blockquote></li>`,
  );
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere }
dt { font-weight: 600; margin-top: .75rem } dd { margin: 0 }
blockquote { margin: .25rem 0 1rem; padding-inline-start: 1rem; border-inline-start: .25rem solid; white-space: pre-wrap }
pre { white-space: pre-wrap; font-size: .85rem }
</style>
<main>
<h1>${escaped(title)}</h1>
<dl>${facts.map(([key, value]) => `<dt>${escaped(key)}</dt><dd dir="auto">${escaped(value)}</dd>`).join('')}</dl>
${boxes.length === 0 ? '' : `<h2>${escaped(msg('What you were told'))}</h2><ul>${boxes.join('')}</ul>`}
<h2>${escaped(msg('Proof'))}</h2>
<p>${escaped(msg('This is the statement as it was signed. Whoever changes a letter of it breaks the signature.'))}</p>
<pre dir="ltr">${escaped(JSON.stringify(statement, null, 2))}</pre>
<pre dir="ltr">${escaped(signature)}</pre>
</main>
</html>
`;
}

export function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
