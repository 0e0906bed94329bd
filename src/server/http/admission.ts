/**
 * Who may bring a body in: decided before a byte of it is read, so that memory has a bound however many
 * come at once. Small documents (withdrawals are small) have a share that large uploads never take.
 */
import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import { bodyLimitOf } from './body.ts';
import { operationKeyOf, problemResponse } from './problems.ts';

interface Share {
  /** Bytes of bodies under way. */
  bytes: number;
  /** Requests under way. */
  count: number;
}

/** A withdrawal takes about 500 bytes, a long form some 20 kB. */
const LARGEST_SMALL = 64 * 1024;
/** 256 wait for the database about a second; who comes later is answered sooner by trying again. */
const SMALL: Share = { bytes: 256 * LARGEST_SMALL, count: 256 };
/**
 * Five of the largest submissions at once, or many of usual size. While one is read and checked it is
 * in memory up to four times: with this, a server with 512 MB stays within them.
 */
const LARGE: Share = { bytes: 64 * 1024 * 1024, count: 64 };

export function admission(): MiddlewareHandler {
  const small = shareOf(SMALL);
  const large = shareOf(LARGE);
  return async ({ req }, next) => {
    if (req.method === 'GET' || !req.raw.body) return next();
    const size = declaredSize(req.raw);
    const leave = (size <= LARGEST_SMALL ? small : large).enter(size);
    if (leave === undefined) {
      const error = new ProblemError('unavailable', 'Expected fewer requests at the same time.');
      return problemResponse(error, operationKeyOf(req.raw));
    }
    try {
      await next();
    } finally {
      leave();
    }
  };
}

/** What a body may weigh: what it says of itself, which HTTP holds it to, or all that it may be. */
function declaredSize(request: Request): number {
  const limit = bodyLimitOf(request);
  const declared = request.headers.get('content-length');
  return declared === null ? limit : Math.min(Number(declared), limit);
}

function shareOf({ bytes, count }: Share): { enter: (size: number) => (() => void) | undefined } {
  const taken: Share = { bytes: 0, count: 0 };
  const add = (size: number, one: 1 | -1): void => {
    taken.bytes += one * size;
    taken.count += one;
  };
  return {
    /** The way out again; undefined when there is no room. */
    enter(size) {
      if (taken.count >= count || taken.bytes + size > bytes) return undefined;
      add(size, 1);
      return () => {
        add(size, -1);
      };
    },
  };
}
