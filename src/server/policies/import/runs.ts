/** Runs of words as they are read from a page: white space is one space, a break is one line break. */
import { VISIBLE } from '../../../protocol/visible.ts';
import type { Run } from '../../../protocol/policy-text.schema.ts';

/** What stresses or links the words inside an element. */
export type Marks = Omit<Run, 'text'>;

/** Words of a file: any white space between them is a space. */
export function words(text: string, marks: Marks): Run {
  return { ...marks, text: text.replace(/\s+/g, ' ') };
}

export const BREAK: Run = { text: '\n' };

/** Without spaces at the ends and beside line breaks, neighbours of one kind joined. */
export function tidy(runs: readonly Run[]): Run[] {
  const tidied: Run[] = [];
  for (const run of runs) {
    const before = tidied.at(-1);
    const open = before === undefined || /\s$/.test(before.text);
    let text = run.text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n');
    if (open) text = text.replace(/^ +/, '');
    if (before === undefined) text = text.replace(/^\n+/, '');
    if (before !== undefined && text.startsWith('\n')) before.text = before.text.replace(/ +$/, '');
    if (text === '') continue;
    // A space between two words is not stressed, and nothing to click.
    const marks: Marks = text.trim() === '' ? {} : marksOf(run);
    if (before !== undefined && sameMarks(marks, before)) before.text += text;
    else tidied.push({ text, ...marks });
  }
  return endTrimmed(tidied);
}

/** Blank lines separate paragraphs. */
export function paragraphsIn(runs: readonly Run[]): Run[][] {
  const paragraphs: Run[][] = [[]];
  for (const run of tidy(runs)) {
    const [first = '', ...others] = run.text.split(/\n{2,}/);
    paragraphs.at(-1)?.push({ ...run, text: first });
    for (const text of others) paragraphs.push([{ ...run, text }]);
  }
  return paragraphs.map(tidy).filter((paragraph) => paragraph.length > 0);
}

/** Several texts under each other. */
export function lines(texts: readonly Run[][]): Run[] {
  return tidy(texts.filter(isVisible).flatMap((text, index) => (index === 0 ? text : [BREAK, ...text])));
}

export function plain(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

/** Whether there is something to see: a letter, a digit or a sign. */
export function isVisible(runs: readonly Run[]): boolean {
  return VISIBLE.test(plain(runs));
}

export function strong(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({ ...run, strong: true }));
}

function marksOf({ href, strong, emphasis }: Run): Marks {
  return {
    ...(href === undefined ? {} : { href }),
    ...(strong === true ? { strong } : {}),
    ...(emphasis === true ? { emphasis } : {}),
  };
}

function sameMarks(one: Marks, other: Marks): boolean {
  return one.href === other.href && one.strong === other.strong && one.emphasis === other.emphasis;
}

function endTrimmed(runs: Run[]): Run[] {
  for (let last = runs.at(-1); last !== undefined; last = runs.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    runs.pop();
  }
  return runs;
}
