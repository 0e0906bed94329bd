/** The queries about forms at work, in the store that remembers only while it runs. */
import { addOnce, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';

interface FormKey {
  site: string;
  form: string;
}

const isOf =
  ({ site, form }: FormKey) =>
  (row: FormKey): boolean =>
    row.site === site && row.form === form;

const newest = (a: { version: number }, b: { version: number }): number => b.version - a.version;

export function formsIn(memory: Memory): Queries['forms'] {
  return {
    drafts: (site) =>
      copy(
        memory.rows.form_draft
          .filter((row) => row.site === site)
          .toSorted((a, b) => (a.form < b.form ? -1 : 1)),
      ),
    draft: (key) => copy(memory.rows.form_draft.find(isOf(key))),
    addDraft: (row) => copy(addOnce(memory.rows.form_draft, row, isOf(row))),
    changeDraft: (known, change) => {
      const row = memory.rows.form_draft.find(isOf(known));
      if (row?.revision !== known.revision) return Promise.resolve(false);
      Object.assign(row, change, { revision: known.revision + 1 });
      return Promise.resolve(true);
    },
    removeDraft: (known) => {
      const row = memory.rows.form_draft.find(isOf(known));
      if (row?.revision !== known.revision) return Promise.resolve(false);
      memory.rows.form_draft = memory.rows.form_draft.filter((other) => other !== row);
      return Promise.resolve(true);
    },
    addPublication: async (row) => {
      await copy(memory.rows.form_publication.push(row));
    },
    publications: (key) => copy(memory.rows.form_publication.filter(isOf(key)).toSorted(newest)),
    versions: (key) => copy(memory.rows.form_version.filter(isOf(key)).toSorted(newest)),
    agreed: (site, wordings) => {
      const people = new Map<string, Set<string>>();
      for (const { site: of, type, wording, subject } of memory.rows.consent_event) {
        if (of !== site || type !== 'grant' || wording === null || !wordings.includes(wording)) continue;
        people.set(wording, (people.get(wording) ?? new Set()).add(subject));
      }
      return copy(new Map([...people].map(([wording, subjects]) => [wording, subjects.size])));
    },
  };
}
