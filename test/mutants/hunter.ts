/** Plays schedules with new seeds until one breaks a promise, and tells its parent how many that took. */
import { randomInt } from 'node:crypto';
import { ModelBackend } from '../simulation/backend.ts';
import { subscriptionForm } from '../simulation/forms.ts';
import { simulate } from '../simulation/simulate.ts';

export interface Catch {
  schedules: number;
  seed: number;
  /** Undefined when nothing was broken. */
  violation?: string;
}

/** Arguments: schedules at most, and the first seed where it is to be a certain one. */
const most = Number(process.argv[2]);
const first = Number(process.argv[3] ?? randomInt(2 ** 31));
let seed = first;

function tell(violation?: string): void {
  const caught: Catch = {
    schedules: seed - first + 1,
    seed,
    ...(violation === undefined ? {} : { violation }),
  };
  process.send?.(caught, () => process.exit());
}

// What nobody caught would end the page's script, and has ended this one's.
process.on('uncaughtException', (cause) => tell(`I0 no error: ${cause.message}`));

const form = await subscriptionForm();
let violation: string | undefined;
for (; violation === undefined && seed < first + most; seed += 1) {
  const { violations } = await simulate(seed, { backend: new ModelBackend(), form });
  const [broken] = violations;
  if (broken !== undefined) violation = `${broken.invariant}: ${broken.about.split('\n')[0] ?? ''}`;
}
seed -= 1;
tell(violation);
