/** Reads request bodies with a limit. */
import type { GenericSchema } from 'valibot';
import { parse } from '../../protocol/parse.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';

/** A form with every field full stays far below this, bytes. */
export const BODY_LIMIT = 256 * 1024;

/** The JSON in a request; too much, another type or broken JSON is a problem. */
export async function jsonOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new ProblemError('unsupported-media-type', `Expected application/json, got ${type ?? 'nothing'}.`);
  }
  const text = await textOf(request);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new ProblemError('malformed-json', 'Expected a JSON document.');
  }
  const finding = unsound(document, '', 0);
  if (finding !== undefined) throw new ProblemError('validation', '', [finding]);
  return document;
}

/** Our documents are flat; what is deeper is an attack on whoever walks through it. */
const DEEPEST = 12;

/** Text that no database or canonical form can hold, or nesting without end; the first one found. */
function unsound(value: unknown, pointer: string, depth: number): Finding | undefined {
  if (depth > DEEPEST) return { pointer, code: 'too-deep', expected: `at most ${String(DEEPEST)} levels` };
  if (typeof value === 'string') {
    const isSound = value.isWellFormed() && !value.includes('\u0000');
    return isSound ? undefined : { pointer, code: 'broken-text', expected: 'Unicode text without NUL' };
  }
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const finding = unsound(key, pointer, depth) ?? unsound(inner, `${pointer}/${key}`, depth + 1);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** Counts while reading: `Content-Length` may lie or be absent. */
async function textOf(request: Request): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > BODY_LIMIT) {
      await reader?.cancel();
      throw new ProblemError('payload-too-large', `Expected at most ${String(BODY_LIMIT)} bytes.`);
    }
    chunks.push(part.value);
  }
  return new Blob(chunks).text();
}

/** The body checked against a schema. */
export async function bodyOf<T>(request: Request, schema: GenericSchema<unknown, T>): Promise<T> {
  const { value, findings } = parse(schema, await jsonOf(request));
  if (findings !== undefined) throw new ProblemError('validation', '', findings);
  return value;
}
