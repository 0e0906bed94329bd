/** The words of a form: its published texts in one language, and what is said beside them. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { textAt } from '../../protocol/localised.ts';

/** The published text at a path, in the language the form is shown in. */
export type TextOf = (path: string, source: string) => string;

export function textsOf(definition: FormDefinition, language: string): TextOf {
  return (path, source) => textAt(definition, path, source, language);
}

/** How much room an answer has left. */
export function counterWords(used: number, limit: number, language: string): string {
  const left = limit - used;
  const number = new Intl.NumberFormat(language).format(Math.abs(left));
  return left >= 0 ? msg(str`Characters left: ${number}`) : msg(str`Characters too many: ${number}`);
}

/** The code that saves could not be had. */
export function unsendableWords(): string {
  return msg(
    'This page could not send your answers. They are still here; try again. If that does not help, copy them and reload the page.',
  );
}

/** What came up further down, for those who do not see it come. */
export function moreWords(more: number): string {
  return more === 1 ? msg('A question was added below.') : msg(str`${more} questions were added below.`);
}
