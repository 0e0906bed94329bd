/**
 * The last phase of a server: it says that it is no longer ready, turns new requests away, tells kept-alive
 * connections to close, and waits for what is under way.
 */
import { ProblemError } from '../../protocol/problem.ts';
import { operationKeyOf, problemResponse } from './problems.ts';

type Answer = (request: Request) => Response | Promise<Response>;

export interface Draining {
  fetch: Answer;
  /** From now on nothing new; resolves when the last answer has been made. */
  drain: () => Promise<void>;
}

export function withDraining(answer: Answer): Draining {
  let isDraining = false;
  let underWay = 0;
  let whenDone: (() => void) | undefined;

  return {
    async fetch(request) {
      if (isDraining) return refusal(request);
      underWay += 1;
      try {
        const response = await answer(request);
        return closing(response, isDraining);
      } finally {
        underWay -= 1;
        if (underWay === 0) whenDone?.();
      }
    },
    drain() {
      isDraining = true;
      return underWay === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenDone = resolve;
          });
    },
  };
}

function refusal(request: Request): Response {
  const error = new ProblemError('unavailable', 'Expected a server that is not about to stop.');
  return closing(problemResponse(error, operationKeyOf(request)), true);
}

function closing(response: Response, isLast: boolean): Response {
  if (isLast) response.headers.set('connection', 'close');
  return response;
}
