/** What is told of two versions of a form: a table of every kind of change, and what holds for any two forms. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formChanges, nameOf, rewordings } from '../../src/protocol/form-changes.ts';
import type { FormChange } from '../../src/protocol/form-changes.ts';
import type { FormDefinition, FormItem } from '../../src/protocol/form-definition.schema.ts';
import { arbitraryForm } from '../helpers/arbitrary-forms.ts';
import { ASK, EMAIL, NOTICE, SMALL_FORM } from '../helpers/small-form.ts';

const RUNS = { numRuns: 300, seed: 20261123 };

const NAME = { id: 'name', type: 'text', label: 'Name', hint: 'In full' } as const;
const WHY = { id: 'about', say: 'What this is about' } as const;
const TOPIC = {
  id: 'topic',
  type: 'select',
  label: 'Topic',
  options: [
    { id: 'fairs', label: 'Fairs' },
    { id: 'stands', label: 'Stands' },
  ],
} as const;
const NEWS = {
  kind: 'opt-in',
  purpose: 'direct-marketing',
  channel: 'email',
  needs: 'email',
  text: 'Send me news.',
} as const;

const FORM: FormDefinition = {
  ...SMALL_FORM,
  form: 'small',
  languages: ['en', 'de'],
  items: [{ ...NAME }, { ...EMAIL }, { ...WHY }, { ...TOPIC, options: [...TOPIC.options] }, ASK],
  consents: { news: NEWS, notice: NOTICE },
  translations: { de: { 'news.text': 'Schickt mir Neues.', title: 'Schreibt uns' } },
};
const [NAME_ITEM, EMAIL_ITEM, WHY_ITEM, TOPIC_ITEM, ASK_ITEM] = FORM.items as [FormItem, FormItem, FormItem, FormItem, FormItem]; // prettier-ignore
const german = (catalogue: Record<string, string>): Partial<FormDefinition> => ({
  translations: { de: { ...FORM.translations?.['de'], ...catalogue } },
});
const { hint: _hint, ...NAME_WITHOUT_HINT } = NAME;

/** What is done to the form, and what is said of it. */
const TABLE: readonly (readonly [what: string, change: Partial<FormDefinition>, told: FormChange[]])[] = [
  ['only its number', { version: 2 }, []],
  ['an item more', { items: [...FORM.items, { id: 'more', say: 'More' }] }, [{ code: 'item-added', id: 'more', words: 'More' }]],
  ['an item less', { items: FORM.items.slice(1) }, [{ code: 'item-removed', id: 'name', words: 'Name' }]],
  ['the first item last', { items: [...FORM.items.slice(1), NAME_ITEM] }, [{ code: 'item-moved', id: 'name', words: 'Name' }]],
  ['the last item first', { items: [ASK_ITEM, ...FORM.items.slice(0, -1)] }, [{ code: 'item-moved', id: 'your-data', words: 'your-data' }]],
  ['an item less before others', { items: [NAME_ITEM, WHY_ITEM, TOPIC_ITEM, ASK_ITEM] }, [{ code: 'item-removed', id: 'email', words: 'Email address' }]],
  ['a question that must be answered', { items: [{ ...NAME, required: true }, ...FORM.items.slice(1)] }, [{ code: 'item-changed', id: 'name', words: 'Name', keys: ['required'] }]],
  ['a text in place of a question', { items: [{ id: 'name', say: 'No name' }, ...FORM.items.slice(1)] }, [{ code: 'item-changed', id: 'name', words: 'No name', keys: ['type', 'label', 'hint', 'say'] }]],
  ['a question in other words', { items: [{ ...NAME, label: 'Your name' }, ...FORM.items.slice(1)] }, [
    { code: 'words-changed', path: 'name.label', language: 'en', before: 'Name', after: 'Your name' },
    { code: 'words-changed', path: 'name.label', language: 'de', before: 'Name', after: 'Your name' },
  ]],
  ['a hint less', { items: [NAME_WITHOUT_HINT, ...FORM.items.slice(1)] }, [{ code: 'item-changed', id: 'name', words: 'Name', keys: ['hint'] }]],
  ['a reason more', { items: [{ ...NAME, why: 'To greet you' }, ...FORM.items.slice(1)] }, [{ code: 'item-changed', id: 'name', words: 'Name', keys: ['why'] }]],
  ['a heading more', { items: [...FORM.items.slice(0, -1), { ...ASK, heading: 'Your data' }] }, [{ code: 'item-changed', id: 'your-data', words: 'Your data', keys: ['heading'] }]],
  ['other choices', { items: [NAME_ITEM, EMAIL_ITEM, WHY_ITEM, { ...TOPIC, options: [TOPIC.options[1], TOPIC.options[0]] }, ASK_ITEM] }, [{ code: 'item-changed', id: 'topic', words: 'Topic', keys: ['options'] }]],
  ['a choice in other words', { items: [NAME_ITEM, EMAIL_ITEM, WHY_ITEM, { ...TOPIC, options: [{ id: 'fairs', label: 'Shows' }, TOPIC.options[1]] }, ASK_ITEM] }, [
    { code: 'words-changed', path: 'topic.options.fairs', language: 'en', before: 'Fairs', after: 'Shows' },
    { code: 'words-changed', path: 'topic.options.fairs', language: 'de', before: 'Fairs', after: 'Shows' },
  ]],
  ['an item moved and changed', { items: [...FORM.items.slice(1), { ...NAME, required: true }] }, [
    { code: 'item-moved', id: 'name', words: 'Name' },
    { code: 'item-changed', id: 'name', words: 'Name', keys: ['required'] },
  ]],
  ['a consent more', { consents: { ...FORM.consents, post: { ...NEWS, channel: 'post', text: 'By post.' } } }, [{ code: 'consent-added', id: 'post', words: 'By post.' }]],
  ['a consent less', { consents: { notice: NOTICE } }, [{ code: 'consent-removed', id: 'news', words: 'Send me news.' }]],
  ['a consent for something else', { consents: { ...FORM.consents, news: { ...NEWS, purpose: 'profiling' } } }, [{ code: 'consent-changed', id: 'news', words: 'Send me news.', keys: ['purpose'] }]],
  ['a consent in other words', { consents: { ...FORM.consents, news: { ...NEWS, text: 'News, please.' } } }, [{ code: 'words-changed', path: 'news.text', language: 'en', before: 'Send me news.', after: 'News, please.' }]],
  ['a consent in other words of one language', german({ 'news.text': 'Neues bitte.' }), [{ code: 'words-changed', path: 'news.text', language: 'de', before: 'Schickt mir Neues.', after: 'Neues bitte.' }]],
  ['a translation for the first time', german({ 'name.label': 'Name, bitte' }), [{ code: 'words-changed', path: 'name.label', language: 'de', before: 'Name', after: 'Name, bitte' }]],
  ['a language more', { languages: ['en', 'de', 'fr'] }, [{ code: 'language-added', language: 'fr' }]],
  ['a language less', { languages: ['en'], translations: {} }, [{ code: 'language-removed', language: 'de' }]],
  ['another title', { title: 'Talk to us' }, [{ code: 'words-changed', path: 'title', language: 'en', before: 'Write to us', after: 'Talk to us' }]],
  ['an introduction for the first time', { intro: 'Hello' }, [{ code: 'setting-changed', key: 'intro' }]],
  ['another kind', { kind: 'callback' }, [{ code: 'setting-changed', key: 'kind' }]],
  ['another purpose', { purpose: 'customer-care' }, [{ code: 'setting-changed', key: 'purpose' }]],
  ['no names', { anonymous: true }, [{ code: 'setting-changed', key: 'anonymous' }]],
  ['more of the address', { capture: ['page'] }, [{ code: 'setting-changed', key: 'capture' }]],
  ['answers kept on the device', { submit: { label: 'Send', keepDraftDays: 3 } }, [{ code: 'setting-changed', key: 'submit.keepDraftDays' }]],
]; // prettier-ignore

