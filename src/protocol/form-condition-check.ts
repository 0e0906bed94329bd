/** Conditions of a form: about questions that stand earlier, and about answers these can have. Pure. */
import { flawsOf } from './answer-check.ts';
import type { Condition } from './condition.schema.ts';
import { fieldsOf } from './conditions.ts';
import { conditionOf, questionsOf } from './form-answers.ts';
import type { FormDefinition, Question } from './form-definition.schema.ts';
import { unknownReference } from './form-reference-check.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

type Test = Extract<Condition, { field: string }>;

export function checkConditions(definition: FormDefinition): Finding[] {
  const cycles = cyclesIn(definition);
  return definition.items.flatMap((item, index) => {
    const condition = conditionOf(item);
    if (condition === undefined) return [];
    const cycle = cycles.get(item.id);
    const pointer = `/items/${String(index)}/showIf`;
    if (cycle !== undefined) {
      const expected = 'a condition that does not depend on itself';
      return [{ pointer, code: 'condition-cycle', expected, found: cycle.join(' → ') }];
    }
    return testsIn(condition, pointer).flatMap(([at, test]) => checkTest(definition, index, at, test));
  });
}

function testsIn(condition: Condition, pointer: string): [pointer: string, test: Test][] {
  const members = (key: 'all' | 'any', parts: readonly Condition[]): [string, Test][] =>
    parts.flatMap((part, at) => testsIn(part, `${pointer}/${key}/${String(at)}`));
  if ('all' in condition) return members('all', condition.all);
  if ('any' in condition) return members('any', condition.any);
  return [[pointer, condition]];
}

function checkTest(definition: FormDefinition, index: number, pointer: string, test: Test): Finding[] {
  const questions = questionsOf(definition);
  const asked = questions.find(({ id }) => id === test.field);
  const earlier = questionsOf({ ...definition, items: definition.items.slice(0, index) }).map(({ id }) => id);
  if (asked === undefined) {
    return [unknownReference(`${pointer}/field`, test.field, earlier, 'unknown-question')];
  }
  if (!earlier.includes(asked.id)) {
    const expected = 'a question that stands earlier: what comes up must come up below';
    return [{ pointer: `${pointer}/field`, code: 'later-question', expected, found: shown(test.field) }];
  }
  if ('filled' in test) return [];
  const key = 'is' in test ? 'is' : 'isNot' in test ? 'isNot' : 'isOneOf';
  const wanted = 'is' in test ? [test.is] : 'isNot' in test ? [test.isNot] : test.isOneOf;
  return wanted.flatMap((value, at) => {
    const place = key === 'isOneOf' ? `${pointer}/isOneOf/${String(at)}` : `${pointer}/${key}`;
    return checkValue(asked, value, place);
  });
}

/** A value the question can never have would hide an item for ever. */
function checkValue(question: Question, value: string | number | boolean, pointer: string): Finding[] {
  const expected = expectedValue(question);
  if (expected === undefined) {
    const better = 'filled: this kind of question has no single answer to compare with';
    return [{ pointer, code: 'not-comparable', expected: better, found: shown(value) }];
  }
  if ('options' in question) {
    const ids = question.options.map(({ id }) => id);
    return typeof value === 'string' && ids.includes(value)
      ? []
      : [unknownReference(pointer, String(value), ids, 'not-an-option')];
  }
  if (typeof value !== expected) {
    return [{ pointer, code: 'wrong-type', expected: `a ${expected}`, found: shown(value) }];
  }
  // A box that is not ticked has no answer; `filled` asks for that.
  const isText = typeof value === 'string';
  const isPossible =
    value !== false &&
    !(isText && (value === '' || value !== value.trim())) &&
    flawsOf(question, value).length === 0;
  return isPossible
    ? []
    : [{ pointer, code: 'not-an-option', expected: 'an answer the question can have', found: shown(value) }];
}

function expectedValue({ type }: Question): 'string' | 'number' | 'boolean' | undefined {
  if (['matrix', 'address', 'file'].includes(type)) return undefined;
  if (type === 'number' || type === 'scale') return 'number';
  return type === 'checkbox' ? 'boolean' : 'string';
}

/** Items whose being shown depends on themselves, each with the way round. */
function cyclesIn({ items }: FormDefinition): Map<string, string[]> {
  const dependsOn = new Map(items.map((item) => [item.id, fieldsOf(conditionOf(item))]));
  const wayRound = (start: string): string[] | undefined => {
    const seen = new Set<string>();
    const search = (id: string, way: string[]): string[] | undefined => {
      for (const next of dependsOn.get(id) ?? []) {
        if (next === start) return [...way, next];
        if (seen.has(next)) continue;
        seen.add(next);
        const found = search(next, [...way, next]);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return search(start, [start]);
  };
  return new Map(
    items.flatMap(({ id }): [string, string[]][] => {
      const way = wayRound(id);
      return way === undefined ? [] : [[id, way]];
    }),
  );
}
