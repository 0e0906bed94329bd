/** Whether a passage speaks of a purpose: it has the words of its title, or half of those of its description. Pure. */
import type { PolicyWords } from './words.ts';

/** Letters of a word that tell it from others; endings differ with the grammar. */
const LETTERS = 7;
const LEAST_ROOT = 3;

/** The roots of the words that say what a text is about. */
export function rootsOf(text: string, { empty, endings }: PolicyWords): Set<string> {
  const tokens = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(
    tokens
      .filter((token) => !empty.has(token))
      .map((token) => {
        const root = token.replace(endings, '');
        return (root.length < LEAST_ROOT ? token : root).slice(0, LETTERS);
      }),
  );
}

/** How much of a text's roots stand among others, 0 to 1; a text without any is in none. */
export function shareIn(roots: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return roots.size === 0 ? 0 : [...roots].filter((root) => others.has(root)).length / roots.size;
}

export interface Named {
  title: ReadonlySet<string>;
  description: ReadonlySet<string>;
}

export function speaksOf(roots: ReadonlySet<string>, { title, description }: Named): boolean {
  return shareIn(title, roots) === 1 || (description.size > 1 && shareIn(description, roots) >= 0.5);
}
