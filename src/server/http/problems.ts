/** Turns errors into problem documents (RFC 9457, H-01). No personal data is echoed. */
import { PROBLEM_STATUS, ProblemError, problemType } from '../../protocol/problem.ts';
import type { ProblemCode, ProblemDocument } from '../../protocol/problem.ts';
import { isUnavailable } from '../store/faults.ts';

/** Short summaries for developers; visitors get words of the element that asked. */
const TITLES: Record<ProblemCode, string> = {
  'idempotency-key-missing': 'The Idempotency-Key header must repeat the id of the operation',
  'malformed-json': 'The body is not JSON',
  'malformed-body': 'The body is not what its content type says',
  unauthenticated: 'This needs a session or a capability',
  forbidden: 'This is not allowed here',
  'challenge-failed': 'The challenge was not solved; solve a new one and send again',
  'passkey-needed': 'This needs a session in which a passkey was shown',
  'last-privacy-admin': 'A site needs somebody who answers for privacy',
  'transition-not-allowed': 'A request does not go from here to there',
  'not-found': 'There is no such thing',
  'link-expired': 'The link is unknown, used or expired',
  'precondition-failed': 'Somebody changed it since you saw it',
  'precondition-required': 'The revision that you saw is missing',
  'payload-too-large': 'The body is too large',
  'unsupported-media-type': 'The body must be JSON, or multipart with a part of JSON',
  validation: 'The operation does not fit what the site publishes',
  'idempotency-key-reused': 'This id was used for other content',
  'rate-limited': 'Too many requests',
  internal: 'The server failed; nothing was stored',
  unavailable: 'The server cannot take this now; try again later',
};

/** Who sends more mistakes than this does not read them. */
const MOST_FINDINGS = 50;

export function problemDocument(error: ProblemError, operation?: string): ProblemDocument {
  return {
    type: problemType(error.code),
    title: TITLES[error.code],
    status: PROBLEM_STATUS[error.code],
    ...(error.message === error.code ? {} : { detail: error.message }),
    ...(operation === undefined ? {} : { operation }),
    ...(error.findings.length === 0 ? {} : { errors: error.findings.slice(0, MOST_FINDINGS) }),
  };
}

export function problemResponse(error: ProblemError, operation?: string): Response {
  const document = problemDocument(error, operation);
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(document.status === 503 || document.status === 429 ? { 'retry-after': '30' } : {}),
    },
  });
}

/** The id of the operation a request is about: an answer that names it may park the operation. */
export function operationKeyOf({ headers }: Request): string | undefined {
  return /^"([^"]+)"$/.exec(headers.get('idempotency-key') ?? '')?.[1];
}

/** What an unforeseen error becomes. The cause goes to the log, without the message's data. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = isUnavailable(error) ? 'unavailable' : 'internal';
  const detail =
    error instanceof Error
      ? { name: error.name, errorCode: codeOf(error), at: framesOf(error) }
      : { name: typeof error };
  console.error(JSON.stringify({ event: 'request-failed', code, ...detail }));
  return new ProblemError(code);
}

/** SQLite has one code for all its errors, and its own result beside it. */
function codeOf(error: Error): string | undefined {
  const result = 'errcode' in error ? ` ${String(error.errcode)}` : '';
  return 'code' in error ? `${String(error.code)}${result}` : undefined;
}

/** Where it happened. The lines before the frames repeat the message, which may quote a visitor. */
function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}
