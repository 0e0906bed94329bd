/** Where on the shown form the parts of its file are, and which part somebody pointed at. */
import type { AuthoredForm } from '../model/authored.ts';
import { askedIn } from '../model/authored.ts';
import { selectables } from '../model/selection.ts';
import type { Selection } from '../model/selection.ts';

/** The element that shows a part; undefined while it is hidden, or on another page. */
export function elementOf(
  root: ParentNode,
  form: AuthoredForm,
  selection: Selection,
): HTMLElement | undefined {
  switch (selection.part) {
    case 'form':
      return find(root, 'form > .heading, form .heading') ?? find(root, '[part=heading]');
    case 'submit':
      return find(root, '[part=submit]');
    case 'after':
      return undefined;
    case 'consent': {
      const own = find(root, `[id="${CSS.escape(selection.id)}"]`);
      return own?.closest<HTMLElement>('[part~=field], [part~=notice]') ?? own;
    }
    case 'item':
      return itemElement(root, form, selection.id);
  }
}

function itemElement(root: ParentNode, form: AuthoredForm, id: string): HTMLElement | undefined {
  const item = form.items.find((candidate) => candidate.id === id);
  if (item?.kind === 'step') return find(root, '[part=step]');
  if (item?.kind === 'ask') {
    const [first = ''] = askedIn(item);
    const consent = find(root, `[id="${CSS.escape(first)}"]`);
    return (
      consent?.closest<HTMLElement>('[part=consents]') ??
      consent?.closest<HTMLElement>('[part~=notice]') ??
      consent
    );
  }
  const own = find(root, `[id="${CSS.escape(id)}"], [data-of="${CSS.escape(id)}"]`);
  return own?.closest<HTMLElement>('[part~=field]') ?? own;
}

function find(root: ParentNode, selector: string): HTMLElement | undefined {
  return root.querySelector<HTMLElement>(selector) ?? undefined;
}

/** The part that an event on the shown form is about. */
export function partOf(path: readonly EventTarget[], form: AuthoredForm): Selection | undefined {
  const parts = selectables(form);
  for (const target of path) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.localName === 'sx-form-preview') return undefined;
    const names = [target.dataset['of'], target.id, target.getAttribute('for')].flatMap((name) =>
      name === undefined || name === null || name === ''
        ? []
        : [name.replace(/-(label|hint|why|error|counter|asker)$/, '').split('.')[0] ?? ''],
    );
    const part = parts.find((one) => 'id' in one && names.includes(one.id));
    if (part !== undefined) return part;
    const inner = target.matches('[part~=field], [part~=notice]')
      ? target.querySelector('[id], [data-of]')
      : null;
    const within = inner instanceof HTMLElement ? partOf([inner], form) : undefined;
    if (within !== undefined) return within;
    if (target.matches('[part=submit]')) return { part: 'submit' };
    if (target.matches('[part=heading], [part=intro]')) return { part: 'form' };
  }
  return undefined;
}

/** The element whose text the words of a part are, for editing in place. */
export function wordsElement(
  root: ParentNode,
  form: AuthoredForm,
  selection: Selection,
): HTMLElement | undefined {
  const element = elementOf(root, form, selection);
  if (selection.part === 'item')
    return element?.querySelector<HTMLElement>('[part=label], legend') ?? element;
  if (selection.part === 'consent') return element?.querySelector<HTMLElement>('.words, span') ?? element;
  return element;
}

/** The property that is edited in place. */
export function wordsKey(form: AuthoredForm, selection: Selection): string | undefined {
  switch (selection.part) {
    case 'form':
      return 'title';
    case 'submit':
      return 'label';
    case 'after':
      return 'title';
    case 'consent':
      return 'text';
    case 'item': {
      const kind = form.items.find(({ id }) => id === selection.id)?.kind;
      const keys = { question: 'label', say: 'say', step: 'step', ask: 'heading' } as const;
      return kind && keys[kind];
    }
  }
}
