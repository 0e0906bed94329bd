/** What the forms of a site share: questions of the library, and words of consent that several of them ask with. */
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import type { StaffLibrary, StaffWording } from '../../protocol/staff-forms.schema.ts';
import { hashOf } from '../proof/hash.ts';
import { consentWords } from '../publishing.ts';
import type { FormVersionRow } from '../store/documents.ts';
import type { Queries } from '../store/store.ts';

export async function libraryOf(queries: Queries, site: string): Promise<StaffLibrary> {
  const [current, drafts] = await Promise.all([
    queries.documents.currentForms(site),
    queries.forms.drafts(site),
  ]);
  const sources = new Map(current.map(({ form, source, document }) => [form, source ?? document]));
  for (const { form, source } of drafts) sources.set(form, source);
  return { questions: questionsIn(sources), wordings: await wordingsOf(queries, site, current) };
}

function questionsIn(sources: ReadonlyMap<string, string>): StaffLibrary['questions'] {
  const forms = new Map<string, string[]>();
  for (const [form, source] of sources) {
    for (const use of new Set(usesIn(source))) forms.set(use, [...(forms.get(use) ?? []), form]);
  }
  return [...forms]
    .map(([use, of]) => ({ use, forms: of.toSorted() }))
    .toSorted((a, b) => (a.use < b.use ? -1 : 1));
}

/** A draft may be wrong in every way: what is no question of the library is passed over. */
function usesIn(source: string): string[] {
  const { value } = readJsonText(source);
  const items = fieldsOf(value)['items'];
  return Array.isArray(items)
    ? items.map((item) => fieldsOf(item)['use']).filter((use) => typeof use === 'string')
    : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

async function wordingsOf(
  queries: Queries,
  site: string,
  current: readonly FormVersionRow[],
): Promise<StaffWording[]> {
  const known = new Map<string, StaffWording>();
  for (const row of current) {
    const versions = await queries.forms.versions({ site, form: row.form });
    const hashes = versions.map((version) => new Set(wordingsIn(version).map(({ hash }) => hash)));
    for (const { consent, language, words, hash } of wordingsIn(row)) {
      const end = hashes.findIndex((set) => !set.has(hash));
      const first = versions.at(end < 0 ? -1 : end - 1) ?? row;
      const since = new Date(first.published_at).toISOString();
      const other = known.get(hash);
      known.set(hash, {
        hash,
        language,
        words,
        since: other !== undefined && other.since < since ? other.since : since,
        agreed: 0,
        places: [...(other?.places ?? []), { form: row.form, consent }],
      });
    }
  }
  const agreed = await queries.forms.agreed(site, [...known.keys()]);
  return [...known.values()].map((wording) => ({ ...wording, agreed: agreed.get(wording.hash) ?? 0 }));
}

function wordingsIn({ document }: FormVersionRow) {
  const definition = JSON.parse(document) as FormDefinition;
  return Object.keys(definition.consents).flatMap((consent) =>
    consentWords(definition, consent).map(([language, words]) => ({
      consent,
      language,
      words,
      hash: hashOf(words),
    })),
  );
}
