/** The name of a request for people: read out, written on paper, typed from a letter. */
import { hashOf } from '../proof/hash.ts';

/** Without those that are taken for each other. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 10;

/** Such as `R-7KQ4M-2XWPD`: fifty bits of the hash of the id. */
export function referenceOf(request: string): string {
  const hash = hashOf(`reference|${request}`).slice('sha256-'.length);
  const letters = Array.from(hash.slice(0, LENGTH))
    .map((letter) => LETTERS[BASE64URL.indexOf(letter) % LETTERS.length])
    .join('');
  return `R-${letters.slice(0, 5)}-${letters.slice(5)}`;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
