/** How often which fault is made. */
import type { Disturbance, Fault } from '../helpers/fault-proxy.ts';
import type { Random } from './random.ts';

const WEIGHTS: Readonly<Record<Fault | 'none', number>> = {
  none: 48,
  'reset-before-send': 6,
  'reset-after-commit': 9,
  'hang-before-headers': 3,
  'hang-mid-body': 3,
  'truncated-json': 5,
  duplicate: 8,
  delay: 7,
  'bad-gateway': 3,
  unavailable: 3,
  'portal-page': 2,
  'portal-redirect': 2,
  refused: 1,
  'preflight-reset': 6,
};

/** At most, ms: a second copy may well come after the next restart of the backend. */
const LONGEST: Partial<Record<Fault, number>> = { delay: 400, duplicate: 1500, refused: 300 };

export function weatherOf(random: Random): () => Disturbance | undefined {
  return () => {
    const fault = random.weighted(WEIGHTS);
    return fault === 'none' ? undefined : { fault, ms: random.between(20, LONGEST[fault] ?? 20) };
  };
}
