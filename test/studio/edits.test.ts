/** What the designer does to a form: each edit, and what it takes along. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fingerprint } from '../../src/protocol/fingerprint.ts';
import type { FormPlace } from '../../src/protocol/form-check.ts';
import { readForm } from '../../src/protocol/form-text.schema.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import { siteSchema } from '../../src/protocol/site.schema.ts';
import type { SiteDocument } from '../../src/protocol/site.schema.ts';
import { CHANNELS } from '../../src/protocol/terms.ts';
import { ADDITIONS, newItem } from '../../src/studio/designer/model/additions.ts';
import { asFields, authoredForm, catalogueOf, textOf } from '../../src/studio/designer/model/authored.ts';
import type { AuthoredForm, AuthoredItem, Fields } from '../../src/studio/designer/model/authored.ts';
import { conditionIn, conditionJson, TESTS } from '../../src/studio/designer/model/conditions.ts';
import type { Group, Test } from '../../src/studio/designer/model/conditions.ts';
import * as edits from '../../src/studio/designer/model/edits.ts';
import { consentText, PRESETS, presetText } from '../../src/studio/designer/model/presets.ts';
import { renameItem } from '../../src/studio/designer/model/renaming.ts';
import { showableForm } from '../../src/studio/designer/model/showable.ts';
import { stateOf } from '../../src/studio/designer/model/translation-rows.ts';
import { historyOf, perform } from '../../src/studio/designer/text/history.ts';
import type { Command, Json } from '../../src/studio/designer/text/json-edit.ts';
import { arbitraryForm } from '../helpers/arbitrary-forms.ts';

const SAMPLE = join(import.meta.dirname, '../../src/server/sample/smartxpo');
const sample = (path: string): string => readFileSync(join(SAMPLE, path), 'utf8');

function sampleSite(): SiteDocument {
  const { value } = parseAuthored(siteSchema, JSON.parse(sample('site.json')));
  assert.ok(value);
  return value;
}

const site = sampleSite();
const { collects } = JSON.parse(sample('policies/privacy/2026-11-01.json')) as { collects: string[] };
const place: FormPlace = { site, collects };

/** A form in which everything names everything. */
const FORM = {
  form: 'contact',
  languages: ['en', 'de', 'fr'],
  title: 'Write to us',
  items: [
    { id: 'email', type: 'email', label: 'Email' },
    { id: 'reason', type: 'radio', label: 'Reason', options: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }] },
    { id: 'reason-2', type: 'text', label: 'More', showIf: { field: 'reason', is: 'a' } },
    { id: 'words', say: 'Hello', showIf: { any: [{ field: 'email', filled: true }, { all: [{ field: 'reason', is: 'b' }, { field: 'reason-2', filled: false }] }] } },
    { id: 'news', ask: ['by-email', 'by-post'] },
    { id: 'address', type: 'address', label: 'Address' },
    { id: 'your-data', ask: ['notice'] },
  ],
  consents: {
    'by-email': { kind: 'opt-in', purpose: 'direct-marketing', channel: 'email', needs: 'email', text: 'Email me.' },
    'by-post': { kind: 'opt-in', purpose: 'direct-marketing', channel: 'post', reveal: ['address'], text: 'Write to me.' },
    notice: { kind: 'notice', text: 'See the policy.' },
  },
  translations: {
    de: { title: 'Schreiben Sie uns', 'reason.label': 'Grund', 'reason.options.a': 'A!', 'reason-2.label': 'Mehr', 'by-post.text': 'Schreiben Sie mir.', 'news.heading': 'Neues' },
    fr: { 'reason.label': { text: 'Raison', of: fingerprint('Reason') } },
  },
}; // prettier-ignore

const TEXT = JSON.stringify(FORM, null, 2);
const opened = (text: string): AuthoredForm => authoredForm(JSON.parse(text));
const done = (commands: readonly Command[], text = TEXT): AuthoredForm => opened(perform(historyOf(text), commands).text); // prettier-ignore
const form = opened(TEXT);

function itemOf({ items }: AuthoredForm, id: string): AuthoredItem {
  const item = items.find((candidate) => candidate.id === id);
  assert.ok(item, id);
  return item;
}

function blockOf({ consents }: AuthoredForm, id: string): Fields {
  const [, block] = consents.find(([other]) => other === id) ?? [];
  assert.ok(block, id);
  return block;
}