/** In the order of `items`, those whose places are given. */
function reordered(form: FormDefinition, order: readonly number[]): FormDefinition {
  return { ...form, items: order.flatMap((place) => form.items[place] ?? []) };
}

/** Tried one by one: the most numbers that can stay where they are, the others going round them. */
function mostInOrder(order: readonly number[]): number {
  const sizes = Array.from({ length: 2 ** order.length }, (_none, chosen) => {
    const kept = order.filter((_place, index) => (chosen >> index) % 2 === 1);
    return kept.every((place, index) => index === 0 || place > (kept[index - 1] ?? 0)) ? kept.length : 0;
  });
  return Math.max(...sizes);
}

describe('the changes of a form', () => {
  for (const [what, change, told] of TABLE) {
    test(what, () => {
      assert.deepEqual(formChanges(FORM, { ...FORM, ...change }), told);
    });
  }

  test('another first language, whose words are now those that stand in the text', () => {
    const changes = formChanges(FORM, { ...FORM, languages: ['de', 'en'] });
    assert.deepEqual(changes.at(-1), { code: 'setting-changed', key: 'languages' });
    assert.ok(changes.slice(0, -1).every(({ code }) => code === 'words-changed'));
  });

  test('take no item for the consent that it is called like', () => {
    const form = (heading: string): FormDefinition => ({
      ...FORM,
      items: [...FORM.items, { id: 'news', heading, ask: ['news'] }],
    });
    assert.equal(formChanges(form('News'), form('Our news')).length, 2);
    assert.deepEqual(rewordings(form('News'), form('Our news')), []);
  });

  test('call an item by what it says', () => {
    assert.deepEqual(FORM.items.map(nameOf), [
      'Name',
      'Email address',
      'What this is about',
      'Topic',
      'your-data',
    ]);
    assert.equal(nameOf({ id: 'next', step: 'Next page' }), 'Next page');
  });

  test('are none where nothing is different, whatever its number', () => {
    fc.assert(
      fc.property(arbitraryForm, (form) => {
        const same = { ...structuredClone(form), version: form.version + 1 };
        assert.deepEqual([formChanges(form, same), rewordings(form, same)], [[], []]);
      }),
      RUNS,
    );
  });

  test('name as few moved items as there can be, each once', () => {
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 });
    const eight: FormDefinition = {
      ...FORM,
      items: Array.from({ length: 8 }, (_none, index) => ({ id: `item-${String(index)}`, say: 'Text' })),
    };
    fc.assert(
      fc.property(orders, (order) => {
        const moved = formChanges(eight, reordered(eight, order));
        const ids = moved.map((change) => (change.code === 'item-moved' ? change.id : change.code));
        assert.equal(new Set(ids).size, ids.length);
        assert.equal(ids.length, 8 - mostInOrder(order));
        const others = order.map((place) => `item-${String(place)}`).filter((id) => !ids.includes(id));
        assert.deepEqual(others, others.toSorted());
      }),
      RUNS,
    );
  });

  test('are the same seen from the other side: what came has gone', () => {
    const idsOf = (changes: FormChange[], ...codes: FormChange['code'][]): string[] =>
      changes
        .flatMap((change) => (codes.includes(change.code) && 'id' in change ? [change.id] : []))
        .toSorted();
    fc.assert(
      fc.property(arbitraryForm, arbitraryForm, (one, two) => {
        const [there, back] = [formChanges(one, two), formChanges(two, one)];
        assert.deepEqual(idsOf(there, 'item-added'), idsOf(back, 'item-removed'));
        assert.deepEqual(idsOf(there, 'consent-added'), idsOf(back, 'consent-removed'));
        assert.equal(idsOf(there, 'item-moved').length, idsOf(back, 'item-moved').length);
        assert.deepEqual(idsOf(there, 'item-changed'), idsOf(back, 'item-changed'));
      }),
      RUNS,
    );
  });

  test('name every consent that is reworded, in each language in which it is, and no other', () => {
    const cases = arbitraryForm.chain((form) => {
      const places = Object.keys(form.consents).flatMap((consent) =>
        form.languages.map((language) => ({ consent, language })),
      );
      return fc.tuple(fc.constant(form), fc.subarray(places));
    });
    fc.assert(
      fc.property(cases, ([form, chosen]) => {
        const { after, expected } = rewordedIn(form, chosen);
        const found = rewordings(form, after).map(({ consent, language }) => `${consent} ${language}`);
        assert.deepEqual(found.toSorted(), expected.toSorted());
        const told = formChanges(form, after).map(({ code }) => code);
        assert.deepEqual([...new Set(told)], expected.length > 0 ? ['words-changed'] : []);
      }),
      RUNS,
    );
  });
});

/** Says something else where it is chosen; the languages without words of their own say it too. */
function rewordedIn(
  form: FormDefinition,
  chosen: readonly { consent: string; language: string }[],
): { after: FormDefinition; expected: string[] } {
  const after = structuredClone(form);
  const [first = ''] = form.languages;
  const expected = new Set<string>();
  for (const { consent, language } of chosen) {
    const path = `${consent}.text`;
    const block = after.consents[consent];
    if (block === undefined) continue;
    if (language !== first) {
      const catalogues = (after.translations ??= {});
      catalogues[language] = { ...catalogues[language], [path]: `${block.text} Otherwise.` };
      expected.add(`${consent} ${language}`);
      continue;
    }
    block.text += ' Otherwise.';
    const silent = form.languages.filter((other) => form.translations?.[other]?.[path] === undefined);
    for (const other of silent) expected.add(`${consent} ${other}`);
  }
  return { after, expected: [...expected] };
}
