/** Whether the challenge that a form asks for was solved; asked of whoever runs it, outside of us. */
import type { FormDefinition } from '../protocol/form-definition.schema.ts';
import type { Delivery } from '../protocol/operation.schema.ts';
import { hurdlesOf } from '../protocol/terms.ts';
import type { Parts } from './parts.ts';

/** 'unavailable': there is nothing to check a solution with, or it does not answer now. */
export type Challenge = 'solved' | 'unsolved' | 'unavailable';

/** Longer, and the sender has given up, ms. */
const PATIENCE = 8000;

/** Asks only where the form wants it and nothing was applied yet: a solution may be good for once. */
export async function challengeFor(parts: Parts, { operation, challenge }: Delivery): Promise<Challenge> {
  if (operation.kind !== 'submission' || !(await isWanted(parts, operation))) return 'unsolved';
  if (parts.verifyChallenge === undefined) return 'unavailable';
  if (challenge === undefined) return 'unsolved';
  const about = { site: operation.site, operation: operation.id };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE);
  });
  try {
    const answer = await Promise.race([parts.verifyChallenge(challenge, about), late]);
    return answer === 'late' ? 'unavailable' : answer ? 'solved' : 'unsolved';
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ event: 'challenge-not-verified', name }));
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}

async function isWanted(
  { store }: Parts,
  { id, site, payload }: Extract<Delivery['operation'], { kind: 'submission' }>,
): Promise<boolean> {
  const row = await store.documents.formVersion(site, payload.form, payload.formVersion);
  if (row === undefined) return false;
  const { submit } = JSON.parse(row.document) as FormDefinition;
  return hurdlesOf(submit).includes('challenge') && (await store.operations.find(id)) === undefined;
}