describe('forms to begin with', () => {
  for (const preset of PRESETS) {
    for (const languages of [
      ['en', 'de'],
      ['de', 'en'],
    ]) {
      test(`${preset} may be published at once in ${String(languages[0])}`, () => {
        const text = presetText(preset, 'begun', 'A title', { ...site, languages });
        const { definition, findings } = readForm(text, { ...place, site: { ...site, languages } });
        assert.deepEqual(findings.filter(({ severity }) => severity === undefined), []); // prettier-ignore
        assert.deepEqual([definition?.form, definition?.title, definition?.languages], ['begun', 'A title', [languages[0]]]); // prettier-ignore
      });
    }
  }

  test('every consent that can be added says what the lint asks for', () => {
    for (const language of ['en', 'de']) {
      for (const channel of CHANNELS) {
        const text = consentText(site, language, { kind: 'opt-in', channel, purpose: 'direct-marketing' });
        const form = presetText('blank', 'begun', 'A title', { ...site, languages: [language] });
        const block = { kind: 'opt-in', purpose: 'direct-marketing', channel, text };
        const commands = edits.addConsent(opened(form), { id: 'more', block, beside: undefined, at: 1 });
        const { findings } = readForm(perform(historyOf(form), commands).text, place);
        const about = findings.filter(({ pointer }) => pointer === '/consents/more/text');
        assert.deepEqual(about, [], `${language} ${channel}`);
      }
    }
  });

  test('everything that can be added has an id of its own', () => {
    const taken = new Set(edits.idsOf(form));
    for (const addition of ADDITIONS) {
      if (addition.group === 'consent') continue;
      const { id } = newItem(addition, taken);
      assert.ok(typeof id === 'string' && !taken.has(id), JSON.stringify(id));
      taken.add(id);
    }
  });
});

describe('another id', () => {
  test('reaches conditions at every depth, translations, and nothing that only begins like it', () => {
    const after = done(renameItem(form, 'reason', 'why'));
    assert.deepEqual(itemOf(after, 'reason-2').own['showIf'], { field: 'why', is: 'a' });
    assert.deepEqual(itemOf(after, 'words').own['showIf'], {
      any: [{ field: 'email', filled: true }, { all: [{ field: 'why', is: 'b' }, { field: 'reason-2', filled: false }] }],
    }); // prettier-ignore
    assert.deepEqual(Object.keys(catalogueOf(after, 'de')), ['title', 'why.label', 'why.options.a', 'reason-2.label', 'by-post.text', 'news.heading']); // prettier-ignore
    assert.deepEqual(catalogueOf(after, 'fr'), {
      'why.label': { text: 'Raison', of: fingerprint('Reason') },
    });
  });

  test('reaches what a choice needs and reveals', () => {
    assert.equal(blockOf(done(renameItem(form, 'email', 'mail')), 'by-email')['needs'], 'mail');
    assert.deepEqual(blockOf(done(renameItem(form, 'address', 'home')), 'by-post')['reveal'], ['home']);
  });

  test('there and back leaves every character as it was', () => {
    fc.assert(
      fc.property(arbitraryForm, fc.nat(), (made, pick) => {
        const text = JSON.stringify(made, null, 2);
        const id = made.items[pick % made.items.length]?.id ?? '';
        const there = perform(historyOf(text), renameItem(opened(text), id, 'quite-another')).text;
        const { definition, findings } = readForm(there);
        assert.deepEqual(findings, readForm(text).findings.map((one) => one)); // prettier-ignore
        assert.ok(definition);
        assert.equal(perform(historyOf(there), renameItem(opened(there), 'quite-another', id)).text, text);
      }),
      { numRuns: 60 },
    );
  });

  test('of nothing is nothing', () => {
    assert.deepEqual(renameItem(form, 'nobody', 'somebody'), []);
  });
});

describe('taking away', () => {
  test('a place that asks takes its consents and all translations along', () => {
    const after = done(edits.removeItem(form, itemOf(form, 'news')));
    assert.deepEqual(after.consents.map(([id]) => id), ['notice']); // prettier-ignore
    assert.deepEqual(Object.keys(catalogueOf(after, 'de')), ['title', 'reason.label', 'reason.options.a', 'reason-2.label']); // prettier-ignore
  });

  test('a question leaves translations of the one that is called alike', () => {
    const after = done(edits.removeItem(form, itemOf(form, 'reason')));
    assert.deepEqual(Object.keys(catalogueOf(after, 'de')), ['title', 'reason-2.label', 'by-post.text', 'news.heading']); // prettier-ignore
    assert.deepEqual(catalogueOf(after, 'fr'), {});
  });

  test('one consent of two leaves its place, the last one takes it along', () => {
    const one = done(edits.removeConsent(form, 'by-post'));
    assert.deepEqual(itemOf(one, 'news').own['ask'], ['by-email']);
    assert.equal('by-post.text' in catalogueOf(one, 'de'), false);
    const none = done(edits.removeConsent(one, 'by-email'), JSON.stringify(one.fields, null, 2));
    assert.equal(none.items.some(({ id }) => id === 'news'), false); // prettier-ignore
    assert.deepEqual(none.consents.map(([id]) => id), ['notice']); // prettier-ignore
  });

  test('a language goes with what is said in it; the first one stays', () => {
    const after = done(edits.removeLanguage(form, 'de'));
    assert.deepEqual(
      [after.languages, Object.keys(after.fields['translations'] ?? {})],
      [['en', 'fr'], ['fr']],
    );
    assert.deepEqual([edits.removeLanguage(form, 'en'), edits.removeLanguage(form, 'es')], [[], []]);
    assert.deepEqual(done(edits.addLanguage(form, 'es')).languages, ['en', 'de', 'fr', 'es']);
    assert.deepEqual(edits.addLanguage(form, 'de'), []);
  });
});

