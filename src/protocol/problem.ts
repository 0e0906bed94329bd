/**
 * Problem documents (RFC 9457). A problem is a code with details; words for visitors are made at
 * the edge. Clients branch on `type`, never on the status alone (422 has several meanings).
 */

/** Every problem the protocol knows, with its HTTP status. */
export const PROBLEM_STATUS = {
  'idempotency-key-missing': 400,
  'malformed-json': 400,
  'malformed-body': 400,
  unauthenticated: 401,
  forbidden: 403,
  'challenge-failed': 403,
  'passkey-needed': 403,
  'last-privacy-admin': 409,
  'transition-not-allowed': 409,
  'not-found': 404,
  'link-expired': 410,
  'precondition-failed': 412,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  validation: 422,
  'idempotency-key-reused': 422,
  'precondition-required': 428,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** One thing that is wrong in a document: where, what was expected, what came. */
export interface Finding {
  /** JSON pointer into the document that was sent (RFC 6901). */
  pointer: string;
  code: string;
  expected?: string | undefined;
  found?: string | undefined;
  /** The nearest thing that would have been right. */
  suggestion?: string | undefined;
  /** 'warning': worth knowing, nothing is refused for it. 'question': a person has to answer it. Absent: refused. */
  severity?: 'warning' | 'question' | undefined;
  /** Line in the file the author wrote, from 1. */
  line?: number | undefined;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The operation this answer is about; only such an answer may park it. */
  operation?: string;
  errors?: Finding[];
}

/** The `type` member of a problem: a path that is the same on every installation. */
export function problemType(code: ProblemCode): string {
  return `/problems/${code}`;
}

/** The code of a problem document, or undefined when it is none of ours. */
export function problemCode(document: { type?: unknown }): ProblemCode | undefined {
  if (typeof document.type !== 'string') return undefined;
  const code = document.type.replace(/^.*\/problems\//, '');
  return code in PROBLEM_STATUS ? (code as ProblemCode) : undefined;
}

/** An error that becomes a problem document at the edge. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly findings: Finding[];

  constructor(code: ProblemCode, detail = '', findings: Finding[] = []) {
    super(detail === '' ? code : detail);
    this.name = 'ProblemError';
    this.code = code;
    this.findings = findings;
  }
}

/** A key as a segment of a JSON pointer (RFC 6901). */
export function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A number or text as it is shown in `found`; cut, because visitors' input is not echoed at length. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
