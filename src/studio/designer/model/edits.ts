/** What can be done to a form, as commands on its file. */
import { fingerprint } from '../../../protocol/fingerprint.ts';
import type { Command, Json, Path } from '../text/json-edit.ts';
import { askedIn, asFields, catalogueOf, listOf, textOf, translationText } from './authored.ts';
import type { AuthoredForm, AuthoredItem, Fields } from './authored.ts';

/** The order in which people write the keys of an item or a consent. */
const KEYS = [
  'use', 'id', 'type', 'kind', 'purpose', 'channel', 'needs', 'reveal', 'label', 'say', 'step', 'heading', 'ask', 'text',
  'hint', 'required', 'why', 'options', 'rows', 'columns', 'showIf',
]; // prettier-ignore

/** Sets a key of what stands at `path`, or takes it away. */
export function setKey(parent: Fields, path: Path, key: string, value: Json | undefined): Command[] {
  if (value === undefined) return key in parent ? [{ do: 'remove', path: [...path, key] }] : [];
  const place = KEYS.indexOf(key);
  const after = place < 0 ? undefined : KEYS.slice(0, place);
  return [{ do: 'set', path: [...path, key], value, ...(after ? { after } : {}) }];
}

/**
 * Sets words, and remembers of every translation which words it is of: it shows as out of date from now on, and
 * no longer when the old words come back.
 */
export function setWords(
  form: AuthoredForm,
  { parent, path, key, textPath, before }: WordsPlace,
  words: string,
): Command[] {
  const value = words === '' && !NEEDED.includes(key) ? undefined : words;
  const stamped = form.languages.slice(1).flatMap((language): Command[] => {
    const translation = catalogueOf(form, language)[textPath];
    if (typeof translation !== 'string') return [];
    const of = { text: translation, of: fingerprint(before) };
    return [{ do: 'set', path: ['translations', language, textPath], value: of }];
  });
  return [...stamped, ...setKey(parent, path, key, value)];
}

export interface WordsPlace {
  /** What the words are a key of. */
  parent: Fields;
  path: Path;
  key: string;
  /** How translations call them, such as `reason.label`. */
  textPath: string;
  before: string;
}

/** Words that stay there, empty, until something is said. */
const NEEDED = ['label', 'say', 'step', 'title', 'message', 'text', 'low', 'high'];

/** One text in another language, and the source it says it of. */
export interface Saying {
  path: string;
  source: string;
  text: string;
}

/** Says something in another language; of the words as they are now. What is empty is said no more. */
export function setTranslations(form: AuthoredForm, language: string, sayings: readonly Saying[]): Command[] {
  const known = catalogueOf(form, language);
  return sayings.flatMap((saying): Command[] => {
    const path = ['translations', language, saying.path];
    if (saying.text !== '')
      return [{ do: 'set', path, value: { text: saying.text, of: fingerprint(saying.source) } }];
    return saying.path in known ? [{ do: 'remove', path }] : [];
  });
}

export function addLanguage({ fields, languages }: AuthoredForm, language: string): Command[] {
  if (languages.includes(language)) return [];
  return 'languages' in fields
    ? [{ do: 'insert', path: ['languages', languages.length], value: language }]
    : [{ do: 'set', path: ['languages'], value: [language] }];
}

/** With everything that is said in it. */
export function removeLanguage({ fields, languages }: AuthoredForm, language: string): Command[] {
  const index = languages.indexOf(language);
  if (index < 1) return [];
  const isSaid = language in asFields(fields['translations']);
  return [
    { do: 'remove', path: ['languages', index] },
    ...(isSaid ? [{ do: 'remove' as const, path: ['translations', language] }] : []),
  ];
}

/** Puts items in, with their consents and translations; `at` is the index of the first. */
export function insertClip(form: AuthoredForm, clip: Clip, at: number): Command[] {
  const { items, consents, translations } = renamed(form, clip);
  const set = (path: Path, value: Json): Command => ({ do: 'set', path, value });
  return [
    ...items.map((value, index): Command => ({ do: 'insert', path: ['items', at + index], value })),
    ...Object.entries(consents).map(([id, value]) => set(['consents', id], value)),
    ...form.languages
      .slice(1)
      .flatMap((language) =>
        Object.entries(asFields(translations[language])).map(([path, value]) =>
          set(['translations', language, path], value),
        ),
      ),
  ];
}

/** Items as they are copied from one form to another. */
export interface Clip {
  items: readonly Fields[];
  consents: Fields;
  translations: Fields;
}

