/** Which parts of a form a consent refers to, and whether they are there. Pure. */
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
  return Object.entries(definition.consents).flatMap(([id, block]): Finding[] => {
    if (block.kind !== 'opt-in' || block.needs === undefined || steady.includes(block.needs)) return [];
    const pointer = `/consents/${id}/needs`;
    if (!questions.includes(block.needs)) {
      return [unknownReference(pointer, block.needs, steady, 'unknown-question')];
    }
    const expected = 'a question that is always shown';
    return [{ pointer, code: 'needs-hidden', expected, found: shown(block.needs) }];
  });
}

/** A revealed question exists, stands after the box that reveals it, and has no other condition. */
function revealed(definition: FormDefinition): Finding[] {
  const questions = questionsOf(definition);
  const ids = questions.map(({ id }) => id);
  const placeOf = (id: string): number =>
    definition.items.findIndex((item) => item.id === id || ('ask' in item && item.ask.includes(id)));
  return Object.entries(definition.consents).flatMap(([id, block]) =>
    ((block.kind === 'opt-in' ? block.reveal : undefined) ?? []).flatMap((question, at): Finding[] => {
      const pointer = `/consents/${id}/reveal/${String(at)}`;
      if (!ids.includes(question)) return [unknownReference(pointer, question, ids, 'unknown-question')];
      if (revealedBy(definition, question) !== id) {
        return [
          { pointer, code: 'revealed-twice', expected: 'one box that reveals it', found: shown(question) },
        ];
      }
      if (placeOf(question) > placeOf(id)) return [];
      return [
        { pointer, code: 'revealed-above', expected: 'a question below the box', found: shown(question) },
      ];
    }),
  );
}
