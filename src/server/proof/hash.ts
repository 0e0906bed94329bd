/** Hashes: of words, of documents, of secrets, of contacts. Runs on every engine that runs JavaScript. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';
import { base64url } from 'jose';

/** `sha256-` and the base64url digest of the UTF-8 bytes. */
export function hashOf(text: string): string {
  return hashOfBytes(utf8(text));
}

/** The same of any bytes. */
export function hashOfBytes(bytes: Uint8Array): string {
  return `sha256-${base64url.encode(sha256(bytes))}`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** JSON in the one form in which equal documents have equal bytes (RFC 8785). */
export function canonical(document: unknown): string {
  const text = canonicalize(document);
  if (text === undefined) throw new TypeError('Expected a JSON document, got nothing that JSON can say');
  return text;
}

/** A hash that only this installation can compute. */
export function keyedHash(key: string, text: string): string {
  return base64url.encode(hmac(sha256, utf8(key), utf8(text)));
}

/** Six digits out of a random token: 48 bits make each of the million equally likely, to one in a hundred million. */
export function sixDigitsOf(token: string): string {
  const number = sha256(utf8(token))
    .slice(0, 6)
    .reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, '0');
}

/** Compares without telling by its duration how much was right: hashes of both are compared whole. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [sha256(utf8(a)), sha256(utf8(b))];
  let difference = 0;
  left.forEach((byte, index) => {
    difference |= byte ^ (right[index] ?? 0);
  });
  return difference === 0;
}
