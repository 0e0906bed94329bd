/** Templates of compared sections, as many as are to be drawn: with their marks, or folded where nothing changed. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { msg, str } from '../../locales/lit-localize.ts';
import type { PolicyChanges, SectionChange } from '../../protocol/diff/changes.ts';
import type { PolicyVersion } from '../../protocol/policy.schema.ts';
import type { Block, PolicySection } from '../../protocol/policy-text.schema.ts';
import { day } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { directionOf } from '../base/language.ts';
import { blockOf } from './blocks.ts';
import { drawnRows, isUnchanged, piecesOf, rowOf, sizeOf } from './change-rows.ts';
import type { Drawn, Side } from './change-rows.ts';
import type { ComparisonView } from './comparison.ts';
import { anchorOf } from './section.ts';

export function isChanged({ kind, isMoved, isRenamed }: SectionChange): boolean {
  return kind !== 'same' || isMoved === true || isRenamed === true;
}

export function marksOf({ kind, isMoved, isRenamed, isEditorial, added, removed }: SectionChange): string[] {
  const what: string[] = [];
  if (kind === 'added') what.push(msg('new'));
  if (kind === 'removed') what.push(msg('removed'));
  if (kind === 'reworded' && isEditorial === true) what.push(msg('no word changed, only its form'));
  else if (kind === 'reworded') what.push(msg(str`words added: ${added}, removed: ${removed}`));
  if (isRenamed === true) what.push(msg('renamed'));
  if (isMoved === true) what.push(msg('moved'));
  return what;
}

/** How long each part is, about, in letters: every section's heading, and its rows or blocks, in order. */
export function sizesOf({ sections }: PolicyChanges, to: PolicyVersion): number[] {
  const whole = sectionsById(to);
  return groupsOf(sections).flatMap(([first]) => [
    HEADING,
    ...(first.rows === undefined
      ? blocksIn(first, whole).map((block) => JSON.stringify(block).length)
      : rowsIn(first).map(sizeOf)),
  ]);
}

/** Letters; with its marks. */
const HEADING = 100;

function sectionsById({ sections }: PolicyVersion): Map<string, PolicySection> {
  return new Map(flat(sections).map((section) => [section.id, section]));
}

/** The text of a section that was moved or renamed and nothing else. */
function blocksIn(change: SectionChange, sections: ReadonlyMap<string, PolicySection>): readonly Block[] {
  return isChanged(change) ? (sections.get(change.id)?.blocks ?? []) : [];
}

/** Each section that changed by itself, those without a change in a row together. */
function groupsOf(sections: readonly SectionChange[]): [SectionChange, ...SectionChange[]][] {
  const groups: [SectionChange, ...SectionChange[]][] = [];
  for (const change of sections) {
    const last = groups.at(-1);
    if (last === undefined || isChanged(change) || isChanged(last[0])) groups.push([change]);
    else last.push(change);
  }
  return groups;
}

const read = new WeakMap<SectionChange, Drawn[]>();

function rowsIn(change: SectionChange): readonly Drawn[] {
  const known = read.get(change) ?? drawnRows(change.rows ?? []);
  read.set(change, known);
  return known;
}

/** Sections in their order. What stands already is not looked at again. */
export function comparedSections(view: ComparisonView): unknown[] {
  const sections = sectionsById(view.to);
  const { level, language, isSideBySide } = view;
  const drawn: unknown[] = [];
  let left = view.most;
  for (const group of groupsOf(view.changes.sections)) {
    if (left <= 0) break;
    const [first] = group;
    const inner = first.rows === undefined ? blocksIn(first, sections) : rowsIn(first);
    const parts = Math.min(left, 1 + inner.length);
    const open = [...view.unfolded]
      .filter((key) => key === first.id || key.startsWith(`${first.id}/`))
      .join(' ');
    drawn.push(
      guard([first, parts, open, level, language, isSideBySide], () =>
        isChanged(first) ? changedSection(first, parts - 1, sections, view) : folded(group, sections, view),
      ),
    );
    left -= parts;
  }
  return drawn;
}

