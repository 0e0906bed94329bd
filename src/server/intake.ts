/**
 * The one intake for operations: claims the id, applies the effects, signs the receipt, all in one
 * transaction. Whatever fails leaves nothing behind; the same operation again gets the same answer.
 */
import type { Delivery, Operation } from '../protocol/operation.schema.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { Receipt, ReceiptStatement } from '../protocol/receipt.ts';
import { challengeFor } from './challenge.ts';
import type { Challenge } from './challenge.ts';
import { applyAcknowledgement } from './effects/acknowledgement.ts';
import { applyCorrection } from './effects/correction.ts';
import { applyObjection } from './effects/objection.ts';
import { applyPermissionChange } from './effects/permission-change.ts';
import { applyRequestStep } from './effects/request-step.ts';
import { applyRequest } from './effects/request.ts';
import { applySubmission } from './effects/submission.ts';
import { applyWithdrawal } from './effects/withdrawal.ts';
import { HOUR } from '../protocol/terms.ts';
import type { ArrivedFiles } from './http/multipart.ts';
import type { Parts } from './parts.ts';
import { erasedReceipt, isErased } from './personal/replay.ts';
import { canonical, hashOf } from './proof/hash.ts';
import { signStatement, withCapability } from './proof/sign.ts';
import { readSite } from './publishing.ts';
import type { SiteDocument } from '../protocol/site.schema.ts';
import type { Queries } from './store/store.ts';
import { tellEndpoints } from './webhooks/telling.ts';

/** On whose authority an operation comes. */
export type Actor =
  | { kind: 'anyone' }
  | { kind: 'session'; subject: string; site: string }
  | { kind: 'capability'; operation: string }
  /** The link of a confirmation mail. */
  | { kind: 'confirmation'; grant: string }
  /** A link in a mail; it takes back and nothing else (U-08). `isOneClick`: by the mail program itself. */
  | { kind: 'preference-link'; subject: string; isOneClick: boolean }
  /** A credential that is no good. An operation that was applied before is answered all the same. */
  | { kind: 'refused'; problem: ProblemError };

export interface Arrival {
  parts: Parts;
  queries: Queries;
  site: SiteDocument;
  operation: Operation;
  age: number;
  actor: Actor;
  files: ArrivedFiles;
  challenge: Challenge;
  /** Whether the browser that brought it says Global Privacy Control. */
  gpc: boolean;
  /** The server's receipt time, ms since the epoch. */
  receivedAt: number;
}

/** What an event is written down from: the arrival of an operation, or a letter that the staff entered. */
export type Act = Pick<Arrival, 'parts' | 'queries' | 'site' | 'age' | 'gpc' | 'receivedAt'> & {
  operation: Pick<Operation, 'id' | 'site' | 'device'>;
};

export interface Effect {
  /** Null for what is nobody's. */
  subject: string | null;
  /** What is recorded in place of the moment and the age, where these would say too much. */
  recorded?: { received_at: number; age: number; content: null };
  statement: Partial<ReceiptStatement>;
  confirmByMail?: boolean;
  notCounted?: boolean;
}

/** What came of an operation. `repeated`: it had been applied before. */
export interface Taken {
  receipt: Receipt;
  repeated: boolean;
}

/** Ages beyond this are all alike: recorded, without effect (DESIGN, section 7.3); milliseconds. */
const UNBELIEVABLE = 10 * 365 * 24 * HOUR;

