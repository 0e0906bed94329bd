/** The outline: everything of a form in reading order, as one tree (ARIA tree pattern). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { msg, str } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';
import { askedIn } from './model/authored.ts';
import type { AuthoredForm, AuthoredItem } from './model/authored.ts';
import { isSame, keyOf, placeOf, selectionIn } from './model/selection.ts';
import type { Selection } from './model/selection.ts';
import { consentName, itemName, itemType, selectionName } from './words.ts';

export interface OutlineView {
  form: AuthoredForm;
  selection: Selection;
  findings: readonly Finding[];
  /** An item that is being carried to another place. */
  carried: { id: string; to: number } | undefined;
  isReadOnly: boolean;
  select: (selection: Selection) => void;
  /** Opens the menu of an item below its button. */
  openMenu: (item: AuthoredItem, button: HTMLElement) => void;
}

/** One listener for all rows; keys are the keyboard's (`keyboard.ts`). */
function choose(event: Event, { select }: OutlineView): void {
  const row = (event.target as Element).closest<HTMLElement>('[data-key]');
  if (row) select(selectionIn(row.dataset['key'] ?? ''));
}

interface Row {
  selection: Selection;
  level: number;
  name: string;
  about: string;
  /** Undefined for what cannot be moved. */
  item: AuthoredItem | undefined;
}

export function outline(view: OutlineView): TemplateResult {
  const rows = rowsOf(view);
  const broken = brokenOf(view);
  return html`<ul
    class="tree"
    role="tree"
    aria-label=${msg('Outline of the form')}
    @click=${(event: Event) => choose(event, view)}
  >
    ${repeat(
      rows,
      ({ selection }) => keyOf(selection),
      (row) => rowOf(row, view, broken.get(keyOf(row.selection)) ?? 0),
    )}
  </ul>`;
}

function rowOf(
  { selection, level, name, about, item }: Row,
  view: OutlineView,
  problems: number,
): TemplateResult {
  const isSelected = isSame(selection, view.selection);
  const isCarried = item !== undefined && view.carried?.id === item.id;
  return html`<li
    role="treeitem"
    class="${isSelected ? 'selected' : ''} ${isCarried ? 'carried' : ''}"
    data-key=${keyOf(selection)}
    data-index=${item?.index ?? nothing}
    data-level=${level}
    aria-level=${level}
    aria-selected=${isSelected ? 'true' : 'false'}
    aria-label=${rowWords(name, about, problems)}
    tabindex=${isSelected ? '0' : '-1'}
  >
    ${
      item === undefined
        ? html`<span class="handle" aria-hidden="true"></span>`
        : html`<span class="handle drag" aria-hidden="true" title=${msg('Drag to move')}>⠿</span>`
    }
    <span class="name" dir="auto">${name}</span>
    <span class="about">${about}</span>
    ${problems === 0 ? nothing : html`<span class="count" aria-hidden="true">${problems}</span>`}
    ${
      item === undefined
        ? nothing
        : html`<button
            type="button"
            class="quiet more"
            tabindex="-1"
            aria-label=${msg(str`Move or delete ${name}`)}
            aria-haspopup="menu"
            ?disabled=${view.isReadOnly}
            @click=${(event: Event) => {
              event.stopPropagation();
              view.openMenu(item, event.currentTarget as HTMLElement);
            }}
          >
            ⋯
          </button>`
    }
  </li>`;
}

function rowWords(name: string, about: string, problems: number): string {
  const named = about === '' ? name : `${name}, ${about}`;
  if (problems === 0) return named;
  return problems === 1 ? msg(str`${named}, 1 problem`) : msg(str`${named}, ${problems} problems`);
}

function rowsOf({ form, carried }: OutlineView): Row[] {
  const top = (selection: Selection): Row => ({
    selection,
    level: 1,
    name: selectionName(form, selection),
    about: '',
    item: undefined,
  });
  const hasSteps = form.items.some(({ kind }) => kind === 'step');
  const items = inOrder(form.items, carried).flatMap((item): Row[] => {
    const level = item.kind === 'step' || !hasSteps ? 1 : 2;
    return [
      { selection: { part: 'item', id: item.id }, level, name: itemName(item), about: aboutItem(item), item },
      ...askedIn(item).flatMap((id): Row[] => {
        const block = form.consents.find(([consent]) => consent === id)?.[1];
        if (block === undefined) return [];
        return [
          {
            selection: { part: 'consent', id },
            level: level + 1,
            name: consentName(block),
            about: '',
            item: undefined,
          },
        ];
      }),
    ];
  });
  return [top({ part: 'form' }), ...items, top({ part: 'submit' }), top({ part: 'after' })];
}

/** The same word twice says nothing. */
function aboutItem(item: AuthoredItem): string {
  const type = itemType(item);
  return type === itemName(item) ? '' : type;
}

/** With the carried item where it would be put down. */
function inOrder(items: readonly AuthoredItem[], carried: OutlineView['carried']): readonly AuthoredItem[] {
  const item = carried && items.find(({ id }) => id === carried.id);
  if (carried === undefined || item === undefined) return items;
  return items.filter((other) => other !== item).toSpliced(carried.to, 0, item);
}

/** How much is wrong, by what it is wrong with. */
function brokenOf({ form, findings }: OutlineView): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pointer, severity } of findings) {
    if (severity !== undefined) continue;
    const key = keyOf(placeOf(form, pointer).selection);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
