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
export function limitsFor(figures: readonly Figure[], limits: Record<string, Limit>, part: string): Limit[] {
  const measured = figures.map(({ id }) => id);
  const left = Object.keys(limits).filter((id) => id.startsWith(`${part}.`) && !measured.includes(id));
  if (left.length > 0) throw new Error(`Expected a figure for each limit, got none for ${left.join(', ')}`);
  return figures.map(({ id }) => {
    const limit = limits[id];
    if (limit === undefined) throw new Error(`Expected a limit for ${id} in limits.json, got none`);
    return limit;
  });
}
