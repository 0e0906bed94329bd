/** A short fingerprint of a source text, so that a translation can say what it was made of. */

/** FNV-1a over UTF-16 code units, eight hexadecimal digits. It finds changes; it proves nothing. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
