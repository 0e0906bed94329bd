/** Limits on figures: what a ratio may be at most, and why; kept in limits.json. */
import type { Figure } from './measure.ts';

export interface Limit {
  /** The ratio ours : peer. */
  most: number;
  why: string;
}

export type Verdict = 'ok' | 'over, within the spread' | 'BROKEN';

/**
 * A limit is broken when the whole interval of the ratio lies above it: one busy moment of a shared
 * machine does not break it, a real loss does.
 */
export function verdictOn({ ratio }: Pick<Figure, 'ratio'>, { most }: Limit): Verdict {
  if (ratio.low > most) return 'BROKEN';
  return ratio.median > most ? 'over, within the spread' : 'ok';
}

/** A figure without a limit, or a limit without a figure, is a mistake in the bench. */
export function expectLimits(
  figures: readonly Pick<Figure, 'id'>[],
  limits: Record<string, Limit>,
  part: string,
): void {
  const measured = figures.map(({ id }) => id);
  const limited = Object.keys(limits).filter((id) => id.startsWith(`${part}.`));
  const left = limited.filter((id) => !measured.includes(id));
  if (left.length > 0) throw new Error(`Expected a figure for each limit, got none for ${left.join(', ')}`);
  const unlimited = measured.filter((id) => !limited.includes(id));
  if (unlimited.length > 0)
    throw new Error(`Expected limits in limits.json, got none for ${unlimited.join(', ')}`);
}
