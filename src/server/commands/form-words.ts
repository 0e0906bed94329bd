/** What is said about forms on a terminal. */
import type { FormChange } from '../../protocol/form-changes.ts';
import { rulesOf } from '../../protocol/lint/rules.ts';
import type { Finding } from '../../protocol/problem.ts';
import { describe } from './documents.ts';

/** A finding with the requirement it comes from, and what to do about it. */
export function describeInForm(path: string, finding: Finding): string {
  const rules = rulesOf(finding.code);
  const advice = Object.hasOwn(ADVICE, finding.code) ? ADVICE[finding.code]?.(finding) : undefined;
  return oneLine(
    [
      describe(path, finding),
      rules.length === 0 ? '' : `; requirement ${rules.join(', ')}`,
      advice === undefined ? '' : `; to do: ${advice}`,
    ].join(''),
  );
}

/** Where `expected` alone does not say it. */
const ADVICE: Readonly<Record<string, (finding: Finding) => string>> = {
  'version-taken': ({ expected = '' }) => `set "version" to ${expected}; published versions stay as they are`,
  'no-policy-version': () => 'publish the policy first: smartxpo-consent publish SITE POLICY_FILE',
  'undeclared-field': () => 'name a kind with "data", or publish a policy version whose "collects" has it',
  'channel-not-named': ({ expected = '' }) => `name the channel in the words: ${expected}`,
  'other-channel': () => 'give the other channel an opt-in of its own',
  bundled: () => 'give each thing that is asked for an opt-in of its own',
  'no-withdrawal': () => 'say in the words that the choice can be taken back',
  'no-controller': () => 'name who asks, in the words or in the notice',
  'too-long': () => 'leave the tick with what it allows; explain in a text beside it',
  twisted: () => 'say what happens with the tick, not without it',
  'soft-opt-in': () => 'say what people can choose, not what happens unless they object',
  'sending-is-no-consent': () => 'ask for it with an opt-in, or leave it out',
  'looks-like-consent': () => 'make it an opt-in, or say it in other words',
  'no-policy-link': () => 'ask for a notice with a link such as [privacy policy](policy:privacy)',
  'no-retention': () => 'say in the notice how long answers are kept',
  'words-not-read': () => 'have somebody read them who speaks the language',
  reworded: ({ pointer }) => {
    const consent = pointer.split('/').at(-1) ?? '';
    return `--rewording ${consent}=typo, or ${consent}=meaning with --approved-by NAME`;
  },
  missing: ({ pointer }) =>
    pointer === '/approvedBy' ? 'name that person with --approved-by NAME' : 'write it',
};

/** What is different between two versions. */
export function changeLine(change: FormChange): string {
  return oneLine(sentence(change));
}

function sentence(change: FormChange): string {
  switch (change.code) {
    case 'item-added':
      return `added ${change.id}: “${change.words}”`;
    case 'item-removed':
      return `removed ${change.id}: “${change.words}”`;
    case 'item-moved':
      return `moved ${change.id}: “${change.words}”`;
    case 'item-changed':
      return `changed ${change.id}: ${change.keys.join(', ')} of “${change.words}”`;
    case 'consent-added':
      return `added the consent ${change.id}: “${change.words}”`;
    case 'consent-removed':
      return `removed the consent ${change.id}: “${change.words}”`;
    case 'consent-changed':
      return `changed the consent ${change.id}: ${change.keys.join(', ')}`;
    case 'language-added':
      return `added the language ${change.language}`;
    case 'language-removed':
      return `removed the language ${change.language}`;
    case 'setting-changed':
      return `changed the setting ${change.key}`;
    case 'words-changed':
      return `reworded ${change.path} (${change.language}): “${change.before}” is now “${change.after}”`;
  }
}

/** Drafts and broken files may hold what would move the cursor, or colour what others say. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** A moment to the minute, as a day in front. */
export function momentOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
