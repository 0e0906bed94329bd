/** The body of one delivery: JSON, or multipart with the files that belong to the operation. */
import type { Sending } from './transport.ts';

/** Question → the bytes of its file. */
export type Files = ReadonlyMap<string, ArrayBuffer>;

/** A browser writes the content type of a multipart body itself, with its boundary. */
export function deliveryBody({ operation, age, challenge, files }: Sending): {
  body: BodyInit;
  headers: Record<string, string>;
} {
  const delivery = JSON.stringify({ operation, age, ...(challenge === undefined ? {} : { challenge }) });
  const headers = { 'idempotency-key': `"${operation.id}"` };
  if (files === undefined || files.size === 0) {
    return { body: delivery, headers: { ...headers, 'content-type': 'application/json' } };
  }
  const body = new FormData();
  body.set('delivery', delivery);
  for (const [item, bytes] of files) body.set(item, new Blob([bytes]), item);
  return { body, headers };
}

/** Bytes a millisecond that a poor connection still carries. */
const SLOWEST = 24;

/** How long one attempt may take, ms. */
export function timeoutFor(files: Files | undefined, least: number): number {
  const bytes = [...(files?.values() ?? [])].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return least + Math.ceil(bytes / SLOWEST);
}
