/** What holds for every form and whatever is done to it. Cases are made up by fast-check, always the same ones. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { KeptAnswer } from '../../src/client/drafts.ts';
import { DraftKeeping } from '../../src/elements/form/draft-keeping.ts';
import { isChosenFile } from '../../src/elements/form/entered.ts';
import { Filling } from '../../src/elements/form/filling.ts';
import { submissionOf } from '../../src/elements/form/form-model.ts';
import { prefillInto } from '../../src/elements/form/prefill.ts';
import { flawsOf } from '../../src/protocol/answer-check.ts';
import type { Answers, AnswerValue, Ticks } from '../../src/protocol/answers.ts';
import type { Condition } from '../../src/protocol/condition.schema.ts';
import { consentsOf, questionsOf, shownOf } from '../../src/protocol/form-answers.ts';
import { checkForm } from '../../src/protocol/form-check.ts';
import { formDefinitionSchema } from '../../src/protocol/form-definition.schema.ts';
import type { ConsentBlock, FormDefinition, FormItem } from '../../src/protocol/form-definition.schema.ts';
import { deliverySchema } from '../../src/protocol/operation.schema.ts';
import type { SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { parse, parseAuthored } from '../../src/protocol/parse.schema.ts';
import { checkSubmission } from '../../src/protocol/submission-check.ts';
import { arbitraryForm, arbitraryVisit, asPublished } from '../helpers/arbitrary-forms.ts';
import type { Act } from '../helpers/arbitrary-forms.ts';
import { DEVICE, newOperationId } from '../helpers/operations.ts';

const RUNS = { numRuns: 500, seed: 20261122 };

function perform(filling: Filling, act: Act): void {
  switch (act.act) {
    case 'enter':
      filling.enter(act.id, act.entry);
      return;
    case 'tick':
      filling.tick(act.id, act.ticked);
      return;
    case 'untick':
      filling.untick();
      return;
    case 'restore':
      filling.restore(act.entered);
      return;
    case 'move':
      filling.move(act.by);
  }
}

function filled(definition: FormDefinition, acts: readonly Act[]): Filling {
  const filling = new Filling(definition, () => 'en');
  for (const act of acts) perform(filling, act);
  return filling;
}

/** As it arrives: JSON of what the element sends. */
function payloadOf(filling: Filling): SubmissionPayload {
  const { definition } = filling;
  const language = definition.languages.at(-1) ?? 'en';
  return JSON.parse(
    JSON.stringify(submissionOf(asPublished(definition), filling, language)),
  ) as SubmissionPayload;
}

function deliveryOf(payload: SubmissionPayload): unknown {
  const operation = {
    id: newOperationId(),
    kind: 'submission',
    site: 'smartxpo',
    madeAt: '2026-11-22T10:00:00.000Z',
    device: { number: DEVICE, act: 1 },
    widget: '0.1.0',
    payload,
  };
  return { operation, age: 0 };
}

