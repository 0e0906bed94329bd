/** Every mutant there is. */
import { CLIENT_MUTANTS } from './client-mutants.ts';
import { isLiving } from './mutant.ts';
import type { LivingMutant, Mutant } from './mutant.ts';
import { SENDING_MUTANTS } from './sending-mutants.ts';
import { SERVER_MUTANTS } from './server-mutants.ts';

export const MUTANTS: readonly Mutant[] = [...CLIENT_MUTANTS, ...SENDING_MUTANTS, ...SERVER_MUTANTS];

export function livingMutant(name: string): LivingMutant {
  const mutant = MUTANTS.filter(isLiving).find((one) => one.name === name);
  if (mutant === undefined) {
    const names = MUTANTS.filter(isLiving).map((one) => one.name);
    throw new Error(`Expected the name of a mutant (${names.join(', ')}); came ${name}`);
  }
  return mutant;
}
