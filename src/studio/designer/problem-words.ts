/** What is wrong, said to a marketer, and the rule it comes from. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';
import { rulesOf } from '../../protocol/lint/rules.ts';

/** Without a sentence of its own a finding says what was expected. */
export function problemWords(finding: Finding): string {
  const words = sentence(finding);
  const rules = rulesOf(finding.code);
  return rules.length === 0 ? words : `${words} (${rules.join(', ')})`;
}

function sentence({ code, expected = '', found = '', suggestion }: Finding): string {
  const known: Record<string, string> = {
    'not-json': msg('This is not JSON yet.'),
    'duplicate-key': msg(str`The key ${found} stands here twice.`),
    missing: msg(str`Something is missing here: ${expected}.`),
    'wrong-type': msg(str`Expected ${expected}, found ${found}.`),
    'not-allowed': msg(str`Expected ${expected}, found ${found}.`),
    'unknown-key': msg(str`Nobody knows the key ${found}.`),
    'never-required': msg('An opt-in cannot be required: consent that is required is not free.'),
    'never-checked': msg('An opt-in cannot start ticked: silence is not consent.'),
    'never-ticked': msg('An opt-in cannot start ticked: silence is not consent.'),
    'never-default': msg('An opt-in cannot start ticked: silence is not consent.'),
    'duplicate-id': msg(str`The id ${found} is used twice.`),
    'reserved-id': msg(str`The id ${found} is taken by the product itself.`),
    'unknown-question': msg(str`There is no question ${found}.`),
    'unknown-consent': msg(str`There is no consent block ${found}.`),
    'unknown-purpose': msg(str`The site has no purpose ${found}.`),
    'not-by-consent': msg(str`The purpose ${found} does not rest on consent; nothing can be asked for it.`),
    'unknown-policy': msg(str`The link leads to ${found}; the site’s policy is ${expected}.`),
    'no-policy-link': msg('Nothing that is always shown links to the privacy policy.'),
    'no-contact': msg('Nobody could be reached: this choice needs a question for its channel.'),
    'duplicate-opt-in': msg('One purpose by one channel can be asked for once.'),
    'second-email': msg('A form has one question for an email address: it says whose form this is.'),
    'needs-hidden': msg(
      str`The question ${found} may be hidden; this choice needs one that is always shown.`,
    ),
    'needs-below': msg(str`The question ${found} stands below the choice that needs it.`),
    'revealed-above': msg(str`The question ${found} stands above the choice that reveals it.`),
    'looks-like-consent': msg(
      'This reads like consent and is none: a question or a statement allows nothing.',
    ),
    'undeclared-field': msg(str`The privacy policy does not say that ${found} is collected.`),
    'missing-translation': msg('A translation is missing.'),
    'stale-translation': msg('The translation is of older words.'),
    'unknown-path': msg(str`There is no text ${found} any more.`),
    'unknown-language': msg(str`The form is not in the language ${found}.`),
    'unknown-use': msg(str`The library has no question ${found}.`),
    'empty-step': msg('This page has nothing on it.'),
    'outside-steps': msg('Once there are pages, everything stands on one.'),
    'last-step-hidden': msg('The last page holds the button; it must always be shown.'),
    'never-asked': msg('Nothing asks for this consent.'),
    'asked-twice': msg('This consent is asked for twice.'),
    'version-taken': msg(str`The version must be ${expected}; it is ${found}.`),
    misplaced: msg(str`This is the form ${found}; expected ${expected}.`),
    'channel-not-named': msg(str`The words do not say how: name ${expected}.`),
    'other-channel': msg(
      str`The words name another channel: ${found}. Each channel has a choice of its own.`,
    ),
    bundled: msg(str`More than one thing is asked for at once: “${found}”.`),
    'no-withdrawal': msg('The words do not say that the choice can be taken back.'),
    'no-controller': msg(str`Nobody says who asks: name ${expected}.`),
    'too-long': msg(str`Too long: ${found} words; at most 40.`),
    twisted: msg(str`Hard to read rightly: “${found}”. Say what happens with the tick.`),
    'sending-is-no-consent': msg(str`Sending a form agrees to nothing: “${found}”.`),
    'soft-opt-in': msg(str`Nobody is on a list before choosing to be: “${found}”.`),
    'no-retention': msg('The notice does not say how long the answers are kept.'),
    'hard-to-read': msg(str`Hard to read: measure ${found}, at most ${expected}.`),
    'words-not-read': msg(
      'The words in this language are not checked; have somebody read them who speaks it.',
    ),
    'many-required': msg(str`${found} questions must be answered; each one costs answers.`),
    identifies: msg('An anonymous form must not ask for what leads to a person.'),
    'tracking-id': msg(str`${found} tells one visitor from another; it cannot be read from an address.`),
    'personal-data': msg(str`${found} would put personal data into addresses.`),
    'later-question': msg(str`The condition looks at ${found}, which stands further down.`),
    'condition-cycle': msg('This condition waits for itself.'),
    'not-an-option': msg(str`${found} is none of the answers to choose from.`),
    'not-comparable': msg(str`${found} is never an answer to that question.`),
    'empty-range': msg('No answer fits: the smallest is above the largest.'),
    'revealed-twice': msg(str`The question ${found} is revealed by two choices.`),
    'revealed-conditional': msg(
      str`The question ${found} has another condition: who ticked the choice must be reachable.`,
    ),
    'duplicate-language': msg(str`The language ${found} stands here twice.`),
    reworded: msg('Say whether the new words of this consent mean something else.'),
    'poor-contrast': msg(str`Poor contrast: ${found}, ${expected}.`),
    'no-policy-version': msg('The site has no published privacy policy yet.'),
  };
  const words = known[code] ?? (expected === '' ? code : msg(str`Expected ${expected}.`));
  return suggestion === undefined ? words : `${words} ${msg(str`Did you mean ${suggestion}?`)}`;
}
