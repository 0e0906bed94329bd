/** The consent blocks of a form against the rules of asking (L-04, L-11). Pure. */
import { consentsOf, questionsOf } from './form-answers.ts';
import type { ConsentBlock, FormDefinition } from './form-definition.schema.ts';
import { alwaysShown } from './form-reference-check.ts';
import { textAt } from './localised.ts';
import type { Finding } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';

const POLICY_LINK = /\]\(policy:([^)]*)\)/g;

export function checkConsentBlocks(definition: FormDefinition, site?: SiteDocument): Finding[] {
  return [...unreachable(definition), ...askedTwice(definition), ...policyLinks(definition, site)];
}

/** An opt-in must say how the visitor is reached, or the grant is about nobody. */
function unreachable(definition: FormDefinition): Finding[] {
  return Object.entries(definition.consents).flatMap(([id, block]): Finding[] => {
    if (block.kind !== 'opt-in' || block.needs !== undefined || block.reveal !== undefined) return [];
    const expected = `needs or reveal: the question that tells how to reach the visitor by ${block.channel}`;
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
  const wrong = optIns.flatMap(([id, block]): Finding[] => {
    const isWrong = block.kind === 'opt-in' && block.channel === 'email' && block.needs !== emails[0]?.id;
    if (!isWrong) return [];
    return [
      { pointer: `/consents/${id}/needs`, code: 'wrong-contact', expected: 'the email question of the form' },
    ];
  });
  const several = emails.slice(1).map(({ id }): Finding => ({
    pointer: `/items/${String(definition.items.findIndex((item) => item.id === id))}`,
    code: 'second-email',
    expected: 'one email question: it says whose form this is',
  }));
  return [...twice, ...wrong, ...several];
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
      links: [...textAt(definition, `${id}.text`, block.text, language).matchAll(POLICY_LINK)].map(
        (match) => match[1],
      ),
    }));
    const wrong = texts.flatMap(({ pointer, links }) =>
      links
        .filter((policy) => site !== undefined && policy !== site.policy)
        .map((policy): Finding => ({
          pointer,
          code: 'unknown-policy',
          expected: `policy:${site?.policy ?? ''}`,
          found: `policy:${policy ?? ''}`,
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
