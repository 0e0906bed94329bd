/** Reads request bodies with a limit. */
import type { GenericSchema } from 'valibot';
import { parse } from '../../protocol/parse.schema.ts';
import { LARGEST_FILE, MOST_LETTERS } from '../../protocol/terms.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';

/** A form with every field full stays below this, bytes: three for each of its characters, and the rest. */
export const BODY_LIMIT = 3 * MOST_LETTERS + 512 * 1024;

/** Boundaries and part headers. */
const PART_OVERHEAD = 16 * 1024;

/** With files: all of one submission together, and its JSON, bytes. */
export const MULTIPART_LIMIT = BODY_LIMIT + LARGEST_FILE + PART_OVERHEAD;

/** The most a body of its type may have, bytes. */
export function bodyLimitOf(request: Request): number {
  return mediaTypeOf(request) === 'multipart/form-data' ? MULTIPART_LIMIT : BODY_LIMIT;
}

/** What visitors send is flat; what is deeper is an attack on whoever walks through it. */
const DEEPEST = 12;

/** The JSON in a request; too much, another type or broken JSON is a problem. */
export async function jsonOf(request: Request, deepest = DEEPEST): Promise<unknown> {
  const type = mediaTypeOf(request);
  if (type !== 'application/json') {
    throw new ProblemError('unsupported-media-type', `Expected application/json, got ${type ?? 'nothing'}.`);
  }
  return documentIn(await new Blob([await bytesOf(request, BODY_LIMIT)]).text(), deepest);
}

export function mediaTypeOf({ headers }: Request): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

/** The JSON document in a text that no database or canonical form chokes on. */
export function documentIn(text: string, deepest = DEEPEST): unknown {
  if (text.length > BODY_LIMIT) throw tooLarge(BODY_LIMIT);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new ProblemError('malformed-json', 'Expected a JSON document.');
  }
  const finding = unsound(document, '', deepest);
  if (finding !== undefined) throw new ProblemError('validation', '', [finding]);
  return document;
}

/** Text that no database or canonical form can hold, or nesting without end; the first one found. */
function unsound(value: unknown, pointer: string, levels: number): Finding | undefined {
  if (levels < 0) return { pointer, code: 'too-deep', expected: 'fewer levels' };
  if (typeof value === 'string') {
    const isSound = value.isWellFormed() && !value.includes('\u0000');
    return isSound ? undefined : { pointer, code: 'broken-text', expected: 'Unicode text without NUL' };
  }
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    // Objects have these of their own; what stands under them would be lost on the way.
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
      return { pointer: `${pointer}/${key}`, code: 'reserved-key', expected: 'another key' };
    }
    const finding = unsound(key, pointer, levels) ?? unsound(inner, `${pointer}/${key}`, levels - 1);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** Counts while reading: `Content-Length` may lie or be absent. */
export async function bytesOf(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  // What is too large by its own account is not read at all.
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge(limit);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw tooLarge(limit);
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

function tooLarge(limit: number): ProblemError {
  return new ProblemError('payload-too-large', `Expected at most ${String(limit)} bytes.`);
}

/** The body checked against a schema. */
export async function bodyOf<T>(request: Request, schema: GenericSchema<unknown, T>): Promise<T> {
  const { value, findings } = parse(schema, await jsonOf(request));
  if (findings !== undefined) throw new ProblemError('validation', '', findings);
  return value;
}

/** A body can be read once, and the work of a transaction may be done again. */
export function once<T>(read: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => (pending ??= read());
}