describe('other words', () => {
  const say = (of: AuthoredForm, words: string): AuthoredForm => {
    const { own, index } = itemOf(of, 'reason');
    const before = textOf(own['label']);
    const at = { parent: own, path: ['items', index], key: 'label', textPath: 'reason.label', before };
    return done(edits.setWords(of, at, words), JSON.stringify(of.fields, null, 2));
  };
  const states = (of: AuthoredForm): string[] =>
    ['de', 'fr'].map((language) => stateOf(of, undefined, language, { path: 'reason.label', source: textOf(itemOf(of, 'reason').own['label']) })); // prettier-ignore

  test('put translations out of date, and the old ones bring them back', () => {
    assert.deepEqual(states(form), ['done', 'done']);
    const other = say(form, 'Occasion');
    assert.deepEqual(states(other), ['stale', 'stale']);
    const third = say(other, 'Cause');
    assert.deepEqual(catalogueOf(third, 'de')['reason.label'], { text: 'Grund', of: fingerprint('Reason') });
    assert.deepEqual(states(say(third, 'Reason')), ['done', 'done']);
  });

  test('of a translation make it one of the words of now; none at all take it away', () => {
    const other = say(form, 'Occasion');
    const saying = { path: 'reason.label', source: 'Occasion', text: 'Anlass' };
    const text = JSON.stringify(other.fields);
    assert.deepEqual(states(done(edits.setTranslations(other, 'de', [saying]), text)), ['done', 'stale']);
    const gone = done(edits.setTranslations(other, 'de', [{ ...saying, text: '' }]), text);
    assert.deepEqual(states(gone), ['missing', 'stale']);
    assert.deepEqual(catalogueOf(done(edits.setTranslations(form, 'es', [saying])), 'es'), {
      'reason.label': { text: 'Anlass', of: fingerprint('Occasion') },
    });
  });
});

describe('pasting', () => {
  test('into the same form makes a copy with ids, consents and translations of its own', () => {
    const after = done(edits.insertClip(form, edits.clipOf(form, itemOf(form, 'news')), 5));
    assert.deepEqual(after.items.map(({ id }) => id), ['email', 'reason', 'reason-2', 'words', 'news', 'news-2', 'address', 'your-data']); // prettier-ignore
    assert.deepEqual(itemOf(after, 'news-2').own['ask'], ['by-email-2', 'by-post-2']);
    assert.equal(blockOf(after, 'by-post-2')['text'], 'Write to me.');
    assert.equal(edits.saidAt(after, 'de', 'by-post-2.text'), 'Schreiben Sie mir.');
    assert.equal(edits.saidAt(after, 'de', 'by-post.text'), 'Schreiben Sie mir.');
  });

  test('into another form keeps ids that are free there, and finds others', () => {
    const other = JSON.stringify({ languages: ['en', 'de'], items: [{ id: 'reason', say: 'x' }, { id: 'reason-2', say: 'y' }], consents: {}, translations: {} }); // prettier-ignore
    const clip = edits.clipIn(JSON.stringify(edits.clipOf(form, itemOf(form, 'reason'))));
    assert.ok(clip);
    const after = done(edits.insertClip(opened(other), clip, 2), other);
    assert.deepEqual(after.items.map(({ id }) => id), ['reason', 'reason-2', 'reason-3']); // prettier-ignore
    assert.deepEqual(catalogueOf(after, 'de'), { 'reason-3.label': 'Grund', 'reason-3.options.a': 'A!' });
    assert.equal('fr' in Object(after.fields['translations']), false);
  });

  test('into a form that has said nothing in other languages yet brings the words along', () => {
    const other = JSON.stringify({ languages: ['en', 'de'], items: [], consents: {} });
    const after = done(edits.insertClip(opened(other), edits.clipOf(form, itemOf(form, 'reason')), 0), other);
    assert.equal(edits.saidAt(after, 'de', 'reason.label'), 'Grund');
  });

  test('into a form without a list of consents makes one', () => {
    const other = JSON.stringify({ languages: ['en'], items: [] });
    const after = done(
      edits.insertClip(opened(other), edits.clipOf(form, itemOf(form, 'your-data')), 0),
      other,
    );
    assert.equal(blockOf(after, 'notice')['text'], 'See the policy.');
  });

  test('takes nothing for items that is none', () => {
    for (const text of ['', 'Hello', '{}', '[]', 'null', '{"items":[]}', '{"items":[{"id":1}]}', '{"items":"x"}'])
      assert.equal(edits.clipIn(text), undefined, text); // prettier-ignore
  });
});

