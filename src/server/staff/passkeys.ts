/**
 * Passkeys of staff (WebAuthn): made in a session that a mailed link opened, shown in every later one before
 * anything about visitors is read.
 */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { ProblemError } from '../../protocol/problem.ts';
import type { Passkey } from '../../protocol/staff.schema.ts';
import { MINUTE } from '../../protocol/terms.ts';
import type { Parts } from '../parts.ts';
import type { PasskeyRow } from '../store/people.ts';
import type { Queries } from '../store/store.ts';
import type { SignedIn } from './actor.ts';
import { record } from './audit.ts';

/** How long an answer to a challenge is taken. */
const CHALLENGE_LIFETIME = 5 * MINUTE;

/** Nobody needs more; the list stays readable. */
const MOST_PASSKEYS = 10;

/** Loaded when the first passkey is asked for: most requests need none of it. */
const webauthn = () => import('@simplewebauthn/server');

export async function creationOptions(
  parts: Parts,
  staff: SignedIn,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  requireShown(staff);
  const { generateRegistrationOptions } = await webauthn();
  const known = await parts.store.people.passkeys(staff.row.id);
  const options = await generateRegistrationOptions({
    rpName: staff.site,
    rpID: hostOf(parts),
    userID: new TextEncoder().encode(staff.row.id),
    userName: staff.row.email,
    userDisplayName: staff.row.name,
    excludeCredentials: known.map(credentialIn),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
  await keepChallenge(parts, staff, options.challenge);
  return options;
}

/** Keeps a new passkey; making it counts as showing it. */
export async function addPasskey(
  parts: Parts,
  staff: SignedIn,
  { name, response }: { name: string; response: RegistrationResponseJSON },
): Promise<Passkey> {
  requireShown(staff);
  const { verifyRegistrationResponse } = await webauthn();
  const now = parts.now();
  const verified = await answered(parts, staff, (expectedChallenge) =>
    verifyRegistrationResponse({ response, expectedChallenge, ...expectedPlace(parts) }),
  );
  if (!verified.verified) throw refusedPasskey();
  const { credential } = verified.registrationInfo;
  const row: PasskeyRow = {
    credential: credential.id,
    person: staff.row.id,
    name,
    public_key: credential.publicKey,
    uses: credential.counter,
    transports: JSON.stringify(credential.transports ?? []),
    added_at: now,
    last_used_at: now,
  };
  await parts.store.transaction(async (queries) => {
    await queries.audit.lock(staff.site);
    const known = await queries.people.passkeys(staff.row.id);
    if (known.length >= MOST_PASSKEYS) {
      const expected = `at most ${String(MOST_PASSKEYS)} passkeys`;
      throw new ProblemError('validation', '', [{ pointer: '', code: 'too-many', expected }]);
    }
    if (!(await queries.people.addPasskey(row))) throw refusedPasskey();
    await queries.people.changeSession(staff.session.token_hash, { passkey_at: now });
    await noted(queries, staff, now, 'passkey-added', name);
  });
  return passkeyIn(row);
}

export async function requestOptions(
  parts: Parts,
  staff: SignedIn,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn();
  const known = await parts.store.people.passkeys(staff.row.id);
  const options = await generateAuthenticationOptions({
    rpID: hostOf(parts),
    userVerification: 'required',
    allowCredentials: known.map(credentialIn),
  });
  await keepChallenge(parts, staff, options.challenge);
  return options;
}

export async function showPasskey(
  parts: Parts,
  staff: SignedIn,
  response: AuthenticationResponseJSON,
): Promise<void> {
  const { verifyAuthenticationResponse } = await webauthn();
  const known = (await parts.store.people.passkeys(staff.row.id)).find(
    (row) => row.credential === response.id,
  );
  if (known === undefined) throw refusedPasskey();
  const { verified, authenticationInfo } = await answered(parts, staff, (expectedChallenge) => {
    const credential = {
      ...credentialIn(known),
      publicKey: new Uint8Array(known.public_key),
      counter: known.uses,
    };
    return verifyAuthenticationResponse({ response, expectedChallenge, ...expectedPlace(parts), credential });
  });
  if (!verified) throw refusedPasskey();
  const now = parts.now();
  await parts.store.transaction(async ({ people }) => {
    await people.changePasskey(known.credential, { uses: authenticationInfo.newCounter, last_used_at: now });
    await people.changeSession(staff.session.token_hash, { passkey_at: now });
  });
}

export async function passkeysOf(parts: Parts, staff: SignedIn): Promise<Passkey[]> {
  return (await parts.store.people.passkeys(staff.row.id)).map(passkeyIn);
}

export async function removePasskey(parts: Parts, staff: SignedIn, credential: string): Promise<void> {
  requireShown(staff);
  await parts.store.transaction(async (queries) => {
    const known = (await queries.people.passkeys(staff.row.id)).find((row) => row.credential === credential);
    if (known === undefined) throw new ProblemError('not-found');
    await queries.people.removePasskey(staff.row.id, credential);
    await noted(queries, staff, parts.now(), 'passkey-removed', known.name);
  });
}

/** A stolen mail must not add a second key beside the first, or take it away. */
function requireShown({ passkey }: SignedIn): void {
  if (passkey === 'needed')
    throw new ProblemError('passkey-needed', 'Expected a session in which a passkey was shown.');
}

async function keepChallenge(parts: Parts, { session }: SignedIn, challenge: string): Promise<void> {
  await parts.store.people.changeSession(session.token_hash, {
    challenge,
    challenge_until: parts.now() + CHALLENGE_LIFETIME,
  });
}

/** What the library cannot make sense of is refused like what it finds wrong. */
async function answered<T>(
  parts: Parts,
  { session }: SignedIn,
  verify: (challenge: string) => Promise<T>,
): Promise<T> {
  const challenge = await parts.store.people.useChallenge(session.token_hash, parts.now());
  if (challenge === undefined) throw refusedPasskey();
  try {
    return await verify(challenge);
  } catch (cause) {
    throw refusedPasskey(cause);
  }
}

function refusedPasskey(cause?: unknown): ProblemError {
  const problem = new ProblemError(
    'challenge-failed',
    'Expected a passkey of this person, made for this address.',
  );
  problem.cause = cause;
  return problem;
}

function hostOf({ publicUrl }: Parts): string {
  return new URL(publicUrl).hostname;
}

function expectedPlace(parts: Parts): { expectedOrigin: string[]; expectedRPID: string } {
  const host = hostOf(parts);
  return {
    expectedOrigin: parts.ownOrigins.filter((origin) => new URL(origin).hostname === host),
    expectedRPID: host,
  };
}

function credentialIn({ credential, transports }: PasskeyRow): { id: string; transports: string[] } {
  return { id: credential, transports: JSON.parse(transports) as string[] };
}

function passkeyIn({ credential, name, added_at: addedAt, last_used_at: usedAt }: PasskeyRow): Passkey {
  return {
    credential,
    name,
    addedAt: new Date(addedAt).toISOString(),
    ...(usedAt === null ? {} : { usedAt: new Date(usedAt).toISOString() }),
  };
}

async function noted(
  queries: Queries,
  { site, person, row }: SignedIn,
  at: number,
  action: string,
  name: string,
): Promise<void> {
  await record(queries, { site, at, person, action, object: `people/${row.id}`, details: { name } });
}
