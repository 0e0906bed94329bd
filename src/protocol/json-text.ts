/**
 * JSON as somebody wrote it: what it says, and on which line. The text itself is never written
 * again by us, so reading and writing a document changes no byte of it.
 */
import { parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Finding } from './problem.ts';
import { escaped, shown } from './problem.ts';

export interface JsonText {
  /** Undefined where the text is no JSON. */
  value: unknown;
  findings: Finding[];
  /** The line, from 1, of what a JSON pointer names, or of the nearest thing around it that exists. */
  lineOf: (pointer: string) => number;
}

const BYTE_ORDER_MARK = '\uFEFF';

export function readJsonText(source: string): JsonText {
  // Editors on Windows write one; it is no part of the document.
  const text = source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source;
  try {
    return read(text);
  } catch (cause) {
    // Nesting without end; our documents are flat.
    if (!(cause instanceof RangeError)) throw cause;
    return unreadable({ pointer: '', code: 'too-deep', expected: 'a document that ends' });
  }
}

function read(text: string): JsonText {
  const errors: ParseError[] = [];
  const lineAt = linesOf(text);
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (root === undefined || error !== undefined) {
    const line = lineAt(error?.offset ?? 0);
    return unreadable({ pointer: '', code: 'not-json', expected: 'a JSON document', line });
  }
  return {
    value: JSON.parse(text),
    findings: badKeys(root, '', lineAt),
    lineOf: (pointer) => lineAt(nearestNode(root, pointer).offset),
  };
}

function unreadable(finding: Finding): JsonText {
  return { value: undefined, findings: [finding], lineOf: () => finding.line ?? 1 };
}

/** Offset → line, from 1. */
function linesOf(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function nearestNode(root: Node, pointer: string): Node {
  let node = root;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const children = node.children ?? [];
    const next =
      node.type === 'array'
        ? children[Number(key)]
        : children.findLast((property) => property.children?.[0]?.value === key);
    if (next === undefined) return node;
    node = (next.type === 'property' ? next.children?.[1] : next) ?? next;
  }
  // A value is looked for where its key stands.
  return node.parent?.type === 'property' ? node.parent : node;
}

/** Our documents are flat; what is deeper is a mistake, or an attack on whoever walks through it. */
const DEEPEST = 40;

/** Names that JavaScript objects have of their own: programs lose what stands under them. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** Keys that a reader sees and a program does not: the second of two equal ones, and reserved ones. */
function badKeys(node: Node, pointer: string, lineOf: (offset: number) => number, depth = 0): Finding[] {
  const children = node.children ?? [];
  if (depth > DEEPEST) {
    const expected = `at most ${String(DEEPEST)} levels`;
    return [{ pointer: '', code: 'too-deep', expected, line: lineOf(node.offset) }];
  }
  if (node.type === 'array') {
    return children.flatMap((child, index) =>
      badKeys(child, `${pointer}/${String(index)}`, lineOf, depth + 1),
    );
  }
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const key = String(property.children?.[0]?.value);
    const at = `${pointer}/${escaped(key)}`;
    const inner = property.children?.[1] ? badKeys(property.children[1], at, lineOf, depth + 1) : [];
    const line = lineOf(property.offset);
    const found = shown(key);
    const own: Finding[] = [];
    if (seen.has(key))
      own.push({ pointer: at, code: 'duplicate-key', expected: 'a key used once', found, line });
    if (RESERVED.includes(key))
      own.push({ pointer: at, code: 'reserved-key', expected: 'another key', found, line });
    seen.add(key);
    return [...own, ...inner];
  });
}
