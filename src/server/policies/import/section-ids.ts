/** Ids made of headings: the same heading gets the same id in every version, wherever it stands. */
import { createHash } from 'node:crypto';
import { withoutNumber } from '../../../protocol/diff/heading.ts';
import { identifier } from '../../../protocol/parts.schema.ts';
import * as v from 'valibot';
import type { ImportNotes, Place } from './notes.ts';

/** Letters that do not come apart into a plain one and an accent. */
const LETTERS: Partial<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};
const UMLAUTS: Partial<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

const LONGEST = 60;

/** Gives ids out, each once. */
export class SectionIds {
  readonly #taken: Set<string>;
  readonly #numbers = new Map<string, number>();
  readonly #language: string;
  readonly #notes: ImportNotes;

  /** `reserved`: ids that it does not give out. */
  constructor(language: string, notes: ImportNotes, reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
    this.#language = language;
    this.#notes = notes;
  }

  take(heading: string, parent: string | undefined, place: Place): string {
    const plain = idOf(heading, this.#language);
    const id = plain ?? `section-${createHash('sha256').update(heading).digest('hex').slice(0, 10)}`;
    if (plain === undefined) this.#notes.add('id-made-up', place, `${heading} → ${id}`);
    return this.#once(id, heading, parent, place);
  }

  /** A heading that is there twice is named after the section it stands in; in the same section, by number. */
  #once(id: string, heading: string, parent: string | undefined, place: Place): string {
    if (this.#isFree(id)) return this.#take(id);
    const within = parent === undefined ? id : cut(`${parent}-${id}`);
    const free = this.#isFree(within) ? within : this.#numbered(id);
    this.#notes.add('id-numbered', place, `${heading} → ${free}`);
    return this.#take(free);
  }

  #numbered(id: string): string {
    // x-2 would be an id that authors keep for themselves.
    const stem = id === 'x' ? 'section-x' : cut(id, 54);
    let number = this.#numbers.get(stem) ?? 2;
    while (!this.#isFree(`${stem}-${String(number)}`)) number += 1;
    this.#numbers.set(stem, number + 1);
    return `${stem}-${String(number)}`;
  }

  #isFree(id: string): boolean {
    return !this.#taken.has(id) && v.is(identifier, id);
  }

  #take(id: string): string {
    this.#taken.add(id);
    return id;
  }
}

/** Undefined when less than half of its letters can be written in an id. */
function idOf(heading: string, language: string): string | undefined {
  const text = withoutNumber(heading)
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .replace(/[äöü]/g, (letter) => (language.startsWith('de') ? UMLAUTS[letter] : undefined) ?? letter)
    .replace(/./gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const id = cut(text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''));
  if (id.replaceAll('-', '').length < Math.min(letters, LONGEST) / 2) return undefined;
  return [id, `section-${id}`].find((candidate) => v.is(identifier, candidate));
}

/** Whole words only, as far as there are any. */
function cut(id: string, most = LONGEST): string {
  if (id.length <= most) return id;
  const words = id.slice(0, most + 1).replace(/-[^-]*$/, '');
  return words.length > most ? id.slice(0, most) : words.replace(/-+$/, '');
}
