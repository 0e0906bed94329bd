/** Characters of a text: what nobody sees is taken out, what looks damaged is flagged, addresses are compared. */
import type { ImportNotes, Place } from './notes.ts';

/** Control characters that stand for white space stay as a space; the others carry nothing. */
const SPACING = /[\u000b\u000c\u0085\u2028\u2029]/g;
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]|\p{Cs}/gu;
/** Embeddings, overrides and isolates reorder what is read; the marks that languages need stay. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g;
const INVISIBLE = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const NO_BREAK = /[\u00a0\u2007\u202f]/g;

/** UTF-8 read as Windows-1252: a quote, a dash, a letter with an accent, a no-break space. */
const DAMAGED = /(?:â€[\u0080-\u00ff™œ\u009džš˜¢¦“”]?|Ã[\u0080-\u00bf€-™]|Â[\u00a0-\u00bf](?!\p{L}))/gu;
/** A question mark where a quote or a dash was: inside a word, or with spaces before more of the sentence. */
const QUESTION = /\p{L}\?\p{L}|[\p{Ll},] \? ?\p{Ll}/gu;

const REMOVED = [
  ['control-character', CONTROL, ''],
  ['control-character', SPACING, ' '],
  ['bidi-control', BIDI, ''],
  ['invisible-character', INVISIBLE, ''],
  ['no-break-space', NO_BREAK, ' '],
] as const;

export function cleanText(text: string, place: Place, notes: ImportNotes): string {
  flagDamage(text, place, notes);
  return REMOVED.reduce((cleaned, [code, characters, instead]) => {
    for (const { index, 0: found } of cleaned.matchAll(characters)) {
      notes.add(code, lineWithin(text, index, place), named(found));
    }
    return cleaned.replace(characters, instead);
  }, text);
}

function flagDamage(text: string, place: Place, notes: ImportNotes): void {
  const around = (index: number): string => text.slice(Math.max(0, index - 15), index + 20);
  for (const { index } of text.matchAll(DAMAGED))
    notes.add('damaged-encoding', lineWithin(text, index, place), around(index));
  for (const { index } of text.matchAll(/\ufffd/g))
    notes.add('replacement-character', lineWithin(text, index, place), around(index));
  // Query strings are no sentences; the same length keeps the places.
  const prose = text.replace(/\S+/g, (word) => (isAddress(word) ? ' '.repeat(word.length) : word));
  for (const { index } of prose.matchAll(QUESTION))
    notes.add('question-mark-inside', lineWithin(text, index, place), around(index));
  for (const { index } of text.matchAll(/\[email\s+protected\]/gi))
    notes.add('address-hidden', lineWithin(text, index, place), around(index));
}

function isAddress(word: string): boolean {
  return word.includes('?') && /^\W*(https?:|www\.)|\//.test(word);
}

function lineWithin(text: string, index: number, place: Place): Place {
  if (place.line === undefined) return place;
  return { ...place, line: place.line + text.slice(0, index).split('\n').length - 1 };
}

function named(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