export async function takeOperation(
  parts: Parts,
  delivery: Delivery,
  actor: Actor,
  { files = new Map<never, never>(), gpc = false }: { files?: ArrivedFiles; gpc?: boolean } = {},
): Promise<Taken> {
  const { operation } = delivery;
  // Asked before the transaction, which must not wait for anybody outside.
  const challenge = await challengeFor(parts, delivery);
  const age = Math.max(-UNBELIEVABLE, Math.min(UNBELIEVABLE, delivery.age));
  const taken = await parts.store.transaction(async (queries): Promise<Taken> => {
    const site = await readSite(queries, operation.site);
    if (site === undefined) {
      throw new ProblemError('validation', '', [{ pointer: '/operation/site', code: 'unknown-site' }]);
    }
    const receivedAt = parts.now();
    const fingerprint = fingerprintOf(operation, files);
    const isFirst = await queries.operations.claim({
      id: operation.id,
      site: operation.site,
      kind: operation.kind,
      fingerprint,
      received_at: receivedAt,
      age,
      device: operation.device?.number ?? null,
      act: operation.device?.act ?? null,
      subject: null,
      content: JSON.stringify(operation),
      receipt: null,
    });
    if (!isFirst) return { receipt: await earlierReceipt({ parts, queries, site }, operation, fingerprint), repeated: true }; // prettier-ignore
    if (actor.kind === 'refused') throw actor.problem;
    const arrival = {
      parts,
      queries,
      site,
      operation,
      age,
      actor,
      files,
      challenge,
      gpc,
      receivedAt,
    };
    const effect = await apply(arrival);
    await tellEndpoints(arrival, effect.subject);
    const recorded = effect.recorded ?? {
      received_at: receivedAt,
      age,
      content: JSON.stringify(operation),
    };
    const statement: ReceiptStatement = {
      operation: operation.id,
      kind: operation.kind,
      site: operation.site,
      controller: site.controller.name,
      receivedAt: new Date(recorded.received_at).toISOString(),
      ...effect.statement,
    };
    const receipt: Receipt = {
      id: operation.id,
      statement,
      signature: await signStatement(parts.keys, statement),
      ...(effect.confirmByMail === true ? { confirmByMail: true } : {}),
      ...(effect.notCounted === true ? { notCounted: true } : {}),
    };
    await queries.operations.settle(operation.id, {
      subject: effect.subject,
      receipt: JSON.stringify(receipt),
      ...recorded,
    });
    return { receipt, repeated: false };
  });
  parts.workQueued();
  return { ...taken, receipt: withCapability(parts.keys, taken.receipt) };
}

/** Equal operations with equal files have equal fingerprints. */
function fingerprintOf(operation: Operation, files: ArrivedFiles): string {
  const hashes = Object.fromEntries([...files].map(([id, { hash }]) => [id, hash]));
  return hashOf(canonical(files.size === 0 ? operation : { operation, files: hashes }));
}

function apply(arrival: Arrival): Promise<Effect> {
  const { operation } = arrival;
  switch (operation.kind) {
    case 'submission':
      return applySubmission(arrival, operation);
    case 'withdrawal':
      return applyWithdrawal(arrival, operation);
    case 'permission-change':
      return applyPermissionChange(arrival, operation);
    case 'acknowledgement':
      return applyAcknowledgement(arrival, operation);
    case 'correction':
      return applyCorrection(arrival, operation);
    case 'objection':
      return applyObjection(arrival, operation);
    case 'request':
      return applyRequest(arrival, operation);
    case 'request-step':
      return applyRequestStep(arrival, operation);
  }
}

/** The stored answer to the same operation; other content under the same id is a mistake of the sender. */
async function earlierReceipt(
  { parts, queries, site }: Pick<Arrival, 'parts' | 'queries' | 'site'>,
  operation: Operation,
  fingerprint: string,
): Promise<Receipt> {
  const earlier = await queries.operations.find(operation.id);
  if (earlier?.site === operation.site && isErased(earlier)) return erasedReceipt(parts.keys, site, earlier);
  if (earlier?.site !== operation.site || earlier.fingerprint !== fingerprint || earlier.receipt === null) {
    throw new ProblemError(
      'idempotency-key-reused',
      'Expected the content that was first sent under this id.',
    );
  }
  return JSON.parse(earlier.receipt) as Receipt;
}
