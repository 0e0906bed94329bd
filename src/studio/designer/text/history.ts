/** What was done to a text, and how to take it back: edits, not copies, so that a long history stays small. */
import { applied, reversed } from './json-edit.ts';
import { editsFor } from './json-edits.ts';
import type { Command, Edit } from './json-edit.ts';

export interface Step {
  edits: readonly Edit[];
  /** Steps in a row with the same one are one step, for example the letters typed into one field. */
  key?: string | undefined;
}

export interface History {
  text: string;
  done: readonly Step[];
  undone: readonly Step[];
}

/** More than anybody takes back. */
const MOST_STEPS = 500;

export function historyOf(text: string): History {
  return { text, done: [], undone: [] };
}

/** All commands are one step. Unchanged where they change nothing. */
export function perform(history: History, commands: readonly Command[], key?: string): History {
  const { text, edits } = editsFor(history.text, commands);
  return edits.length === 0 ? history : remembered(history, text, { edits, key });
}

/** Somebody edited the text itself. */
export function rewrite(history: History, text: string, key?: string): History {
  if (text === history.text) return history;
  return remembered(history, text, { edits: [difference(history.text, text)], key });
}

/** The next step is one of its own, whatever its key. */
export function settle(history: History): History {
  const last = history.done.at(-1);
  if (last?.key === undefined) return history;
  return { ...history, done: [...history.done.slice(0, -1), { edits: last.edits }] };
}

export function undo({ text, done, undone }: History): History {
  const step = done.at(-1);
  if (step === undefined) return { text, done, undone };
  return {
    text: step.edits.toReversed().map(reversed).reduce(applied, text),
    done: done.slice(0, -1),
    undone: [...undone, step],
  };
}

export function redo({ text, done, undone }: History): History {
  const step = undone.at(-1);
  if (step === undefined) return { text, done, undone };
  return {
    text: step.edits.reduce(applied, text),
    done: [...done, { edits: step.edits }],
    undone: undone.slice(0, -1),
  };
}

function remembered({ done }: History, text: string, step: Step): History {
  const last = done.at(-1);
  const isSame = step.key !== undefined && last?.key === step.key;
  const steps = isSame
    ? [...done.slice(0, -1), { ...step, edits: [...last.edits, ...step.edits] }]
    : [...done, step];
  return { text, done: steps.slice(-MOST_STEPS), undone: [] };
}

/** The one edit that leads from a text to another. */
function difference(before: string, after: string): Edit {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {
    offset: start,
    removed: before.slice(start, before.length - end),
    inserted: after.slice(start, after.length - end),
  };
}
