/** The consent blocks of a form against the rules of asking (L-04, L-11). Pure. */
import { isRequired } from './answer-check.ts';
import { consentsOf, questionsOf } from './form-answers.ts';
import type { ConsentBlock, FormDefinition, Question } from './form-definition.schema.ts';
import { alwaysShown } from './form-reference-check.ts';
import { textAt } from './localised.ts';
import { policiesIn } from './policy-links.ts';
import type { Finding } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';
import type { Channel } from './terms.ts';

export function checkConsentBlocks(definition: FormDefinition, site?: SiteDocument): Finding[] {
  return [
    ...unreachable(definition),
    ...askedTwice(definition),
    ...policyLinks(definition, site),
    ...disguised(definition),
  ];
}

/** The type of question that says how to reach somebody. */
const CONTACT: Record<Channel, Question['type']> = {
  email: 'email',
  post: 'address',
  phone: 'phone',
  sms: 'phone',
};

/**
 * An opt-in must say how the visitor is reached, or the grant is about nobody: by a question it
 * needs, or by a required one that it reveals (S-15).
 */
function unreachable(definition: FormDefinition): Finding[] {
  const questions = new Map(questionsOf(definition).map((question) => [question.id, question]));
  return Object.entries(definition.consents).flatMap(([id, block]): Finding[] => {
    if (block.kind !== 'opt-in') return [];
    const type = CONTACT[block.channel];
    const needed = block.needs === undefined ? undefined : questions.get(block.needs);
    const revealed = (block.reveal ?? []).flatMap((question) => questions.get(question) ?? []);
    const contacts = [needed, ...revealed.filter(isRequired)];
    if (contacts.some((question) => question?.type === type)) return [];
    const expected = `needs with a question of type ${type}, or reveal with a required one`;
    return [{ pointer: `/consents/${id}`, code: 'no-contact', expected }];
  });
}

/** One purpose by one channel is one choice; and an e-mail choice is about the form's one address. */
function askedTwice(definition: FormDefinition): Finding[] {
  const optIns = Object.entries(definition.consents).filter(([, block]) => block.kind === 'opt-in');
  const emails = questionsOf(definition).filter(({ type }) => type === 'email');
  const keyOf = (block: ConsentBlock): string =>
    block.kind === 'opt-in' ? `${block.purpose} ${block.channel}` : '';
  const twice = optIns
    .filter(([, block], index) => optIns.findIndex(([, other]) => keyOf(other) === keyOf(block)) !== index)
    .map(([id, block]): Finding => ({
      pointer: `/consents/${id}`,
      code: 'duplicate-opt-in',
      expected: 'one opt-in for each purpose and channel',
      found: keyOf(block),
    }));
  const several = emails.slice(1).map(({ id }): Finding => ({
    pointer: `/items/${String(definition.items.findIndex((item) => item.id === id))}`,
    code: 'second-email',
    expected: 'one email question: it says whose form this is',
  }));
  return [...twice, ...several];
}

/** In every language the form informs, with a link to the policy of its site, before it collects (L-11). */
function policyLinks(definition: FormDefinition, site?: SiteDocument): Finding[] {
  const always = alwaysShown(definition);
  const steady = definition.items.flatMap((item) => ('ask' in item && always.has(item.id) ? item.ask : []));
  return definition.languages.flatMap((language, index) => {
    const texts = consentsOf(definition).map(([id, block]) => ({
      id,
      block,
      pointer: index === 0 ? `/consents/${id}/text` : `/translations/${language}/${id}.text`,
      links: policiesIn(textAt(definition, `${id}.text`, block.text, language)),
    }));
    const wrong = texts.flatMap(({ pointer, links }) =>
      links
        .filter((policy) => site !== undefined && policy !== site.policy)
        .map((policy): Finding => ({
          pointer,
          code: 'unknown-policy',
          expected: `policy:${site?.policy ?? ''}`,
          found: `policy:${policy}`,
        })),
    );
    const informs = texts.some(
      ({ id, block, links }) => block.kind !== 'opt-in' && links.length > 0 && steady.includes(id),
    );
    const pointer = index === 0 ? '/consents' : `/translations/${language}`;
    const expected =
      'a notice in a step that is always shown, with a link to the policy, [words](policy:…) (L-11)';
    return informs ? wrong : [...wrong, { pointer, code: 'no-policy-link', expected }];
  });
}

/** Words of consent where no consent is asked: a person has to look at them (L-02). */
const CONSENT_WORDS =
  /marketing|newsletter|advertis|offers|i agree|i consent|werbung|einwillig|stimme .*zu|angebote/i;

function disguised(definition: FormDefinition): Finding[] {
  const expected = 'an opt-in, if this is meant to allow something; a question and a statement allow nothing';
  const about = (pointer: string): Finding => ({
    pointer,
    code: 'looks-like-consent',
    expected,
    severity: 'warning',
  });
  const boxes = definition.items.flatMap((item, index) =>
    'type' in item && ['checkbox', 'radio'].includes(item.type) && CONSENT_WORDS.test(item.label)
      ? [about(`/items/${String(index)}/label`)]
      : [],
  );
  const statements = Object.entries(definition.consents).flatMap(([id, block]) =>
    block.kind === 'acknowledge' && CONSENT_WORDS.test(block.text) ? [about(`/consents/${id}/text`)] : [],
  );
  return [...boxes, ...statements];
}