describe('any form', () => {
  test('that is made up passes the schema and every rule', () => {
    fc.assert(
      fc.property(arbitraryForm, (definition) => {
        assert.deepEqual(parse(formDefinitionSchema, definition), { value: definition });
        assert.deepEqual(checkForm(definition), []);
      }),
      RUNS,
    );
  });

  test('the made-up ones have everything a form can have', () => {
    const forms = fc.sample(arbitraryForm, RUNS);
    const all = forms.flatMap(({ items }) => items);
    const blocks = forms.flatMap(({ consents }) => Object.values(consents));
    const types = new Set(forms.flatMap((form) => questionsOf(form).map(({ type }) => type)));
    assert.equal(types.size, 16);
    const conditions = all.flatMap((item) => ('showIf' in item && item.showIf ? [item.showIf] : []));
    const nested = conditions.filter((one) => membersOf(one).some((member) => membersOf(member).length > 0));
    const optIns = blocks.filter((block) => block.kind === 'opt-in');
    for (const [what, found] of Object.entries({
      conditions,
      nested,
      conditionalSteps: all.filter((item) => 'step' in item && item.showIf !== undefined),
      needing: optIns.filter(({ needs }) => needs !== undefined),
      revealing: optIns.filter(({ reveal }) => reveal !== undefined),
      statements: blocks.filter(({ kind }) => kind === 'acknowledge'),
      translated: forms.filter(({ translations }) => translations !== undefined),
      anonymous: forms.filter(({ anonymous }) => anonymous === true),
    })) {
      assert.ok(found.length >= 20, `${what}: ${String(found.length)}`);
    }
  });

  test('is checked alike by the element and by the backend', () => {
    fc.assert(
      fc.property(arbitraryVisit, ({ definition, acts }) => {
        const filling = filled(definition, acts);
        const payload = payloadOf(filling);
        const here = filling.findings().map(({ item, code, part }) => {
          const list = code === 'must-acknowledge' ? 'consents' : 'answers';
          return `${code} /operation/payload/${list}/${part === undefined ? item : `${item}/${part}`}`;
        });
        const there = checkSubmission(asPublished(definition), payload);
        assert.deepEqual(
          there.map(({ code, pointer }) => `${code} ${pointer}`),
          here,
        );
        if (here.length === 0) assert.equal(parse(deliverySchema, deliveryOf(payload)).findings, undefined);
      }),
      RUNS,
    );
  });

  test('never asks for a hidden answer, never sends one, and never takes one', () => {
    fc.assert(
      fc.property(arbitraryVisit, ({ definition, acts }) => {
        const filling = filled(definition, acts);
        const payload = payloadOf(filling);
        const wrong = new Set(filling.findings().map(({ item }) => item));
        const hidden = questionsOf(definition).filter(({ id }) => !filling.shown.items.has(id));
        for (const { id } of hidden) {
          assert.equal(wrong.has(id), false, `${id} is asked for`);
          assert.equal(id in payload.answers, false, `${id} is sent`);
          const answers = { ...payload.answers, [id]: filling.answers[id] ?? 'x' };
          const added = checkSubmission(asPublished(definition), { ...payload, answers }).filter(
            ({ pointer }) => `${pointer}/`.startsWith(`/operation/payload/answers/${id}/`),
          );
          assert.deepEqual(
            added.map(({ code, pointer }) => [code, pointer]),
            [['hidden-question', `/operation/payload/answers/${id}`]],
          );
        }
      }),
      RUNS,
    );
  });

  test('has no box ticked but by the visitor', () => {
    const value: fc.Arbitrary<AnswerValue> = fc.oneof(
      fc.constantFrom<AnswerValue>(true, 'true', 'on', 1, '1', 'x', ['o0'], { street: 'x' }, { r0: 'c0' }),
      fc.string(),
      fc.double(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.dictionary(fc.string(), fc.string(), { maxKeys: 3, noNullPrototype: true }),
    );
    fc.assert(
      fc.property(
        arbitraryVisit,
        fc.array(value, { minLength: 1, maxLength: 8 }),
        ({ definition, acts }, values) => {
          const filling = new Filling(definition, () => 'en');
          const names = [...consentsOf(definition).map(([id]) => id), ...filling.questions.keys(), 'a', 'b'];
          const given = names.map((name, at): [string, AnswerValue] => [
            name,
            values[at % values.length] ?? true,
          ]);
          const asText = given.map(([name, one]): [string, string] => [
            name,
            typeof one === 'object' ? JSON.stringify(one) : String(one),
          ]);
          const location = { search: `?${new URLSearchParams(asText).toString()}` } as Location;
          let own: Ticks = {};
          const look = (when: string): void => {
            const ticked = Object.keys(filling.ticks).filter((id) => filling.ticks[id] === true);
            for (const id of ticked) assert.equal(own[id], true, `${id} is ticked ${when}`);
            for (const { consent, ticked: sent } of payloadOf(filling).consents)
              if (sent === true) assert.equal(own[consent], true, `${consent} is sent as ticked ${when}`);
          };
          look('at first');
          const prefill = (): void => prefillInto(filling, Object.fromEntries(given), location, 'en');
          prefill();
          look('by what the page gives');
          for (const act of acts) {
            perform(filling, act);
            if (act.act === 'tick') own[act.id] = act.ticked;
            if (act.act === 'untick' || act.act === 'restore') own = {};
            look(`after ${act.act}`);
          }
          prefill();
          look('by what the page gives later');
          resume(filling, Object.fromEntries(given) as Record<string, KeptAnswer>);
          look('by a draft');
        },
      ),
      RUNS,
    );
  });

  test('is filled in advance with nothing but what it would take', () => {
    const text = fc.oneof(
      fc.constantFrom('', ' ', '5', '2.5', 'abc', 'NaN', 'Infinity', '1e999', '0x10', 'true', 'o0,o1', 'GB'),
      fc.string(),
    );
    const value = fc.oneof(text, fc.double(), fc.integer({ min: -9, max: 9 }));
    const texts = fc.array(text, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(arbitraryForm, texts, value, fc.boolean(), (definition, some, given, isGiven) => {
        const filling = new Filling(definition, () => 'en');
        const ids = [...filling.questions.keys()];
        const asked = ['a', 'b', ...ids].map((name, at): [string, string] => [
          name,
          some[at % some.length] ?? '',
        ]);
        const location = { search: `?${new URLSearchParams(asked).toString()}` } as Location;
        const all = Object.fromEntries(ids.map((id): [string, AnswerValue] => [id, given]));
        prefillInto(filling, isGiven ? all : {}, location, 'en');
        for (const [id, entry] of Object.entries(filling.entered)) {
          const question = filling.questions.get(id);
          assert.ok(question);
          assert.deepEqual(flawsOf(question, filling.answers[id]), [], `${id}: ${JSON.stringify(entry)}`);
          if (isGiven || (question.type !== 'number' && question.type !== 'scale')) continue;
          const parameter = asked.find(([name]) => name === question.prefillFrom)?.[1];
          assert.notEqual(parameter?.trim(), '', `${id} is ${JSON.stringify(entry)} out of nothing`);
        }
      }),
      RUNS,
    );
  });

  test('cannot be written with a box that is ticked or required from the start', () => {
    const keys = fc.constantFrom('checked', 'required', 'default', 'ticked');
    fc.assert(
      fc.property(
        arbitraryForm,
        keys,
        fc.constantFrom<unknown>(true, false, 'yes'),
        fc.nat(),
        (form, key, value, at) => {
          const ids = Object.keys(form.consents);
          const id = ids[at % ids.length] ?? '';
          const spoilt = {
            ...form,
            consents: { ...form.consents, [id]: { ...form.consents[id], [key]: value } },
          };
          for (const read of [parse, parseAuthored]) {
            const found = read(formDefinitionSchema, spoilt).findings ?? [];
            assert.deepEqual(
              found.map(({ pointer, code }) => [pointer, code]),
              [[`/consents/${id}/${key}`, `never-${key}`]],
            );
          }
        },
      ),
      RUNS,
    );
  });

  test('cannot be written with an expression as condition', () => {
    const expression = fc.oneof(
      fc.string(),
      fc.constantFrom('answers.a === "b"', 'true', 'q-1 == 1', '{{ q }}', '() => alert(1)'),
    );
    fc.assert(
      fc.property(arbitraryForm, expression, fc.nat(), (form, text, at) => {
        const places = form.items.flatMap((item, index) => ('ask' in item ? [] : [index]));
        const index = places[at % places.length];
        if (index === undefined) return;
        const items = form.items.map((item, place) => (place === index ? { ...item, showIf: text } : item));
        const found = parse(formDefinitionSchema, { ...form, items }).findings ?? [];
        assert.deepEqual(
          found.map(({ pointer, code }) => [pointer, code]),
          [[`/items/${String(index)}/showIf`, 'wrong-type']],
        );
      }),
      RUNS,
    );
  });

  test('shows what its conditions say when one reads them', () => {
    fc.assert(
      fc.property(arbitraryVisit, ({ definition, acts }) => {
        const filling = filled(definition, acts);
        // Ticks of boxes that are gone as well: the backend gets whatever is sent.
        const ticks: Ticks = {};
        for (const act of acts) if (act.act === 'tick') ticks[act.id] = act.ticked;
        for (const given of [filling.ticks, ticks]) {
          const { items, consents } = shownOf(definition, filling.answers, given);
          const reader = new Reader(definition, filling.answers, given);
          assert.deepEqual(
            [...items],
            definition.items.filter((item) => reader.shows(item)).map(({ id }) => id),
          );
          assert.deepEqual(
            consents.map(([id]) => id),
            consentsOf(definition).flatMap(([id]) => (reader.offers(id) ? [id] : [])),
          );
        }
      }),
      RUNS,
    );
  });
});

function membersOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  return 'any' in condition ? condition.any : [];
}

