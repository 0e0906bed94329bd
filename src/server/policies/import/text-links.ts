/** Addresses written out in a plain text become links. */
import type { ElementContent } from 'hast';
import { MAIL } from './mail-spellings.ts';

const WEB = /https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]/gu;
const ADDRESS = new RegExp(`(?<web>${WEB.source})|${MAIL.source}`, 'gu');

export function linked(text: string, line: number): ElementContent[] {
  const point = { line, column: 1 };
  const position = { start: point, end: point };
  const parts: ElementContent[] = [];
  const add = (value: string, href?: string): void => {
    if (value === '') return;
    const words: ElementContent = { type: 'text', value, position };
    if (href === undefined) parts.push(words);
    else parts.push({ type: 'element', tagName: 'a', properties: { href }, children: [words], position });
  };
  let end = 0;
  for (const { 0: address, index, groups } of text.matchAll(ADDRESS)) {
    add(text.slice(end, index));
    add(address, groups?.['web'] ?? `mailto:${address}`);
    end = index + address.length;
  }
  add(text.slice(end));
  return parts;
}
