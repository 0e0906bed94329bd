/** What a schema cannot say about a policy version: section ids are unique, and the same in every language. Pure. */
import type { PolicySection } from './policy-text.schema.ts';
import type { PolicyVersionDocument } from './policy.schema.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

export function checkPolicy({ texts, effectiveFrom, lastUpdated }: PolicyVersionDocument): Finding[] {
  const [source, ...others] = Object.entries(texts).map(([language, { sections }]) => ({
    language,
    ids: sectionIds(sections),
  }));
  if (source === undefined)
    return [{ pointer: '/texts', code: 'missing', expected: 'a text in at least one language' }];
  const twice = [source, ...others].flatMap(({ language, ids }) =>
    ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id): Finding => ({
        pointer: `/texts/${language}/sections`,
        code: 'duplicate-id',
        expected: 'a section id used once',
        found: shown(id),
      })),
  );
  const uneven = others
    .filter(({ ids }) => ids.join() !== source.ids.join())
    .map(({ language, ids }): Finding => ({
      pointer: `/texts/${language}/sections`,
      code: 'sections-differ',
      expected: `the sections of ${source.language}, in their order`,
      found: shown(ids.find((id, index) => id !== source.ids[index]) ?? `${String(ids.length)} sections`),
    }));
  const early: Finding[] =
    effectiveFrom < lastUpdated
      ? [
          {
            pointer: '/effectiveFrom',
            code: 'too-early',
            expected: `${lastUpdated} or later`,
            found: effectiveFrom,
          },
        ]
      : [];
  return [...twice, ...uneven, ...early];
}

function sectionIds(sections: readonly PolicySection[]): string[] {
  return sections.flatMap((section) => [section.id, ...sectionIds(section.sections ?? [])]);
}