/** Puts answers of an earlier visit into the form, as the element does when the visitor asks for it. */
function resume(filling: Filling, answers: Record<string, KeptAnswer>): void {
  const { form, version } = filling.definition;
  const nothing = (): Promise<never> => Promise.reject(new Error('Expected no storage to be used'));
  const keeping = new DraftKeeping(
    { read: nothing, save: nothing, forget: nothing },
    () => undefined,
    () => 'en',
  );
  const entries = Object.entries(filling.entered).filter(
    (entry): entry is [string, KeptAnswer] => !isChosenFile(entry[1]),
  );
  const kept = { ...answers, ...Object.fromEntries(entries) };
  keeping.found = { form, version, language: 'en', savedAt: 0, expiresAt: 1, answers: kept };
  keeping.resume(filling);
}

/** Finds out what is shown by asking from each item backwards, not in one pass. */
class Reader {
  readonly #definition: FormDefinition;
  readonly #answers: Answers;
  readonly #ticks: Ticks;
  readonly #known = new Map<string, boolean>();

  constructor(definition: FormDefinition, answers: Answers, ticks: Ticks) {
    this.#definition = definition;
    this.#answers = answers;
    this.#ticks = ticks;
  }

  shows(item: FormItem): boolean {
    const known = this.#known.get(item.id);
    if (known !== undefined) return known;
    const { items, consents } = this.#definition;
    const step = items.slice(0, items.indexOf(item) + 1).findLast((earlier) => 'step' in earlier);
    const conditions = [step, item].flatMap((one) =>
      one !== undefined && 'showIf' in one && one.showIf !== undefined ? [one.showIf] : [],
    );
    const boxes = Object.entries(consents).filter(
      ([, block]) => block.kind === 'opt-in' && block.reveal?.includes(item.id),
    );
    const found =
      conditions.every((condition) => this.#isTrue(condition)) &&
      boxes.every(([id]) => this.#ticks[id] === true && this.offers(id));
    this.#known.set(item.id, found);
    return found;
  }

  offers(id: string): boolean {
    const place = this.#definition.items.find((item) => 'ask' in item && item.ask.includes(id));
    const block: ConsentBlock | undefined = this.#definition.consents[id];
    if (place === undefined || block === undefined || !this.shows(place)) return false;
    if (block.kind !== 'opt-in' || block.needs === undefined) return true;
    const needed = this.#definition.items.find((item) => item.id === block.needs);
    const isRequired = needed !== undefined && 'required' in needed && needed.required === true;
    return isRequired || this.#answer(block.needs) !== undefined;
  }

  #isTrue(condition: Condition): boolean {
    if ('all' in condition) return !condition.all.some((part) => !this.#isTrue(part));
    if ('any' in condition) return condition.any.filter((part) => this.#isTrue(part)).length > 0;
    const answer = this.#answer(condition.field);
    if ('filled' in condition) return condition.filled === (answer !== undefined);
    if (answer === undefined) return false;
    const held: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    if ('isOneOf' in condition) return condition.isOneOf.some((wanted) => held.includes(wanted));
    return 'is' in condition ? held.includes(condition.is) : !held.includes(condition.isNot);
  }

  /** The answer to a question that is shown, without spaces around; undefined when there is none. */
  #answer(id: string): AnswerValue | undefined {
    const question = this.#definition.items.find((item) => item.id === id);
    const answer = this.#answers[id];
    if (question === undefined || answer === undefined || !this.shows(question)) return undefined;
    if (typeof answer === 'string') return answer.trim() === '' ? undefined : answer.trim();
    if (typeof answer !== 'object') return answer;
    const texts = 'size' in answer ? ['a file'] : Object.values<unknown>(answer);
    return texts.some((text) => String(text).trim() !== '') ? answer : undefined;
  }
}
