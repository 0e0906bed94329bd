/** One mailbox written in two ways: which one is right only its owner knows. */
import type { Root, RootContent } from 'hast';
import type { ImportNotes } from './notes.ts';
import { textOf } from './text-of.ts';

/** Lengths are limited as in addresses, so that no long word is read again and again. */
export const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

export function compareSpellings(root: Root, notes: ImportNotes): void {
  const spellings = new Map<string, Set<string>>();
  for (const mail of [...textOf(root).matchAll(MAIL), ...mailLinks(root.children)]) {
    const known = spellings.get(mail[0].toLowerCase()) ?? new Set();
    spellings.set(mail[0].toLowerCase(), known.add(mail[0]));
  }
  for (const [, written] of spellings)
    if (written.size > 1) notes.add('address-spellings', {}, [...written].join(', '), 1);
}

function mailLinks(nodes: readonly RootContent[]): RegExpExecArray[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return [];
    const { href } = node.properties;
    const own =
      typeof href === 'string' && href.startsWith('mailto:') ? [...href.slice(7).matchAll(MAIL)] : [];
    return [...own, ...mailLinks(node.children)];
  });
}
