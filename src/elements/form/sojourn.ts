/** How long a form has been on the screen; people need a little while, programs do not. */
import type { SubmitManner } from '../../client/client.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { hurdlesOf, LEAST_SECONDS } from '../../protocol/terms.ts';

/** Longer times would say something about the visitor, and nothing about programs. */
const LONGEST = 60;

export class Sojourn {
  #since = 0;

  begin(): void {
    this.#since = performance.now();
  }

  /** Whole seconds, 60 at most. */
  get seconds(): number {
    return Math.min(LONGEST, Math.floor((performance.now() - this.#since) / 1000));
  }
}

/**
 * Who was quicker than people are waits the rest, and is never refused for it. `seconds` are those that are sent: a
 * second that passes in between would be missing from both.
 */
export function mannerFor(
  { submit, anonymous = false }: FormDefinition,
  seconds: number,
): Omit<SubmitManner, 'lifetimeHours'> {
  const hurdles = hurdlesOf(submit);
  const patience = hurdles.includes('time') ? Math.max(0, LEAST_SECONDS - seconds) * 1000 : 0;
  return { patience, anonymous, challenge: hurdles.includes('challenge') };
}