export function clipOf(form: AuthoredForm, item: AuthoredItem): Clip {
  const asked = askedIn(item);
  const consents = form.consents.filter(([id]) => asked.includes(id));
  const owners = [item.id, ...asked];
  const translations = form.languages.slice(1).map((language) => {
    const texts = Object.entries(catalogueOf(form, language)).filter(([path]) =>
      owners.includes(path.slice(0, Math.max(path.indexOf('.'), 0))),
    );
    return [language, Object.fromEntries(texts)] as const;
  });
  return {
    items: [item.own],
    consents: Object.fromEntries(consents),
    translations: Object.fromEntries(translations.filter(([, texts]) => Object.keys(texts).length > 0)),
  };
}

/** Undefined for anything but a clip: what is pasted may come from anywhere. */
export function clipIn(text: string): Clip | undefined {
  try {
    const clip = asFields(JSON.parse(text));
    const items = listOf(clip['items']).map(asFields);
    if (items.length === 0 || items.some((item) => typeof item['id'] !== 'string')) return undefined;
    return { items, consents: asFields(clip['consents']), translations: asFields(clip['translations']) };
  } catch {
    // Words from anywhere else.
    return undefined;
  }
}

/** With ids that the form does not have yet. */
function renamed(form: AuthoredForm, { items, consents, translations }: Clip): Clip {
  const taken = new Set(idsOf(form));
  const names = new Map<string, string>();
  for (const id of [...items.map((item) => textOf(item['id'])), ...Object.keys(consents)]) {
    const free = freeId(id, taken);
    taken.add(free);
    names.set(id, free);
  }
  const nameFor = (id: string): string => names.get(id) ?? id;
  return {
    items: items.map((item) => ({
      ...item,
      id: nameFor(textOf(item['id'])),
      ...('ask' in item ? { ask: listOf(item['ask']).map((id) => nameFor(textOf(id))) } : {}),
    })),
    consents: Object.fromEntries(Object.entries(consents).map(([id, block]) => [nameFor(id), block])),
    translations: Object.fromEntries(
      Object.entries(translations).map(([language, texts]) => [
        language,
        Object.fromEntries(
          Object.entries(asFields(texts)).map(([path, text]) => {
            const [owner = '', ...rest] = path.split('.');
            return [[nameFor(owner), ...rest].join('.'), text];
          }),
        ),
      ]),
    ),
  };
}

export function idsOf({ items, consents }: AuthoredForm): string[] {
  return [...items.map(({ id }) => id), ...consents.map(([id]) => id)];
}

/** `id`, or `id-2`, … */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  const stem = id.replace(/-\d+$/, '');
  for (let number = 2; ; number += 1) {
    const next = `${stem}-${String(number)}`;
    if (!taken.has(next)) return next;
  }
}

export function moveItem(from: number, to: number): Command[] {
  return from === to ? [] : [{ do: 'move', path: ['items'], from, to }];
}

/** With the consents it asks for, and everything that was said of it in other languages. */
export function removeItem(form: AuthoredForm, item: AuthoredItem): Command[] {
  const asked = askedIn(item);
  return [
    { do: 'remove', path: ['items', item.index] },
    ...asked
      .filter((id) => form.consents.some(([other]) => other === id))
      .flatMap((id) => [{ do: 'remove' as const, path: ['consents', id] }]),
    ...unsaid(form, [item.id, ...asked]),
  ];
}

/** Takes a consent away; the place that asks for nothing else goes with it. */
export function removeConsent(form: AuthoredForm, consent: string): Command[] {
  const item = form.items.find((candidate) => askedIn(candidate).includes(consent));
  if (item && askedIn(item).length === 1) return removeItem(form, item);
  const asked: Command[] = item
    ? [{ do: 'remove', path: ['items', item.index, 'ask', askedIn(item).indexOf(consent)] }]
    : [];
  return [...asked, { do: 'remove', path: ['consents', consent] }, ...unsaid(form, [consent])];
}

/** A consent of its own place after `at`, or beside the others of the place that stands there. */
export function addConsent(
  form: AuthoredForm,
  { id, block, beside, at }: { id: string; block: Fields; beside: AuthoredItem | undefined; at: number },
): Command[] {
  const consent: Command = { do: 'set', path: ['consents', id], value: block };
  if (beside?.kind === 'ask')
    return [
      consent,
      { do: 'insert', path: ['items', beside.index, 'ask', askedIn(beside).length], value: id },
    ];
  const place = freeId(`${id}-choice`, new Set([...idsOf(form), id]));
  return [consent, { do: 'insert', path: ['items', at], value: { id: place, ask: [id] } }];
}

function unsaid(form: AuthoredForm, owners: readonly string[]): Command[] {
  return form.languages.slice(1).flatMap((language) =>
    Object.keys(catalogueOf(form, language))
      .filter((path) => owners.some((owner) => path.startsWith(`${owner}.`)))
      .map((path): Command => ({ do: 'remove', path: ['translations', language, path] })),
  );
}

/** What is said at a path of translations, in words that may be out of date. */
export function saidAt(form: AuthoredForm, language: string, path: string): string {
  return translationText(catalogueOf(form, language)[path]) ?? '';
}
