/** Which parts of a form a consent refers to, and whether they are there. Pure. */
import { isRequired } from './answer-check.ts';
import { conditionOf, consentsOf, questionsOf, revealedBy } from './form-answers.ts';
import type { FormDefinition } from './form-definition.schema.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

export function checkReferences(definition: FormDefinition): Finding[] {
  return [
    ...unknownAsked(definition),
    ...askedOnce(definition),
    ...needed(definition),
    ...revealed(definition),
  ];
}

/** A reference to something that does not exist. */
export function unknownReference(
  pointer: string,
  found: string,
  known: readonly string[],
  code: string,
): Finding {
  const suggestion = nearest(found, known);
  const list = known.length === 0 ? 'nothing' : `one of ${known.join(', ')}`;
  const expected = known.length > 12 ? 'one that exists' : list;
  return { pointer, code, expected, found: shown(found), suggestion };
}

function unknownAsked({ items, consents }: FormDefinition): Finding[] {
  const known = Object.keys(consents);
  return items.flatMap((item, index) =>
    ('ask' in item ? item.ask : []).flatMap((id, at) =>
      known.includes(id)
        ? []
        : [unknownReference(`/items/${String(index)}/ask/${String(at)}`, id, known, 'unknown-consent')],
    ),
  );
}

function askedOnce(definition: FormDefinition): Finding[] {
  const asked = consentsOf(definition).map(([id]) => id);
  return Object.keys(definition.consents).flatMap((id): Finding[] => {
    const times = asked.filter((other) => other === id).length;
    if (times === 1) return [];
    const code = times === 0 ? 'never-asked' : 'asked-twice';
    return [{ pointer: `/consents/${id}`, code, expected: 'one item that asks it', found: String(times) }];
  });
}

/** Items that are there whatever is answered or ticked. */
export function alwaysShown(definition: FormDefinition): Set<string> {
  const always = new Set<string>();
  let isStepShown = true;
  for (const item of definition.items) {
    const isFree = conditionOf(item) === undefined && revealedBy(definition, item.id) === undefined;
    if ('step' in item) isStepShown = isFree;
    if (isStepShown && isFree) always.add(item.id);
  }
  return always;
}

/** `needs` refers to a question that is always there: what may vanish cannot carry a consent (S-15). */
function needed(definition: FormDefinition): Finding[] {
  const always = alwaysShown(definition);
  const questions = questionsOf(definition).map(({ id }) => id);
  const steady = questions.filter((id) => always.has(id));
  const required = new Set(questionsOf(definition).filter(isRequired).map(({ id }) => id)); // prettier-ignore
  return Object.entries(definition.consents).flatMap(([id, block]): Finding[] => {
    if (block.kind !== 'opt-in' || block.needs === undefined) return [];
    const pointer = `/consents/${id}/needs`;
    if (steady.includes(block.needs)) {
      if (required.has(block.needs) || placeIn(definition, block.needs) < placeIn(definition, id)) return [];
      const expected = 'a question above the box, or a required one';
      return [{ pointer, code: 'needs-below', expected, found: shown(block.needs) }];
    }
    if (!questions.includes(block.needs)) {
      return [unknownReference(pointer, block.needs, steady, 'unknown-question')];
    }
    const expected = 'a question that is always shown';
    return [{ pointer, code: 'needs-hidden', expected, found: shown(block.needs) }];
  });
}

/** Where a question, or the place that asks for a consent, stands. */
function placeIn({ items }: FormDefinition, id: string): number {
  return items.findIndex((item) => item.id === id || ('ask' in item && item.ask.includes(id)));
}

/** A revealed question exists, stands after the box that reveals it, and has no other condition. */
function revealed(definition: FormDefinition): Finding[] {
  const ids = questionsOf(definition).map(({ id }) => id);
  const reveals = Object.entries(definition.consents).flatMap(([id, block]) =>
    ((block.kind === 'opt-in' ? block.reveal : undefined) ?? []).map((question, at) => ({
      box: id,
      question,
      pointer: `/consents/${id}/reveal/${String(at)}`,
    })),
  );
  return reveals.flatMap(({ box, question, pointer }, index): Finding[] => {
    const found = shown(question);
    if (!ids.includes(question)) return [unknownReference(pointer, question, ids, 'unknown-question')];
    if (reveals.findIndex((other) => other.question === question) !== index) {
      return [{ pointer, code: 'revealed-twice', expected: 'one box that reveals it', found }];
    }
    if (placeIn(definition, question) < placeIn(definition, box)) {
      return [{ pointer, code: 'revealed-above', expected: 'a question below the box', found }];
    }
    if (isFree(definition, question, box)) return [];
    const expected = 'a question without another condition: who ticked the box must be reachable';
    return [{ pointer, code: 'revealed-conditional', expected, found }];
  });
}

/** Neither the question nor a step between the box and it can hide it. */
function isFree({ items }: FormDefinition, question: string, box: string): boolean {
  const from = items.findIndex((item) => 'ask' in item && item.ask.includes(box));
  const to = items.findIndex(({ id }) => id === question);
  const own = items[to];
  const step = items.slice(from < 0 ? 0 : from, to).findLast((item) => 'step' in item);
  return [own, step].every((item) => item === undefined || conditionOf(item) === undefined);
}
