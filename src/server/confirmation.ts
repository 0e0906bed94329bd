/** Double opt-in: the mail whose link proves an address, and what its link does. */
import type { Operation } from '../protocol/operation.schema.ts';
import { ProblemError } from '../protocol/problem.ts';
import { myDataAddress } from '../protocol/site-addresses.ts';
import { HOUR } from '../protocol/terms.ts';
import { VERSION } from '../version.ts';
import { takeOperation } from './intake.ts';
import type { Arrival } from './intake.ts';
import { queueMail } from './mail-queue.ts';
import { endsBySwitch } from './objections.ts';
import type { Parts } from './parts.ts';
import { permissionOf } from './permissions.ts';
import { renewalsOf } from './policies/renewals.ts';
import { hashOf } from './proof/hash.ts';
import { readSite } from './publishing.ts';
import type { Queries } from './store/store.ts';
import { confirmationMail } from './words/mails.ts';

/** As long as a grant itself may be on its way. */
const LINK_LIFETIME = 72 * HOUR;

export async function queueConfirmation(
  { parts, queries, site, operation }: Arrival,
  to: Addressee,
): Promise<void> {
  await queueLink({ parts, queries, site }, { grant: operation.id, confirmation: parts.newId() }, to);
}

interface Addressee {
  subject: string;
  email: string;
  language: string;
}

/** `confirmation`: the id its operation will have; two links for the same grants are the same operation. */
async function queueLink(
  { parts, queries, site }: Pick<Arrival, 'parts' | 'queries' | 'site'>,
  { grant, confirmation }: { grant: string; confirmation: string },
  to: Addressee,
): Promise<void> {
  const token = parts.newToken();
  const link = `${parts.publicUrl}/v1/confirm/${token}`;
  const myData = myDataAddress(site, parts.publicUrl, to.language);
  const expiresAt = parts.now() + LINK_LIFETIME;
  const isQueued = await queueMail(parts, queries, {
    kind: 'confirmation',
    site: site.site,
    subject: to.subject,
    email: to.email,
    expiresAt,
    mail: confirmationMail(site, { link, myData }, to.language),
  });
  if (!isQueued) return;
  await queries.consents.addConfirmation({
    token_hash: hashOf(token),
    site: site.site,
    grant_operation: grant,
    operation: confirmation,
    language: to.language,
    expires_at: expiresAt,
  });
}

/**
 * The mail once more, with a new link: it was lost, or its link ran out. Nothing is sent where nothing waits, and
 * nobody who asks is told which it was.
 */
export async function resendConfirmation(parts: Parts, grant: string): Promise<void> {
  await parts.store.transaction(async (queries) => {
    const earlier = await queries.consents.confirmationOf(grant);
    const events = await queries.consents.ofOperation(grant);
    const subject = events.find(({ type }) => type === 'grant')?.subject;
    const site = earlier && (await readSite(queries, earlier.site));
    if (earlier === undefined || subject === undefined || site === undefined) return;
    const email = (await queries.contacts.ofSubject(subject)).find(({ channel }) => channel === 'email');
    if (email === undefined || !(await isWaiting(parts, queries, subject, grant))) return;
    const to = { subject, email: email.value, language: earlier.language };
    await queueLink({ parts, queries, site }, { grant, confirmation: earlier.operation }, to);
  });
  parts.workQueued();
}

/** Whether anything that the operation gave rests on nothing but a confirmation that has not come. */
async function isWaiting(parts: Parts, queries: Queries, subject: string, grant: string): Promise<boolean> {
  const events = await queries.consents.ofSubject(subject);
  const moment = { now: parts.now(), renewals: new Map() };
  const keys = Map.groupBy(events, ({ purpose, channel }) => `${purpose} ${channel}`);
  return [...keys.values()].some((rows) => {
    const { state, operation } = permissionOf(rows, moment);
    return state === 'ConsentRequested' && operation === grant;
  });
}

/** What a confirmation link stands for; expired and unknown ones look the same. */
export async function findConfirmation(parts: Parts, queries: Queries, token: string) {
  const row = await queries.consents.confirmation(hashOf(token));
  if (row === undefined || row.expires_at <= parts.now()) {
    throw new ProblemError('link-expired', 'Expected a confirmation link that is not older than 72 hours.');
  }
  return row;
}

/** What the link asks about: each box that needs it, in its words, and whether it is permitted by now. */
export async function confirmable(
  parts: Parts,
  grantOperation: string,
): Promise<{ words: string; permitted: boolean }[]> {
  const { consents, documents } = parts.store;
  const grants = (await consents.ofOperation(grantOperation)).filter(({ type }) => type === 'grant');
  const wordings = await documents.wordings(grants.flatMap(({ wording }) => wording ?? []));
  const found: { words: string; permitted: boolean }[] = [];
  const now = parts.now();
  const [first] = grants;
  const site = first && (await readSite(parts.store, first.site));
  if (first === undefined || site === undefined) return [];
  const renewals = await renewalsOf(parts.store, first.site, now);
  const switched = await parts.store.selfService.objectionsOf(first.subject);
  for (const { subject, purpose, channel, wording, needs_proof: needsProof } of grants) {
    const events = await consents.ofKey(subject, purpose, channel);
    // What counts without proof is not asked about, and does not make this link a success.
    if (needsProof === 0 && !events.some(({ type }) => type === 'end')) continue;
    const words = wordings.find(({ hash }) => hash === wording)?.words ?? '';
    const ends = endsBySwitch(site, purpose, switched, now);
    found.push({ words, permitted: permissionOf(events, { now, renewals, ends }).permitted });
  }
  return found;
}

/** Confirms the grants of the operation; pressing twice is the same operation twice. */
export async function confirm(
  parts: Parts,
  token: string,
): Promise<{ site: string; language: string; grant: string }> {
  const row = await findConfirmation(parts, parts.store, token);
  const earlier = await parts.store.operations.find(row.operation);
  if (earlier === undefined) {
    const operation: Operation = {
      id: row.operation,
      site: row.site,
      kind: 'permission-change',
      madeAt: new Date(parts.now()).toISOString(),
      device: null,
      widget: VERSION,
      payload: { change: 'confirm', grant: row.grant_operation },
    };
    const actor = { kind: 'confirmation', grant: row.grant_operation } as const;
    await takeOnce(parts, operation, actor);
  }
  return { site: row.site, language: row.language, grant: row.grant_operation };
}

/** Two presses at the same moment differ in `madeAt`; the one that lost has nothing left to do. */
async function takeOnce(
  parts: Parts,
  operation: Operation,
  actor: { kind: 'confirmation'; grant: string },
): Promise<void> {
  try {
    await takeOperation(parts, { operation, age: 0 }, actor);
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'idempotency-key-reused')) throw error;
  }
}
