/** Templates of what changed between two versions: the list of changed sections, then the text with its marks. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { PolicyChanges, SectionChange } from '../../protocol/diff/changes.ts';
import type { PolicyVersion, PolicyVersionEntry } from '../../protocol/policy.schema.ts';
import type { PolicySection } from '../../protocol/policy-text.schema.ts';
import { day } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { directionOf } from '../base/language.ts';
import { blockOf } from './blocks.ts';
import { drawnRows, isUnchanged, piecesOf, rowOf } from './change-rows.ts';
import type { Side } from './change-rows.ts';
import { anchorOf } from './section.ts';

export interface ComparisonView {
  changes: PolicyChanges;
  from: PolicyVersionEntry | undefined;
  /** The newer version, whole. */
  to: PolicyVersion;
  level: number;
  /** Of the interface. */
  language: string;
  isSideBySide: boolean;
  switchSides: () => void;
  /** Folded parts that the visitor opened. */
  unfolded: ReadonlySet<string>;
  unfold: (key: string) => void;
  go: (section: string) => void;
}

export function comparison(view: ComparisonView): TemplateResult {
  const { changes, level } = view;
  const changed = changes.sections.filter(isChanged);
  if (changes.from === undefined) {
    return html`<p class="note" part="changes">
      ${msg('These two versions cannot be compared in this language. The whole text follows.')}
    </p>`;
  }
  return html`<div class="changes" part="changes">
    ${
      changed.length === 0
        ? html`<p class="note">${msg('The text is the same in both versions.')}</p>`
        : html`${changedList(changed, view)}
            <div class="actions wide-only">
              <button type="button" aria-pressed=${view.isSideBySide} @click=${view.switchSides}>
                ${msg('Side by side')}
              </button>
            </div>
            <p class="legend muted">
              ${msg('How to read it:')} <ins>${msg('added')}</ins> <del>${msg('removed')}</del>
            </p>`
    }
    ${heading(level, msg('The text with its changes'), { id: 'compared' })}
    <div
      class=${view.isSideBySide ? 'text compared sides' : 'text compared'}
      lang=${changes.language}
      dir=${directionOf(changes.language)}
    >
      ${inOrder(view)}
    </div>
  </div>`;
}

function isChanged({ kind, isMoved, isRenamed }: SectionChange): boolean {
  return kind !== 'same' || isMoved === true || isRenamed === true;
}

/** First of all: which sections changed, and how. */
function changedList(
  changed: readonly SectionChange[],
  { level, changes, go }: ComparisonView,
): TemplateResult {
  const follow = (event: Event, section: string): void => {
    event.preventDefault();
    go(section);
  };
  return html`<nav class="changed" part="changed" aria-labelledby="changed">
    ${heading(level, changed.length === 1 ? msg('One section changed') : msg(str`${changed.length} sections changed`), { id: 'changed' })}
    <ul>
      ${changed.map(
        (change) =>
          html`<li>
            <a
              href=${`#${anchorOf(change.id)}`}
              lang=${changes.language}
              @click=${(event: Event) => follow(event, change.id)}
              >${change.heading
                .filter(({ op }) => op !== 'removed' || change.kind === 'removed')
                .map(({ text }) => text)}</a
            >
            ${marksOf(change).map((mark) => html`<span class="mark">${mark}</span>`)}
          </li>`,
      )}
    </ul>
  </nav>`;
}

function marksOf({ kind, isMoved, isRenamed, isEditorial, added, removed }: SectionChange): string[] {
  const what: string[] = [];
  if (kind === 'added') what.push(msg('new'));
  if (kind === 'removed') what.push(msg('removed'));
  if (kind === 'reworded' && isEditorial === true) what.push(msg('no word changed, only its form'));
  else if (kind === 'reworded') what.push(msg(str`words added: ${added}, removed: ${removed}`));
  if (isRenamed === true) what.push(msg('renamed'));
  if (isMoved === true) what.push(msg('moved'));
  return what;
}

/** Sections in their order; those without a change in a row are folded into one line. */
function inOrder(view: ComparisonView): TemplateResult[] {
  const parts: TemplateResult[] = [];
  let same: SectionChange[] = [];
  const sections = new Map(flat(view.to.sections).map((section) => [section.id, section]));
  const putSame = (): void => {
    if (same.length > 0) parts.push(folded(same, sections, view));
    same = [];
  };
  for (const change of view.changes.sections) {
    if (!isChanged(change)) same.push(change);
    else {
      putSame();
      parts.push(changedSection(change, sections, view));
    }
  }
  putSame();
  return parts;
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

function changedSection(
  change: SectionChange,
  sections: ReadonlyMap<string, PolicySection>,
  view: ComparisonView,
): TemplateResult {
  const { id, depth, kind, rows } = change;
  const title = kind === 'added' || kind === 'removed' ? change.heading : change.heading;
  return html`<section class=${`section ${kind}`} part="change" aria-labelledby=${anchorOf(id)}>
    ${heading(view.level + depth, piecesOf(title), { id: anchorOf(id) })}
    <p class="marks" lang=${view.language} dir=${directionOf(view.language)}>
      ${marksOf(change).map((mark) => html`<span class="mark">${mark}</span>`)}
    </p>
    ${
      rows === undefined
        ? (sections.get(id)?.blocks ?? []).map(blockOf)
        : view.isSideBySide
          ? sides(drawnRows(rows), view)
          : oneText(drawnRows(rows), id, view)
    }
  </section>`;
}

type Drawn = ReturnType<typeof drawnRows>[number];

/** Rows without a change in the middle of a long section are folded; one stays on each side. */
const FOLD_FROM = 4;

function oneText(rows: readonly Drawn[], section: string, view: ComparisonView): unknown[] {
  const parts: unknown[] = [];
  for (let start = 0; start < rows.length;) {
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
    } else parts.push(...rows.slice(start, end).map((row) => rowOf(row)));
    if (end < rows.length) parts.push(rowOf(rows[end] as Drawn));
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
