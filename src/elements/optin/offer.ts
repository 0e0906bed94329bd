/** Which opt-in a host's own form offers, whether it can stand there alone, and what is sent of it. Pure. */
import { flawsOf } from '../../protocol/answer-check.ts';
import { consentsOf, questionsOf } from '../../protocol/form-answers.ts';
import type { ConsentBlock, PublishedForm, Question } from '../../protocol/form-definition.schema.ts';
import type { SubmissionPayload } from '../../protocol/operation.schema.ts';
import type { Channel } from '../../protocol/terms.ts';
import { Filling } from '../form/filling.ts';
import { isShowable, submissionOf } from '../form/form-model.ts';

/** What the page asks for; only `channel` is needed where the form has one opt-in. */
export interface Wanted {
  consent: string | undefined;
  purpose: string | undefined;
  channel: string;
}

export interface Offer {
  form: PublishedForm;
  /** The id of the opt-in. */
  consent: string;
  /** The form's question for the address; the host's input answers it. */
  question: Question;
  /** Each place for consents, with the opt-in and the notices that stand there. */
  places: { id: string; heading: string | undefined; blocks: [string, ConsentBlock][] }[];
}

export type OfferProblem =
  /** The form cannot be shown by this version. */
  | 'broken'
  /** No opt-in of the form, or more than one, is what the page asks for. */
  | 'no-such-opt-in'
  | 'several-opt-ins'
  /** Only an address that is proved by mail can be taken from a form of somebody else's. */
  | 'not-by-email'
  /** The form needs more than an address and one box: another answer, another consent. */
  | 'asks-more';

/** Stands for whatever the visitor will enter. */
const ANY_ADDRESS = 'somebody@example.org';

export function offerIn(form: PublishedForm, wanted: Wanted): Offer | OfferProblem {
  if (!isShowable(form)) return 'broken';
  const channel: Channel = 'email';
  if (wanted.channel !== channel) return 'not-by-email';
  const [found, another] = consentsOf(form.definition).filter(
    ([id, block]) =>
      block.kind === 'opt-in' &&
      block.channel === channel &&
      (wanted.consent ?? id) === id &&
      (wanted.purpose ?? block.purpose) === block.purpose,
  );
  if (found === undefined) return 'no-such-opt-in';
  if (another !== undefined) return 'several-opt-ins';
  const question = questionsOf(form.definition).find(({ type }) => type === 'email');
  if (question === undefined) return 'not-by-email';
  const offer: Offer = { form, consent: found[0], question, places: [] };
  const filling = filled(offer, ANY_ADDRESS, 'en');
  const asked = filling.shown.consents;
  const isAlone = asked.every(([id, { kind }]) => id === offer.consent || kind === 'notice');
  if (!isAlone || !filling.has(offer.consent) || filling.findings().length > 0) return 'asks-more';
  return { ...offer, places: placesOf(form, asked) };
}

function placesOf({ definition }: PublishedForm, asked: readonly [string, ConsentBlock][]): Offer['places'] {
  return definition.items.flatMap((item) => {
    if (!('ask' in item)) return [];
    const blocks = asked.filter(([id]) => item.ask.includes(id));
    return blocks.length === 0 ? [] : [{ id: item.id, heading: item.heading, blocks }];
  });
}

/** The form as if it had been filled in itself. */
function filled({ form, consent, question }: Offer, address: string, language: string): Filling {
  const filling = new Filling(form.definition, () => language);
  filling.enter(question.id, address);
  filling.tick(consent, true);
  return filling;
}

export function isAddress({ question }: Offer, address: string): boolean {
  return address !== '' && flawsOf(question, address).length === 0;
}

/** A submission like any other; that it comes from a form of the host's is said with it. */
export function payloadOf(offer: Offer, address: string, language: string): SubmissionPayload {
  return { ...submissionOf(offer.form, filled(offer, address, language), language), hostForm: true };
}
