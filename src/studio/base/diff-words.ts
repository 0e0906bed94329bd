/** Two texts as one: what went is struck out, what came is underlined, and both are said to screen readers. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { compare } from '../../protocol/diff/compare.ts';
import { rowsOf } from '../../protocol/diff/rows.ts';
import { newNumbering, tokensOf } from '../../protocol/diff/tokens.ts';

export function diffWords(before: string, after: string): TemplateResult[] {
  const numberOf = newNumbering();
  const [from, to] = [before, after].map((text) => tokensOf([{ shape: 'p', runs: [{ text }] }], numberOf));
  return rowsOf(compare(from ?? [], to ?? [])).flatMap(({ pieces }) =>
    pieces.map(({ op, text }) => {
      if (op === 'added') return html`<ins>${aside(msg('[new:'))} ${text} ${aside(msg(']'))}</ins>`;
      if (op === 'removed') return html`<del>${aside(msg('[old:'))} ${text} ${aside(msg(']'))}</del>`;
      return html`${text}`;
    }),
  );
}

function aside(words: string): TemplateResult {
  return html`<span class="hidden-visually">${words}</span>`;
}
