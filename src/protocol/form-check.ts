/**
 * What a schema cannot say about a form definition: its parts must refer to things that exist, and
 * the form must keep the promises of the site and its policy. Pure.
 */
import { isRequired } from './answer-check.ts';
import { isQuestion } from './form-answers.ts';
import { checkConditions } from './form-condition-check.ts';
import { checkConsentBlocks } from './form-consent-check.ts';
import { checkData } from './form-data-check.ts';
import type { FormDefinition } from './form-definition.schema.ts';
import { checkQuestions } from './form-question-check.ts';
import { checkReferences, unknownReference } from './form-reference-check.ts';
import { checkTranslations } from './form-translation-check.ts';
import { lintForm } from './lint/lint-form.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';

/** Where a form is published. */
export interface FormPlace {
  site: SiteDocument;
  /** The kinds of data the policy version in force declares (S-04); undefined while there is none. */
  collects?: readonly string[] | undefined;
}

/** Everything wrong with the form by itself, and with its place when that is given. */
export function checkForm(definition: FormDefinition, place?: FormPlace): Finding[] {
  return [
    ...badIds(definition),
    ...checkReferences(definition),
    ...checkConditions(definition),
    ...checkQuestions(definition),
    ...badSteps(definition),
    ...unexplained(definition),
    ...checkConsentBlocks(definition, place?.site),
    ...checkData(definition, place?.collects),
    ...checkTranslations(definition),
    ...(place ? [...unknownPurposes(definition, place.site), ...lintForm(definition, place.site)] : []),
  ];
}

/** Paths of translations and parts of requests are called so, and ids of hints end with those. */
const RESERVED = /^(title|intro|submit|after|delivery)$|-(hint|why|error|label|counter)$/;

function badIds(definition: FormDefinition): Finding[] {
  const ids = definition.items.map((item) => item.id);
  const items = ids.flatMap((id, index): Finding[] => {
    const pointer = `/items/${String(index)}/id`;
    if (RESERVED.test(id))
      return [{ pointer, code: 'reserved-id', expected: 'another id', found: shown(id) }];
    if (ids.indexOf(id) === index && !Object.hasOwn(definition.consents, id)) return [];
    return [{ pointer, code: 'duplicate-id', expected: 'an id used once', found: shown(id) }];
  });
  const parts = definition.items.flatMap((item, index) =>
    ['options', 'rows', 'columns'].flatMap((list) => {
      const entries = list in item ? item[list as keyof typeof item] : undefined;
      return Array.isArray(entries) ? repeatedIds(entries, `/items/${String(index)}/${list}`) : [];
    }),
  );
  return [...items, ...parts];
}

function repeatedIds(entries: readonly { id: string }[], at: string): Finding[] {
  const ids = entries.map(({ id }) => id);
  return ids.flatMap((id, index): Finding[] => {
    if (ids.indexOf(id) === index) return [];
    const pointer = `${at}/${String(index)}/id`;
    return [{ pointer, code: 'duplicate-id', expected: 'an id used once', found: shown(id) }];
  });
}

/** Once there are steps, everything is in one, and each has something in it. */
function badSteps({ items }: FormDefinition): Finding[] {
  const starts = items.flatMap((item, index) => ('step' in item ? [index] : []));
  const first = starts[0];
  if (first === undefined) return [];
  const early: Finding[] =
    first === 0
      ? []
      : [
          {
            pointer: '/items/0',
            code: 'outside-steps',
            expected: 'a step as the first item, or no step at all',
          },
        ];
  const empty = starts
    .filter((start, at) => (starts[at + 1] ?? items.length) === start + 1)
    .map((start): Finding => ({
      pointer: `/items/${String(start)}`,
      code: 'empty-step',
      expected: 'an item after it',
    }));
  const last = items[starts.at(-1) ?? 0];
  const hidden: Finding[] =
    last !== undefined && 'showIf' in last && last.showIf !== undefined
      ? [
          {
            pointer: `/items/${String(starts.at(-1))}/showIf`,
            code: 'last-step-hidden',
            expected: 'a last step that is always there: it holds the button that sends',
          },
        ]
      : [];
  return [...early, ...empty, ...hidden];
}

/** How to reach the visitor and what they want to say explain themselves; the rest needs a reason (S-05). */
function unexplained(definition: FormDefinition): Finding[] {
  return definition.items.flatMap((item, index): Finding[] => {
    if (!isQuestion(item) || !isRequired(item) || item.why !== undefined) return [];
    if (['email', 'textarea'].includes(item.type)) return [];
    const expected = 'what the answer is needed for (S-05)';
    return [{ pointer: `/items/${String(index)}/why`, code: 'missing', expected }];
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
