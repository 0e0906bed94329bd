/** Words as they are compared: text cut into tokens, each known by a number. */
import type { PolicySection, Run } from '../policy-text.schema.ts';
import { unitsOf } from './units.ts';
import type { Shape, Unit } from './units.ts';

/** A word, a mark, a line break, or the start of a unit. */
export interface Token {
  /** Equal tokens of two texts have equal numbers: the same letters. */
  id: number;
  /** Set where a unit starts. */
  shape?: Shape;
  /** With the space before it, where one is kept. */
  text: string;
  /** A space stands before it, or it starts a unit or a line. */
  isSpaced: boolean;
  /** The run it comes from; its stress and its link are the token's. */
  run?: Run;
}

/**
 * An address or a number is one word; scripts that write without spaces are compared letter by letter;
 * every other mark stands alone.
 */
export const WORD =
  /\n|(?:https?:\/\/|mailto:)[^\s]+[\p{L}\p{N}/]|[\p{L}\p{N}._+-]+@[\p{L}\p{N}.-]+\p{L}|\p{N}+(?:[.,:/-]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[^\s]/gu;

/** Gives equal texts equal numbers; one for both sides of a comparison. */
export function newNumbering(): (key: string) => number {
  const known = new Map<string, number>();
  return (key) => {
    const number = known.get(key) ?? known.size;
    if (number === known.size) known.set(key, number);
    return number;
  };
}

/** Reads a section's own text, once however often it is asked for; one for both sides of a comparison. */
export function newReading(): (section: PolicySection) => readonly Token[] {
  const [known, numberOf] = [new Map<PolicySection, readonly Token[]>(), newNumbering()];
  return (section) => {
    const tokens = known.get(section) ?? tokensOf(unitsOf(section), numberOf);
    known.set(section, tokens);
    return tokens;
  };
}

/** Every unit's tokens, each unit with a token for its start. */
export function tokensOf(units: readonly Unit[], numberOf: (key: string) => number): Token[] {
  const tokens: Token[] = [];
  for (const { shape, runs } of units) {
    tokens.push({ id: numberOf(`\0${shape}`), shape, text: '', isSpaced: true });
    pushWords(tokens, runs, numberOf);
  }
  return tokens;
}

/** The words of runs. Where a unit or a line starts, a space says nothing: it is counted as one and not kept. */
function pushWords(tokens: Token[], runs: readonly Run[], numberOf: (key: string) => number): void {
  let isStart = true;
  let isSpaced = true;
  for (const run of runs) {
    const { text } = run;
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      const [word] = match;
      if (word === '\n') {
        tokens.push({ id: numberOf('\n'), text: word, isSpaced: true, run });
        isStart = true;
      } else {
        const hasSpace = isSpaced || match.index > end;
        const text = hasSpace && !isStart ? ` ${word}` : word;
        tokens.push({ id: numberOf(word), text, isSpaced: hasSpace || isStart, run });
        isStart = false;
      }
      isSpaced = false;
      end = match.index + word.length;
    }
    isSpaced ||= end < text.length;
  }
}

const LETTERS = /[\p{L}\p{N}]/u;

/** What people count: not the marks between. */
export function isWord({ text }: Pick<Token, 'text'>): boolean {
  return LETTERS.test(text);
}