describe('conditions', () => {
  const arbitraryTest: fc.Arbitrary<Test> = fc
    .record({ field: fc.string(), test: fc.constantFrom(...TESTS), value: fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()) })
    .map(({ field, test, value }): Test => ({
      field,
      test,
      value: test === 'filled' || test === 'empty' ? true : test === 'isOneOf' ? [value] : value,
    })); // prettier-ignore
  const { condition } = fc.letrec<{ condition: Test | Group; group: Group }>((tie) => ({
    condition: fc.oneof({ depthSize: 'small', withCrossShrink: true }, arbitraryTest, tie('group')),
    group: fc.record({
      join: fc.constantFrom('all' as const, 'any' as const),
      members: fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
    }),
  }));

  test('come back as they went', () => {
    fc.assert(
      fc.property(condition, (made) => {
        const json = JSON.parse(JSON.stringify(conditionJson(made))) as Json;
        assert.equal(JSON.stringify(conditionIn(json)), JSON.stringify(made));
        assert.equal(JSON.stringify(conditionJson(conditionIn(json))), JSON.stringify(json));
      }),
    );
  });

  test('of forms stay as they are', () => {
    fc.assert(
      fc.property(arbitraryForm, ({ items }) => {
        for (const { showIf } of items.flatMap((item) => ('showIf' in item ? [item] : []))) {
          if (showIf === undefined || hasSingle(showIf)) continue;
          assert.deepEqual(conditionJson(conditionIn(JSON.parse(JSON.stringify(showIf)) as Json)), showIf);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('that join one thing are that thing, and nothing where they join none', () => {
    const only: Test = { field: 'a', test: 'is', value: 'b' };
    assert.deepEqual(conditionJson({ join: 'any', members: [{ join: 'all', members: [only] }] }), { field: 'a', is: 'b' }); // prettier-ignore
    assert.equal(conditionJson({ join: 'any', members: [{ join: 'all', members: [] }] }), undefined);
    assert.equal(conditionIn(undefined), undefined);
  });
});

/** A group of one, which is written as that one. */
function hasSingle(condition: unknown): boolean {
  const groups = Object.values(asFields(condition)).filter((members) => Array.isArray(members));
  return groups.some((members) => members.length === 1 || members.some(hasSingle));
}

describe('what the canvas shows', () => {
  const good = JSON.parse(sample('forms/contact.v1.json')) as { items: Fields[]; consents: Record<string, Fields>; translations: object }; // prettier-ignore
  const ids = (json: unknown): string[] | undefined => showableForm(json)?.items.map(({ id }) => id);
  const all = good.items.map(({ id }) => textOf(id));

  test('is the whole form where nothing is broken', () => {
    assert.deepEqual(ids(good), all);
  });

  test('leaves out what is broken and nothing else', () => {
    const broken = { id: 'odd', type: 'nothing', label: 'Odd' };
    assert.deepEqual(ids({ ...good, items: [broken, ...good.items] }), all);
    assert.deepEqual(ids({ ...good, items: [...good.items, { use: 'nobody', id: 'x' }, 'text'] }), all);
    const { ['news-email']: _news, ...consents } = good.consents;
    const bad = { ...good.consents, 'news-email': { kind: 'opt-in', checked: true } };
    assert.deepEqual(ids({ ...good, consents: bad }), all.filter((id) => id !== 'news')); // prettier-ignore
    assert.deepEqual(Object.keys(showableForm({ ...good, consents: bad })?.consents ?? {}), Object.keys(consents)); // prettier-ignore
    assert.deepEqual(ids({ ...good, intro: 7, stray: true }), all);
    assert.deepEqual(ids({ ...good, translations: { de: 7 } }), all);
  });

  test('has a mark where words are not said yet', () => {
    const shown = showableForm({ ...good, items: [{ id: 'new', type: 'text', label: '' }, ...good.items] });
    assert.equal(shown?.items[0] && 'label' in shown.items[0] ? shown.items[0].label : '', '…');
    assert.deepEqual(showableForm({ ...good, title: ' ' })?.title, '…');
  });

  test('is nothing where there is no form', () => {
    for (const none of [undefined, null, 7, 'x', [], {}]) assert.equal(showableForm(none), undefined);
  });

  test('does not touch the file', () => {
    const before = structuredClone(good);
    showableForm(good);
    assert.deepEqual(good, before);
  });
});
