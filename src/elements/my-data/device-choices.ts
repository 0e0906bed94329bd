/** What was chosen on this device, read from its receipts and its outbox. Pure. */
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { Receipt, ReceiptConsent } from '../../protocol/receipt.ts';
import type { Channel } from '../../protocol/terms.ts';

/**
 * 'given' until a withdrawal is saved, 'leaving' until it is confirmed, then 'withdrawn-here': what
 * this device gave has ended, which says nothing of what was given elsewhere. 'withdrawn': all of it,
 * by a signed-in visitor.
 */
export type ChoiceState =
  'given' | 'to-confirm' | 'left' | 'leaving' | 'not-accepted' | 'withdrawn-here' | 'withdrawn';

export interface DeviceChoice {
  purpose: string;
  channel: Channel;
  /** The exact words of the box. */
  words: string;
  /** The language of words and form. */
  language: string | undefined;
  /** The form it stood in. */
  form: string;
  at: string;
  state: ChoiceState;
  /** Every grant that has to be undone to end this permission from here. */
  grants: { grant: string; capability: string }[];
}

interface Shown extends ReceiptConsent {
  purpose: string;
  channel: Channel;
  receipt: Receipt;
}

/** One entry for each purpose and channel, newest first. */
export function choicesOn(receipts: readonly Receipt[], waiting: readonly OutboxEntry[]): DeviceChoice[] {
  const shown = receipts.flatMap((receipt) =>
    (receipt.statement.consents ?? []).flatMap((consent): Shown[] => {
      const { purpose, channel } = consent;
      return purpose === undefined || channel === undefined
        ? []
        : [{ ...consent, purpose, channel, receipt }];
    }),
  );
  const pairs = new Map<string, Shown[]>();
  for (const one of shown) {
    const key = `${one.purpose} ${one.channel}`;
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  return [...pairs.values()]
    .flatMap((pair) => choiceOf(pair, receipts, waiting))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

function choiceOf(
  pair: Shown[],
  receipts: readonly Receipt[],
  waiting: readonly OutboxEntry[],
): DeviceChoice | [] {
  const at = (one: Shown): string => one.receipt.statement.receivedAt;
  const ordered = pair.toSorted((a, b) => (at(a) < at(b) ? 1 : -1));
  const [newest] = ordered;
  if (newest === undefined) return [];
  const { purpose, channel } = newest;
  const endings = receipts.filter(
    ({ statement }) => statement.withdrawal?.purpose === purpose && statement.withdrawal.channel === channel,
  );
  // Leaving a box empty ends nothing (S-14), so an older grant may well stand.
  const standing = ordered.filter(
    (one) => one.ticked === true && !endings.some((ending) => endsGrant(ending, one)),
  );
  const subject = standing[0] ?? newest;
  const grants = standing.flatMap(({ receipt }) =>
    receipt.capability === undefined ? [] : [{ grant: receipt.id, capability: receipt.capability }],
  );
  const ending = waiting.filter(({ operation }) => {
    if (operation.kind !== 'withdrawal') return false;
    const { payload } = operation;
    return (
      payload.purpose === purpose &&
      payload.channel === channel &&
      grants.some(({ grant }) => grant === payload.grant)
    );
  });
  return {
    purpose,
    channel,
    words: subject.words,
    language: subject.receipt.statement.language,
    form: subject.receipt.statement.form?.title ?? '',
    at: standing.length === 0 ? (lastOf(endings) ?? at(subject)) : at(subject),
    state: stateOf(standing, ending, endings),
    grants,
  };
}

/** A withdrawal ends the operations it names; on a shared device others may have withdrawn their own. */
function endsGrant({ statement }: Receipt, { receipt }: Shown): boolean {
  return statement.withdrawal?.grants.includes(receipt.id) ?? false;
}

function lastOf(endings: readonly Receipt[]): string | undefined {
  return endings
    .map(({ statement }) => statement.receivedAt)
    .toSorted()
    .at(-1);
}

function stateOf(
  standing: readonly Shown[],
  ending: readonly OutboxEntry[],
  endings: readonly Receipt[],
): ChoiceState {
  if (standing.length === 0) {
    if (endings.length === 0) return 'left';
    const isWhole = endings.some(({ statement }) => statement.withdrawal?.whole === true);
    return isWhole ? 'withdrawn' : 'withdrawn-here';
  }
  if (ending.some(({ refusal }) => refusal !== undefined)) return 'not-accepted';
  if (ending.length > 0) return 'leaving';
  return standing[0]?.receipt.confirmByMail === true && standing[0].channel === 'email'
    ? 'to-confirm'
    : 'given';
}
