/** A request as a letter to print and sign, for whoever does not want to send it by this way (L-33). */
import { msg } from '../../locales/lit-localize.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { regional } from '../base/dates.ts';
import { directionOf } from '../base/language.ts';
import { requestKindWords } from './operation-words.ts';
import { escaped } from './receipt-file.ts';

export interface Letter {
  kind: RequestKind;
  words: string;
  name: string;
  email: string;
}

const LINE = '______________________________';

export function letterFile(
  letter: Letter,
  config: SiteConfig,
  language: string,
): { name: string; content: Blob } {
  const content = new Blob([letterPage(letter, config, language)], { type: 'text/html' });
  return { name: `${letter.kind}.html`, content };
}

export function letterPage(
  { kind, words, name, email }: Letter,
  config: SiteConfig,
  language: string,
): string {
  const { controller } = config;
  const title = requestKindWords(kind);
  const date = new Intl.DateTimeFormat(regional(language), { dateStyle: 'long' }).format(Date.now());
  const from = [
    name === '' ? `${msg('Name')}: ${LINE}` : name,
    email === '' ? `${msg('Address')}: ${LINE}` : email,
  ];
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
:root { font: 12pt/1.6 serif } body { max-width: 40rem; margin: 2cm auto; padding: 0 1rem; overflow-wrap: anywhere }
p { white-space: pre-wrap } .lines { min-height: 12rem }
</style>
<main>
<p>${from.map(escaped).join('\n')}</p>
<p>${escaped(controller.name)}\n${escaped(controller.address)}</p>
<p>${escaped(date)}</p>
<h1>${escaped(title)}</h1>
<p class="lines">${escaped(words)}</p>
<p>${escaped(msg('Signature'))}: ${LINE}</p>
</main>
</html>
`;
}
