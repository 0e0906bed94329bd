/** JSON as different people write it, and commands on it. */
import fc from 'fast-check';
import type { Command, Json, Path } from '../../src/studio/designer/text/json-edit.ts';

interface Hand {
  indent: string | number;
  eol: string;
  before: string;
  after: string;
  /** Objects that hold no others stand on one line. */
  isFolded: boolean;
}

export const arbitraryHand: fc.Arbitrary<Hand> = fc.record({
  indent: fc.constantFrom('', 2, 4, '\t', 3),
  eol: fc.constantFrom('\n', '\r\n'),
  before: fc.constantFrom('', '\uFEFF', '\n', '  '),
  after: fc.constantFrom('', '\n', '\r\n', '  \n'),
  isFolded: fc.boolean(),
});

export function written(value: unknown, { indent, eol, before, after, isFolded }: Hand): string {
  const broken = JSON.stringify(value, null, indent);
  const folded = isFolded
    ? broken.replaceAll(
        /\{\s+((?:"(?:[^"\\]|\\.)*"|[^{}"])*?)\s+\}/g,
        (_all, inside: string) => `{ ${inside.replaceAll(/\s*\n\s*/g, ' ')} }`,
      )
    : broken;
  return before + folded.replaceAll('\n', eol) + after;
}

const arbitraryJson = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

/** A command on something that is there. */
export function commandOn(document: Json, draw: fc.GeneratorValue): Command {
  const paths = allPaths(document);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[draw(fc.nat, { max: values.length - 1 })];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  const path = pick(paths);
  const value = at(document, path);
  const key = freeKey(document, draw(fc.nat, { max: 1_000_000 }));
  if (Array.isArray(value)) {
    const length = value.length;
    const index = draw(fc.nat, { max: length });
    const isInsert = length === 0 || draw(fc.boolean);
    if (isInsert) return { do: 'insert', path: [...path, index], value: draw(() => arbitraryJson) };
    const to = draw(fc.nat, { max: length - 1 });
    return { do: 'move', path, from: Math.min(index, length - 1), to };
  }
  if (value !== null && typeof value === 'object' && draw(fc.boolean)) {
    const after = draw(fc.boolean) ? Object.keys(value).slice(0, 2) : undefined;
    const deeper = draw(fc.boolean) ? ['by', 'whom'] : [];
    const at = [...path, key, ...deeper];
    return { do: 'set', path: at, value: draw(() => arbitraryJson), ...(after ? { after } : {}) };
  }
  if (path.length === 0) return { do: 'set', path: ['title'], value: key };
  const choice = draw(fc.nat, { max: 2 });
  if (choice === 0) return { do: 'remove', path };
  if (choice === 1 && typeof path.at(-1) === 'string') return { do: 'rename', path, key };
  return { do: 'set', path, value: draw(() => arbitraryJson) };
}

/** One that no object in the document has: two of one name would be one to every reader. */
function freeKey(document: Json, first: number): string {
  const taken = new Set(allPaths(document).flat());
  const key = (number: number): string => `key-${String(number)}`;
  let number = first;
  while (taken.has(key(number))) number += 1;
  return key(number);
}

export function at(document: Json, path: Path): Json {
  return path.reduce<Json>(
    (value, key) => (value as Record<string | number, Json> | null)?.[key] ?? null,
    document,
  );
}

function allPaths(value: Json, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((element: Json, index) => allPaths(element, [...path, index]))
    : Object.entries(value as Record<string, Json>).flatMap(([key, member]) =>
        allPaths(member, [...path, key]),
      );
  return [path, ...inner];
}

function isList(value: Json): value is Json[] {
  return Array.isArray(value);
}

/** What the command means, by the plainest means. */
export function performed(document: Json, command: Command): Json {
  const { path } = command;
  const [head, ...rest] = path;
  const isHere = command.do === 'move' ? head === undefined : rest.length === 0;
  if (!isHere && head !== undefined) {
    const inner = performed(at(document, [head]), { ...command, path: rest });
    return isList(document)
      ? document.with(Number(head), inner)
      : { ...(document as Record<string, Json> | null), [head]: inner };
  }
  if (isList(document)) {
    if (command.do === 'insert') return document.toSpliced(Number(head), 0, command.value);
    if (command.do === 'set') return document.with(Number(head), command.value);
    if (command.do === 'remove') return document.toSpliced(Number(head), 1);
    if (command.do === 'move') {
      const moved = document[command.from] as Json;
      return document.toSpliced(command.from, 1).toSpliced(command.to, 0, moved);
    }
    throw new Error('a list has no keys');
  }
  const entries = Object.entries((document ?? {}) as Record<string, Json>);
  if (command.do === 'remove') return Object.fromEntries(entries.filter(([key]) => key !== head));
  if (command.do === 'rename')
    return Object.fromEntries(entries.map(([key, value]) => [key === head ? command.key : key, value]));
  if (command.do !== 'set') throw new Error('an object has no order to command');
  return { ...(document as Record<string, Json> | null), [String(head)]: command.value };
}
