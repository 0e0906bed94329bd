/**
 * A mutant: the product with one mistake in it that outboxes and intakes are known to have. The tests
 * are good enough when each of them is found.
 */

/** `find` stands exactly once in the file, and is replaced. */
export interface Patch {
  /** From the root of the repository. */
  file: string;
  find: string;
  replace: string;
}

/** 'simulation': random schedules. Otherwise one test, by the file to run and the title. */
export type Killer = 'simulation' | TestKiller;

export interface TestKiller {
  file: string;
  title: string;
  /** Where the title stands, when the file to run takes its tests from a contract. */
  contract?: string;
}

export interface LivingMutant {
  name: string;
  /** What is lost, doubled, forged or held up. */
  breaks: string;
  patches: readonly Patch[];
  killedBy: Killer;
}

/** A mistake that this product has no place for. */
export interface ImpossibleMutant {
  name: string;
  impossible: string;
}

export type Mutant = LivingMutant | ImpossibleMutant;

export function isLiving(mutant: Mutant): mutant is LivingMutant {
  return 'patches' in mutant;
}

/** The source with those patches that belong to the file; throws for one that does not apply exactly once. */
export function mutated(source: string, file: string, { name, patches }: LivingMutant): string {
  return patches
    .filter((patch) => patch.file === file)
    .reduce((text, { find, replace }) => {
      const parts = text.split(find);
      if (parts.length !== 2) {
        throw new Error(
          `Mutant ${name}: expected its text exactly once in ${file}, found it ${parts.length - 1} times: ${find}`,
        );
      }
      return parts.join(replace);
    }, source);
}
