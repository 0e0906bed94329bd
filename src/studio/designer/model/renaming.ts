/** Another id for an item, everywhere it is named: conditions, consents, translations. */
import type { Command, Json, Path } from '../text/json-edit.ts';
import { asFields, catalogueOf, listOf } from './authored.ts';
import type { AuthoredForm } from './authored.ts';

export function renameItem(form: AuthoredForm, id: string, next: string): Command[] {
  const item = form.items.find((candidate) => candidate.id === id);
  if (item === undefined) return [];
  const conditions = form.items.flatMap(({ own, index }) =>
    renamedFields(own['showIf'], ['items', index, 'showIf'], id, next),
  );
  const consents = form.consents.flatMap(([consent, block]): Command[] => [
    ...(block['needs'] === id
      ? [{ do: 'set' as const, path: ['consents', consent, 'needs'], value: next }]
      : []),
    ...listOf(block['reveal']).flatMap((revealed, index): Command[] =>
      revealed === id ? [{ do: 'set', path: ['consents', consent, 'reveal', index], value: next }] : [],
    ),
  ]);
  const translations = form.languages.slice(1).flatMap((language) =>
    Object.keys(catalogueOf(form, language))
      .filter((path) => path.startsWith(`${id}.`))
      .map((path): Command => ({
        do: 'rename',
        path: ['translations', language, path],
        key: `${next}${path.slice(id.length)}`,
      })),
  );
  return [
    { do: 'set', path: ['items', item.index, 'id'], value: next },
    ...conditions,
    ...consents,
    ...translations,
  ];
}

function renamedFields(condition: Json | undefined, path: Path, id: string, next: string): Command[] {
  const fields = asFields(condition);
  const own: Command[] = fields['field'] === id ? [{ do: 'set', path: [...path, 'field'], value: next }] : [];
  const inner = (['all', 'any'] as const).flatMap((join) =>
    listOf(fields[join]).flatMap((member, index) => renamedFields(member, [...path, join, index], id, next)),
  );
  return [...own, ...inner];
}
