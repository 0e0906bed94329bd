/**
 * What a form collects, held against what the policy declares (S-04), what an anonymous form may
 * know, and what may be read from an address. Pure.
 */
import { isQuestion } from './form-answers.ts';
import type { FormDefinition, Question } from './form-definition.schema.ts';
import { unknownReference } from './form-reference-check.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

/** The policy's word for the addresses a visitor came from. */
export const SOURCE = 'source';

/** The policy's word for what a question collects. */
export function dataOf(question: Question): string {
  return question.data ?? question.id;
}

export function checkData(definition: FormDefinition, collects?: readonly string[]): Finding[] {
  return [
    ...(collects ? undeclared(definition, collects) : []),
    ...(definition.anonymous === true ? identifying(definition) : []),
    ...trackers(definition),
    ...personalInAddress(definition),
  ];
}

function undeclared(definition: FormDefinition, collects: readonly string[]): Finding[] {
  const fields = definition.items.flatMap((item, index) =>
    isQuestion(item) && !collects.includes(dataOf(item))
      ? [unknownReference(`/items/${String(index)}`, dataOf(item), collects, 'undeclared-field')]
      : [],
  );
  const captures = (definition.capture ?? []).length > 0 && !collects.includes(SOURCE);
  return captures ? [...fields, unknownReference('/capture', SOURCE, collects, 'undeclared-field')] : fields;
}

const IDENTIFYING = ['email', 'phone', 'address', 'file'];
const IDENTIFYING_DATA = ['name', 'email', 'phone', 'postal-address'];

function identifies(question: Question): boolean {
  return IDENTIFYING.includes(question.type) || IDENTIFYING_DATA.includes(dataOf(question));
}

/** Who is anonymous leaves no address, no file, no consent that would need one, and no trace of the way here. */
function identifying(definition: FormDefinition): Finding[] {
  const expected = 'nothing that leads to a person, because the form is anonymous';
  const questions = definition.items.flatMap((item, index): Finding[] =>
    isQuestion(item) && identifies(item)
      ? [{ pointer: `/items/${String(index)}`, code: 'identifies', expected, found: shown(item.id) }]
      : [],
  );
  const optIns = Object.entries(definition.consents).flatMap(([id, block]): Finding[] =>
    block.kind === 'opt-in'
      ? [{ pointer: `/consents/${id}`, code: 'identifies', expected, found: shown(id) }]
      : [],
  );
  const capture: Finding[] =
    definition.capture === undefined ? [] : [{ pointer: '/capture', code: 'identifies', expected }];
  return [...questions, ...optIns, ...capture];
}

/** Identifiers that advertisers put on a click say who came, not from where. */
const CLICK_IDS =
  /^(gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|twclid|li_fat_id|igshid|yclid|mc_eid|hsenc)$/;
/** Parameters that sites put names, addresses and keys into. */
const PERSONAL = /mail|name|phone|^tel|token|user|session|pass|^id$|_id$|key/;

function trackers({ capture = [] }: FormDefinition): Finding[] {
  return capture.flatMap((key, index): Finding[] =>
    CLICK_IDS.test(key) || PERSONAL.test(key)
      ? [
          {
            pointer: `/capture/${String(index)}`,
            code: 'tracking-id',
            expected: 'a campaign, not an identifier of the click',
            found: shown(key),
          },
        ]
      : [],
  );
}

/** Addresses end up in logs and histories (S-17). */
function personalInAddress({ items }: FormDefinition): Finding[] {
  return items.flatMap((item, index): Finding[] => {
    if (!isQuestion(item) || !('prefillFrom' in item) || item.prefillFrom === undefined) return [];
    const key = item.prefillFrom;
    if (!identifies(item) && !CLICK_IDS.test(key) && !PERSONAL.test(key)) return [];
    const expected = 'no personal data in an address (S-17)';
    return [{ pointer: `/items/${String(index)}/prefillFrom`, code: 'personal-data', expected }];
  });
}
