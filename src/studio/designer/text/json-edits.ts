/**
 * Many commands on a JSON text, each on what the one before it left. Values that are replaced in a row are looked up
 * in one reading of the text: new words put a translation out of date in every language, and reading is what takes time.
 */
import { findNodeAtLocation } from 'jsonc-parser';
import { applied, changing, documentOf, editIn } from './json-edit.ts';
import type { Command, Document, Edit, Path } from './json-edit.ts';
import { styleOf } from './json-style.ts';

export function editsFor(text: string, commands: readonly Command[]): { text: string; edits: Edit[] } {
  const edits: Edit[] = [];
  let current = text;
  let reading: Reading | undefined;
  for (const command of commands) {
    if (reading === undefined || !holds(reading, command))
      reading = { document: documentOf(current), replaced: [] };
    // What was written before may have changed how the document is written.
    const { offset, ...rest } = editIn({ ...reading.document, style: styleOf(current) }, command);
    const moved = reading.replaced.reduce((sum, { from, by }) => sum + (from < offset ? by : 0), 0);
    const edit = changing({ ...rest, offset: offset + moved });
    if (edit !== undefined) {
      edits.push(edit);
      current = applied(current, edit);
    }
    reading = after(reading, command, { offset, ...rest });
  }
  return { text: current, edits };
}

/** A text as it was read, and the values that have been replaced in it since. */
interface Reading {
  document: Document;
  replaced: { path: Path; from: number; to: number; by: number }[];
}

/** A value that is there, not within one that was replaced, nor on its line: it is written as its line is. */
function holds({ document, replaced }: Reading, command: Command): boolean {
  if (command.do !== 'set') return false;
  const node = findNodeAtLocation(document.root, [...command.path]);
  return (
    node !== undefined &&
    replaced.every(
      ({ path, from, to }) =>
        !isWithin(path, command.path) &&
        !isWithin(command.path, path) &&
        hasLineEnd(document.text, from < node.offset ? [to, node.offset] : [node.offset + node.length, from]),
    )
  );
}

/** Undefined once anything was put in, taken away or moved: what follows stands elsewhere. */
function after(reading: Reading, command: Command, { offset, removed, inserted }: Edit): Reading | undefined {
  const isKnown =
    command.do === 'set' && findNodeAtLocation(reading.document.root, [...command.path]) !== undefined;
  if (!isKnown) return undefined;
  const change = {
    path: command.path,
    from: offset,
    to: offset + removed.length,
    by: inserted.length - removed.length,
  };
  return { document: reading.document, replaced: [...reading.replaced, change] };
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => path[index] === key);
}

function hasLineEnd(text: string, [from, to]: [number, number]): boolean {
  return /[\r\n]/.test(text.slice(from, to));
}
