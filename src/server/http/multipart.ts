/**
 * Deliveries: one operation as JSON, or as `multipart/form-data` when files belong to it. The part
 * `delivery` is the JSON, every other part a file named like its question.
 */
import { ProblemError } from '../../protocol/problem.ts';
import { FILE_KINDS } from '../../protocol/terms.ts';
import type { FileKind } from '../../protocol/terms.ts';
import { hashOfBytes } from '../proof/hash.ts';
import { MULTIPART_LIMIT, bytesOf, documentIn, jsonOf, mediaTypeOf } from './body.ts';

export interface ArrivedFile {
  bytes: Uint8Array<ArrayBuffer>;
  hash: string;
  /** By its content; undefined when it is none of the kinds forms may ask for. */
  kind: FileKind | undefined;
}

/** Question → file. */
export type ArrivedFiles = ReadonlyMap<string, ArrivedFile>;

export async function deliveryOf(request: Request): Promise<{ body: unknown; files: ArrivedFiles }> {
  if (mediaTypeOf(request) !== 'multipart/form-data') {
    return { body: await jsonOf(request), files: new Map() };
  }
  const bytes = await bytesOf(request, MULTIPART_LIMIT);
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  if (partsIn(bytes, headers['content-type']) > MOST_PARTS) {
    throw new ProblemError('payload-too-large', `Expected at most ${String(MOST_PARTS)} parts.`);
  }
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated for bodies without a limit: this one was read within its own and its parts are counted, and parsers of Node's streams could not run in the page
  const form = await new Response(bytes, { headers }).formData().catch(() => {
    throw new ProblemError('malformed-body', 'Expected multipart/form-data.');
  });
  const files = new Map<string, ArrivedFile>();
  for (const [name, value] of form) {
    if (name !== 'delivery' && typeof value !== 'string') files.set(name, await arrived(value));
  }
  return { body: documentIn(await textIn(form)), files };
}

/** One delivery and its files; more would only keep this process busy. */
const MOST_PARTS = 24;

/** Counted before anything is made of them; a boundary that is not written plainly is not guessed at. */
function partsIn(bytes: Uint8Array, contentType: string): number {
  const plain = /^multipart\/form-data; *boundary=("?)([0-9A-Za-z'()+_,.\/:=?-]{1,70})\1$/i.exec(
    contentType.trim(),
  );
  const boundary = plain?.[2];
  if (boundary === undefined) {
    throw new ProblemError(
      'malformed-body',
      'Expected multipart/form-data with a boundary and nothing else.',
    );
  }
  return new TextDecoder('latin1').decode(bytes).split(`--${boundary}`).length - 2;
}

async function textIn(form: FormData): Promise<string> {
  const part = form.get('delivery');
  if (part === null) throw new ProblemError('malformed-body', 'Expected a part "delivery" with JSON.');
  return typeof part === 'string' ? part : part.text();
}

async function arrived(blob: Blob): Promise<ArrivedFile> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { bytes, hash: hashOfBytes(bytes), kind: await kindOf(bytes) };
}

/** Looks at the content; what a file is called proves nothing. */
async function kindOf(bytes: Uint8Array): Promise<FileKind | undefined> {
  // Loaded when the first file comes, so that pages that run this server need not be bundled for it.
  const { fileTypeFromBuffer } = await import('file-type/core');
  const found = await fileTypeFromBuffer(bytes);
  return FILE_KINDS.find((kind) => kind === found?.ext);
}
