/**
 * The script of the page that is killed: acts as fast as the product takes them, and tells the harness
 * what the product said. It uses the published package and the elements that the script tag defines.
 */
import { createClient } from '../../src/index.ts';
import type { Client, Saved } from '../../src/index.ts';
import { consentsOf } from '../../src/protocol/form-answers.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { publishedWords } from '../../src/protocol/submission-check.ts';
import type { Act, Heard } from './ledger.ts';
import { fillIn } from './page-form.ts';
import { pause } from './pause.ts';
import { takeBack } from './page-panel.ts';
import { randomFrom } from './random.ts';

/** `due`: the moment of its next attempt, by the clock that browser and harness share, ms. */
export interface Waiting {
  id: string;
  attempts: number;
  due: number;
}

declare global {
  /** Given by the harness. */
  function heard(heard: Heard): Promise<void>;
  /** Asked by the harness. */
  var visit: {
    /** Operations that this device has not got rid of. */
    waiting(): Promise<Waiting[]>;
    /** Operations of which it holds the receipt. */
    receipts(): Promise<string[]>;
  };
}

const FORM = 'subscription';
const ADDRESS = { street: '1 High Street', postcode: 'N1 1AA', town: 'London', country: 'GB' };
const LIFETIME_HOURS = 72;

const query = new URLSearchParams(location.search);
const random = randomFrom(Number(query.get('seed')));
const client = createClient({ site: 'smartxpo', endpoint: query.get('endpoint') ?? '' });
/** Receipts whose grants this page has not undone. */
const undoable: Receipt[] = [];

globalThis.visit = {
  waiting: async () => {
    const entries = await client.outbox.list();
    if (!client.outbox.isReadable()) throw new Error('Expected a readable outbox');
    for (const { operation, refusal } of entries) {
      if (refusal !== undefined) tell({ type: 'refused', id: operation.id, why: refusal.code });
    }
    for (const { id } of await client.outbox.expired()) tell({ type: 'expired', id, why: 'left over' });
    return entries.map(({ operation: { id }, attempts, nextAttemptAt, notBefore = 0 }) => ({
      id,
      attempts,
      due: Math.max(nextAttemptAt, notBefore),
    }));
  },
  receipts: async () => (await client.receipts.list()).map(({ id }) => id),
};

client.outbox.subscribe((change) => {
  if (change.type === 'confirmed') {
    tell({ type: 'confirmed', id: change.id });
    if (change.receipt.capability !== undefined) undoable.push(change.receipt);
  }
  if (change.type === 'refused') tell({ type: 'refused', id: change.id, why: change.code });
  if (change.type === 'expired') tell({ type: 'expired', id: change.id, why: 'while the page was open' });
});

const manner = query.get('manner');
if (manner === 'form') void fillIn({ form: FORM, random, newEmail, tell });
if (manner === 'panel') void takeBack(tell);
if (manner === 'package') void act(Number(query.get('acts')));

function tell(said: Heard): void {
  void heard(said);
}

function newEmail(): string {
  return `v${crypto.randomUUID()}@visitor.example`;
}

async function act(acts: number): Promise<void> {
  const published = await client.documents.form(FORM);
  undoable.push(...(await client.receipts.list()).filter(({ capability }) => capability !== undefined).slice(0, 20)); // prettier-ignore
  for (let done = 0; done < acts; done++) {
    if (undoable.length > 0 && random.chance(0.3)) await withdraw();
    else await submit(published);
    await pause(random.between(5, 120));
  }
}

async function submit(published: PublishedForm): Promise<void> {
  const email = newEmail();
  const ticked = ['news-email', 'news-post'].filter(() => random.chance(0.6));
  const answers = { email, ...(ticked.includes('news-post') ? { 'postal-address': ADDRESS } : {}) };
  await save({ by: 'package', kind: 'submission', email, ticked }, () =>
    client.submit(payloadOf(published, answers, ticked), { lifetimeHours: LIFETIME_HOURS }),
  );
}

function payloadOf(
  published: PublishedForm,
  answers: SubmissionPayload['answers'],
  ticked: string[],
): SubmissionPayload {
  const { definition, policy, wordings } = published;
  return {
    form: FORM,
    formVersion: definition.version,
    language: 'en',
    policy: { ...policy },
    hurdles: { trap: '', seconds: 30 },
    answers,
    consents: consentsOf(definition).map(([consent, { kind }]) => ({
      consent,
      words: publishedWords(published, consent, 'en') ?? '',
      hash: wordings[consent]?.['en'] ?? '',
      ...(kind === 'notice' ? {} : { ticked: ticked.includes(consent), touched: ticked.includes(consent) }),
    })),
  };
}

async function withdraw(): Promise<void> {
  const [receipt] = undoable.splice(random.between(0, undoable.length - 1), 1);
  const granted = receipt?.statement.consents?.find(({ ticked }) => ticked === true);
  if (receipt?.capability === undefined || granted?.purpose === undefined || granted.channel === undefined)
    return;
  const { id: grant, capability } = receipt;
  const { purpose, channel } = granted;
  await save({ by: 'package', kind: 'withdrawal', purpose, channel, grant }, () =>
    client.withdraw(purpose, channel, { grant, capability }),
  );
}

async function save(done: Act, doIt: () => ReturnType<Client['submit']>): Promise<void> {
  let saved: Saved;
  try {
    saved = await doIt();
  } catch (cause) {
    tell({ type: 'not-saved', id: done.kind, why: String(cause) });
    return;
  }
  if (saved.keeping === 'device') tell({ type: 'saved', id: saved.id, act: done });
  else tell({ type: 'page-only', id: saved.id, why: 'the device did not take it' });
}
