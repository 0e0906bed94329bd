/** What of a form somebody has in hand, and where a finding stands. */
import { askedIn } from './authored.ts';
import type { AuthoredForm } from './authored.ts';

export type Selection = { part: 'form' | 'submit' | 'after' } | { part: 'item' | 'consent'; id: string };

export const FORM: Selection = { part: 'form' };

export function isSame(a: Selection, b: Selection): boolean {
  return a.part === b.part && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}

/** As an attribute value, and back. */
export function keyOf(selection: Selection): string {
  return 'id' in selection ? `${selection.part}:${selection.id}` : selection.part;
}

export function selectionIn(key: string): Selection {
  const [part = '', ...rest] = key.split(':');
  if (part === 'item' || part === 'consent') return { part, id: rest.join(':') };
  return part === 'submit' || part === 'after' ? { part } : FORM;
}

/** Everything that can be selected, in reading order. */
export function selectables({ items, consents }: AuthoredForm): Selection[] {
  const known = consents.map(([id]) => id);
  return [
    FORM,
    ...items.flatMap((item): Selection[] => [
      { part: 'item', id: item.id },
      ...askedIn(item)
        .filter((id) => known.includes(id))
        .map((id): Selection => ({ part: 'consent', id })),
    ]),
    { part: 'submit' },
    { part: 'after' },
  ];
}

/** Undefined: of the form as a whole. `key`: the property, where the finding is about one. */
export function placeOf(
  form: AuthoredForm,
  pointer: string,
): { selection: Selection; key: string | undefined } {
  const [top = '', second = '', third] = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (top === 'items') {
    const item = form.items[Number(second)];
    if (item) return { selection: { part: 'item', id: item.id }, key: third };
  }
  if (top === 'consents' && second !== '') return { selection: { part: 'consent', id: second }, key: third };
  if (top === 'submit') return { selection: { part: 'submit' }, key: second };
  if (top === 'after') return { selection: { part: 'after' }, key: second };
  return { selection: FORM, key: top === '' ? undefined : top };
}

/** Where a text stands that translations call by this path. */
export function placeOfText(form: AuthoredForm, path: string): { selection: Selection; key: string } {
  const [owner = '', key = ''] = path.split('.');
  if (owner === 'submit' || owner === 'after') return { selection: { part: owner }, key };
  if (form.items.some(({ id }) => id === owner)) return { selection: { part: 'item', id: owner }, key };
  if (form.consents.some(([id]) => id === owner)) return { selection: { part: 'consent', id: owner }, key };
  return { selection: FORM, key: path };
}
