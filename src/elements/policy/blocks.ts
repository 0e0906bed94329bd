/** Templates of what stands in a section: paragraphs, lists, tables, links. Structured data in, no markup. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Block, ListItem, PolicyList, PolicyTable, Run } from '../../protocol/policy-text.schema.ts';
import { markedLink } from '../base/links.ts';

export function blockOf(block: Block): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p class="words">${runsOf(block.text)}</p>`;
    case 'list':
      return listOf(block);
    case 'table':
      return tableOf(block);
  }
}

function listOf({ ordered, items }: PolicyList): TemplateResult {
  const lines = items.map((item) => html`<li class="words">${itemOf(item)}</li>`);
  return ordered === true
    ? html`<ol>
        ${lines}
      </ol>`
    : html`<ul>
        ${lines}
      </ul>`;
}

function itemOf(item: ListItem): unknown {
  return 'list' in item ? [...runsOf(item.text), listOf(item.list)] : runsOf(item);
}

/** It scrolls in a frame of its own, which a keyboard reaches (WCAG 2.1.1). */
function tableOf({ head, rows }: PolicyTable): TemplateResult {
  return html`<div class="table" tabindex="0" role="group">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${runsOf(cell)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td class="words">${runsOf(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function runsOf(runs: readonly Run[]): unknown[] {
  return runs.map(runOf);
}

export function runOf({ text, href, strong, emphasis }: Run): unknown {
  const leaning = emphasis === true ? html`<em>${text}</em>` : text;
  const words = strong === true ? html`<strong>${leaning}</strong>` : leaning;
  return href === undefined ? words : markedLink(href, words);
}
