/** What a form may read from the page's address: only what its definition lists, never consents. */
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { questionsOf } from '../../protocol/form-answers.ts';

const LONGEST = 300;

/** The path of the page and the listed query parameters (forms.md 2.9); nothing else is read. */
export function capturedFrom({ href }: Location, capture: readonly string[]): Record<string, string> {
  const { origin, pathname, searchParams } = new URL(href);
  const found = capture.map((key) => [key, key === 'page' ? origin + pathname : searchParams.get(key)]);
  const entries = found.flatMap(([key, value]) =>
    key == null || value == null || value === '' ? [] : [[key, sound(value.slice(0, LONGEST))] as const],
  );
  return Object.fromEntries(entries);
}

/** An address can say what no text may hold; then a link could make a form unsendable. */
function sound(text: string): string {
  return text.replaceAll(/[\u0000\p{Cs}]/gu, '');
}

/** Answers that the address gives, for questions that name a parameter of it. */
export function prefillFrom({ search }: Location, definition: FormDefinition): Record<string, string> {
  const parameters = new URLSearchParams(search);
  const entries = questionsOf(definition).flatMap((question) => {
    const { id } = question;
    const key = 'prefillFrom' in question ? question.prefillFrom : undefined;
    const value = key === undefined ? null : parameters.get(key);
    return value === null ? [] : [[id, sound(value)] as const];
  });
  return Object.fromEntries(entries);
}
