/**
 * What a schema cannot say about a form definition: its parts must refer to things that exist, and
 * the form must keep the promises of the site and its policy. Pure.
 */
import { checkConsentBlocks } from './form-consent-check.ts';
import { consentsOf, questionsOf, revealedBy } from './form-answers.ts';
import type { FormDefinition } from './form-definition.schema.ts';
import { checkTranslations } from './form-translation-check.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';

/** Everything wrong with the form by itself, and with the site it is published on when that is given. */
export function checkForm(definition: FormDefinition, site?: SiteDocument): Finding[] {
  return [
    ...badIds(definition),
    ...brokenReferences(definition),
    ...unexplained(definition),
    ...checkConsentBlocks(definition, site),
    ...checkTranslations(definition),
    ...(site ? unknownPurposes(definition, site) : []),
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

/** Paths of translations start with these words, so items must not be called so. */
const RESERVED = ['title', 'intro', 'submit', 'after'];

function badIds(definition: FormDefinition): Finding[] {
  const ids = definition.items.map((item) => item.id);
  const items = ids.flatMap((id, index): Finding[] => {
    const pointer = `/items/${String(index)}/id`;
    if (RESERVED.includes(id))
      return [{ pointer, code: 'reserved-id', expected: 'another id', found: shown(id) }];
    if (ids.indexOf(id) === index && !(id in definition.consents)) return [];
    return [{ pointer, code: 'duplicate-id', expected: 'an id used once', found: shown(id) }];
  });
  const options = definition.items.flatMap((item, index) => {
    if (!('type' in item) || item.type !== 'select') return [];
    const optionIds = item.options.map((option) => option.id);
    return optionIds.flatMap((id, at): Finding[] =>
      optionIds.indexOf(id) === at
        ? []
        : [
            {
              pointer: `/items/${String(index)}/options/${String(at)}/id`,
              code: 'duplicate-id',
              expected: 'an id used once',
              found: shown(id),
            },
          ],
    );
  });
  return [...items, ...options];
}

function brokenReferences(definition: FormDefinition): Finding[] {
  const questions = questionsOf(definition).map((question) => question.id);
  const always = questions.filter((question) => revealedBy(definition, question) === undefined);
  const consents = Object.keys(definition.consents);
  const asked = definition.items.flatMap((item, index) =>
    'ask' in item
      ? item.ask.flatMap((id, at) =>
          consents.includes(id)
            ? []
            : [
                unknownReference(
                  `/items/${String(index)}/ask/${String(at)}`,
                  id,
                  consents,
                  'unknown-consent',
                ),
              ],
        )
      : [],
  );
  const needs = Object.entries(definition.consents).flatMap(([id, block]) => {
    if (block.kind !== 'opt-in') return [];
    const { needs: needed, reveal = [] } = block;
    return [
      ...(needed === undefined || always.includes(needed)
        ? []
        : [unknownReference(`/consents/${id}/needs`, needed, always, 'unknown-question')]),
      ...reveal.flatMap((question, at) =>
        questions.includes(question)
          ? []
          : [
              unknownReference(
                `/consents/${id}/reveal/${String(at)}`,
                question,
                questions,
                'unknown-question',
              ),
            ],
      ),
    ];
  });
  return [...asked, ...needs, ...asking(definition)];
}

/** Every consent is asked once. */
function asking(definition: FormDefinition): Finding[] {
  const asked = consentsOf(definition).map(([id]) => id);
  return Object.keys(definition.consents).flatMap((id): Finding[] => {
    const times = asked.filter((other) => other === id).length;
    if (times === 1) return [];
    const code = times === 0 ? 'never-asked' : 'asked-twice';
    return [{ pointer: `/consents/${id}`, code, expected: 'one item that asks it', found: String(times) }];
  });
}

/** How to reach the visitor and what they want to say explain themselves; the rest needs a reason (S-05). */
function unexplained(definition: FormDefinition): Finding[] {
  return definition.items.flatMap((item, index): Finding[] => {
    const isPlain = !('type' in item) || item.type === 'email' || item.type === 'textarea';
    if (isPlain || item.required !== true || item.why !== undefined) return [];
    return [
      {
        pointer: `/items/${String(index)}/why`,
        code: 'missing',
        expected: 'what the answer is needed for (S-05)',
      },
    ];
  });
}

function unknownPurposes(definition: FormDefinition, site: SiteDocument): Finding[] {
  const all = site.purposes.map((purpose) => purpose.id);
  const byConsent = site.purposes.filter(({ lawfulBasis }) => lawfulBasis === 'consent').map(({ id }) => id);
  const own = all.includes(definition.purpose)
    ? []
    : [unknownReference('/purpose', definition.purpose, all, 'unknown-purpose')];
  const asked = Object.entries(definition.consents).flatMap(([id, block]) => {
    if (block.kind !== 'opt-in' || byConsent.includes(block.purpose)) return [];
    const code = all.includes(block.purpose) ? 'not-by-consent' : 'unknown-purpose';
    return [unknownReference(`/consents/${id}/purpose`, block.purpose, byConsent, code)];
  });
  return [...own, ...asked];
}
