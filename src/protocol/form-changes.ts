/** What is different between two versions of a form, for people: what came, went, moved, or says something else. Pure. */
import type { FormDefinition, FormItem } from './form-definition.schema.ts';
import { formTexts } from './form-translation-check.ts';
import { textAt } from './localised.ts';

export type FormChange =
  | {
      code: 'item-added' | 'item-removed' | 'item-moved' | 'consent-added' | 'consent-removed';
      id: string;
      words: string;
    }
  /** What of it, besides its words, such as `required` or `showIf`. */
  | { code: 'item-changed' | 'consent-changed'; id: string; words: string; keys: string[] }
  | { code: 'words-changed'; path: string; language: string; before: string; after: string }
  | { code: 'language-added' | 'language-removed'; language: string }
  | { code: 'setting-changed'; key: string };

/** The words of a consent block that say something else than before. */
export interface Rewording {
  consent: string;
  language: string;
  before: string;
  after: string;
}

export function formChanges(before: FormDefinition, after: FormDefinition): FormChange[] {
  return [
    ...languageChanges(before, after),
    ...itemChanges(before, after),
    ...consentChanges(before, after),
    ...wordChanges(before, after),
    ...settingChanges(before, after),
  ];
}

export function rewordings(before: FormDefinition, after: FormDefinition): Rewording[] {
  const consents = Object.keys(after.consents).filter((id) => Object.hasOwn(before.consents, id));
  return wordChanges(before, after).flatMap(({ path, language, before: old, after: now }) => {
    const consent = consents.find((id) => path === `${id}.text`);
    return consent === undefined ? [] : [{ consent, language, before: old, after: now }];
  });
}

function languageChanges(before: FormDefinition, after: FormDefinition): FormChange[] {
  const added = after.languages.filter((language) => !before.languages.includes(language));
  const removed = before.languages.filter((language) => !after.languages.includes(language));
  return [
    ...added.map((language): FormChange => ({ code: 'language-added', language })),
    ...removed.map((language): FormChange => ({ code: 'language-removed', language })),
  ];
}

function itemChanges(before: FormDefinition, after: FormDefinition): FormChange[] {
  const old = new Map(before.items.map((item) => [item.id, item]));
  const now = new Map(after.items.map((item) => [item.id, item]));
  const removed = before.items
    .filter(({ id }) => !now.has(id))
    .map((item): FormChange => ({ code: 'item-removed', id: item.id, words: nameOf(item) }));
  const stayed = before.items.flatMap(({ id }) => (now.has(id) ? [id] : []));
  const kept = longestInOrder(
    after.items.flatMap(({ id }) => (old.has(id) ? [id] : [])),
    stayed,
  );
  const others = after.items.flatMap((item): FormChange[] => {
    const { id } = item;
    const words = nameOf(item);
    const earlier = old.get(id);
    if (earlier === undefined) return [{ code: 'item-added', id, words }];
    const keys = changedKeys(earlier, item, ITEM_WORDS);
    return [
      ...(kept.has(id) ? [] : [{ code: 'item-moved' as const, id, words }]),
      ...(keys.length === 0 ? [] : [{ code: 'item-changed' as const, id, words, keys }]),
    ];
  });
  return [...removed, ...others];
}

/** Told of by their path instead, where both versions have them. */
const ITEM_WORDS = ['id', 'label', 'hint', 'why', 'say', 'step', 'heading', 'low', 'high'];

/** What an item is called in a list of items. */
export function nameOf(item: FormItem): string {
  if ('say' in item) return item.say;
  if ('step' in item) return item.step;
  return ('ask' in item ? item.heading : item.label) ?? item.id;
}

/** The ids that need not have moved: the longest run that stands in the same order in both. */
function longestInOrder(ids: readonly string[], order: readonly string[]): Set<string> {
  const places = ids.map((id) => order.indexOf(id));
  const runs: number[][] = [];
  places.forEach((place, index) => {
    const best = runs
      .slice(0, index)
      .filter((run) => (places[run.at(-1) ?? 0] ?? 0) < place)
      .reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    runs.push([...best, index]);
  });
  const longest = runs.reduce<number[]>((best, run) => (run.length > best.length ? run : best), []);
  return new Set(longest.map((index) => ids[index] ?? ''));
}

function consentChanges(before: FormDefinition, after: FormDefinition): FormChange[] {
  const removed = Object.entries(before.consents)
    .filter(([id]) => !Object.hasOwn(after.consents, id))
    .map(([id, { text }]): FormChange => ({ code: 'consent-removed', id, words: text }));
  const others = Object.entries(after.consents).flatMap(([id, block]): FormChange[] => {
    const earlier = Object.hasOwn(before.consents, id) ? before.consents[id] : undefined;
    if (earlier === undefined) return [{ code: 'consent-added', id, words: block.text }];
    const keys = changedKeys(earlier, block, ['text']);
    return keys.length === 0 ? [] : [{ code: 'consent-changed', id, words: block.text, keys }];
  });
  return [...removed, ...others];
}

type WordChange = Extract<FormChange, { code: 'words-changed' }>;

/** Only texts and languages that both versions have. */
function wordChanges(before: FormDefinition, after: FormDefinition): WordChange[] {
  const old = formTexts(before);
  const languages = after.languages.filter((language) => before.languages.includes(language));
  return [...formTexts(after)].flatMap(([path, source]) =>
    languages.flatMap((language): WordChange[] => {
      const earlier = old.get(path);
      if (earlier === undefined) return [];
      const was = textIn(before, path, earlier, language);
      const is = textIn(after, path, source, language);
      return was === is ? [] : [{ code: 'words-changed', path, language, before: was, after: is }];
    }),
  );
}

function textIn(form: FormDefinition, path: string, source: string, language: string): string {
  return language === form.languages[0] ? source : textAt(form, path, source, language);
}

/** The title, the way of sending and what follows are told of by their words as far as they are words. */
const SETTINGS = ['kind', 'purpose', 'anonymous', 'capture'] as const;

function settingChanges(before: FormDefinition, after: FormDefinition): FormChange[] {
  const own = SETTINGS.filter((key) => !isSame(before[key], after[key]));
  const intro = (before.intro === undefined) === (after.intro === undefined) ? [] : ['intro'];
  const order = before.languages[0] === after.languages[0] ? [] : ['languages'];
  const sending = changedKeys(before.submit, after.submit, ['label']).map((key) => `submit.${key}`);
  return [...own, ...intro, ...sending, ...order].map((key): FormChange => ({
    code: 'setting-changed',
    key,
  }));
}

/** `words`: keys that are looked at only where one side has none of them. */
function changedKeys(before: object, after: object, words: readonly string[]): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.filter((key) =>
    words.includes(key)
      ? old.has(key) !== now.has(key)
      : !isSame(withoutLabels(old.get(key)), withoutLabels(now.get(key))),
  );
}

/** Options, rows and columns by their ids: each of their labels is told of by a path of its own. */
function withoutLabels(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((member: unknown) =>
    typeof member === 'object' && member !== null && 'label' in member ? { ...member, label: '' } : member,
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