/** Its text is drawn when it is opened. */
function folded(
  same: readonly SectionChange[],
  sections: ReadonlyMap<string, PolicySection>,
  view: ComparisonView,
): TemplateResult {
  const key = same[0]?.id ?? '';
  const names = same.map(({ heading: pieces }) => pieces.map(({ text }) => text).join(''));
  const toggle = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) view.unfold(key);
  };
  return html`<details class="folded" @toggle=${toggle}>
    <summary lang=${view.language} dir=${directionOf(view.language)}>
      ${same.length === 1 ? msg('One section without a change') : msg(str`${same.length} sections without a change`)}
      <span class="muted" lang=${view.changes.language}>${names.join(' · ')}</span>
    </summary>
    ${
      view.unfolded.has(key)
        ? same.map(({ id, depth }) => {
            const section = sections.get(id);
            return section === undefined
              ? nothing
              : html`<section class="section">
                  ${heading(view.level + depth, section.heading, { id: anchorOf(id) })}
                  ${section.blocks.map(blockOf)}
                </section>`;
          })
        : nothing
    }
  </details>`;
}

/** `most`: of its rows. */
function changedSection(
  change: SectionChange,
  most: number,
  sections: ReadonlyMap<string, PolicySection>,
  view: ComparisonView,
): TemplateResult {
  const { id, depth, kind, rows } = change;
  return html`<section class=${`section ${kind}`} part="change" aria-labelledby=${anchorOf(id)}>
    ${heading(view.level + depth, piecesOf(change.heading), { id: anchorOf(id) })}
    <p class="marks" lang=${view.language} dir=${directionOf(view.language)}>
      ${marksOf(change).map((mark) => html`<span class="mark">${mark}</span>`)}
    </p>
    ${
      rows === undefined
        ? blocksIn(change, sections).slice(0, most).map(blockOf)
        : view.isSideBySide
          ? sides(rowsIn(change).slice(0, most), view)
          : oneText(rowsIn(change), most, id, view)
    }
  </section>`;
}

/** Rows without a change in the middle of a long section are folded; one stays on each side. */
const FOLD_FROM = 4;

function oneText(rows: readonly Drawn[], most: number, section: string, view: ComparisonView): unknown[] {
  const parts: unknown[] = [];
  for (let start = 0; start < Math.min(rows.length, most);) {
    let end = start;
    while (end < rows.length && isUnchanged(rows[end] as Drawn)) end++;
    const [first, last] = [start === 0 ? start : start + 1, end === rows.length ? end : end - 1];
    const inner = last > first ? rows.slice(first, last) : [];
    const key = `${section}/${start}`;
    if (inner.length >= FOLD_FROM && !view.unfolded.has(key)) {
      if (start > 0) parts.push(rowOf(rows[start] as Drawn));
      parts.push(
        html`<p lang=${view.language} dir=${directionOf(view.language)}>
          <button type="button" class="link" @click=${() => view.unfold(key)}>
            ${msg(str`Show ${inner.length} paragraphs without a change`)}
          </button>
        </p>`,
      );
      if (end < rows.length) parts.push(rowOf(rows[end - 1] as Drawn));
    } else parts.push(...rows.slice(start, Math.min(end, most)).map((row) => rowOf(row)));
    if (end < Math.min(rows.length, most)) parts.push(rowOf(rows[end] as Drawn));
    start = end + 1;
  }
  return parts;
}

/** The older text beside the newer one, row by row. */
function sides(rows: readonly Drawn[], { from, to, language }: ComparisonView): TemplateResult {
  const cell = (row: Drawn, side: Side): TemplateResult => html`<td>${rowOf(row, side)}</td>`;
  return html`<table class="beside">
    <thead>
      <tr lang=${language} dir=${directionOf(language)}>
        <th scope="col">${from === undefined ? msg('Before') : day(from.lastUpdated, language)}</th>
        <th scope="col">${day(to.lastUpdated, language)}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${cell(row, 'old')}${cell(row, 'new')}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function flat(sections: readonly PolicySection[]): PolicySection[] {
  return sections.flatMap((section) => [section, ...flat(section.sections ?? [])]);
}
