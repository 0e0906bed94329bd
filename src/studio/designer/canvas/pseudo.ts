/** A form in a language nobody speaks: longer words with marks, to see what breaks before a translator is asked. */
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import { formTexts } from '../../../protocol/form-translation-check.ts';

export const PSEUDO = 'en-XA';

const MARKED: Record<string, string> = {
  a: 'å', e: 'é', i: 'î', o: 'ö', u: 'û', c: 'ç', n: 'ñ', y: 'ý', A: 'Å', E: 'É', I: 'Î', O: 'Ö', U: 'Û', C: 'Ç', N: 'Ñ', Y: 'Ý',
}; // prettier-ignore

/** German and Finnish take about a third more room than English. */
const MORE = 0.35;

export function pseudoForm(definition: FormDefinition): FormDefinition {
  const texts = [...formTexts(definition)].map(([path, text]) => [path, pseudo(text)]);
  return {
    ...definition,
    languages: [...definition.languages, PSEUDO],
    translations: {
      ...definition.translations,
      [PSEUDO]: Object.fromEntries(texts) as Record<string, string>,
    },
  };
}

/** Link targets stay as they are. */
function pseudo(text: string): string {
  const marked = text.replace(/\]\([^)]*\)|[A-Za-z]/g, (found) => MARKED[found] ?? found);
  return `⟦${marked}${' ·'.repeat(Math.ceil((text.length * MORE) / 2))}⟧`;
}
