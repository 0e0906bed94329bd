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
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (root === undefined || error !== undefined) {
    const line = lineAt(text, error?.offset ?? 0);
    return unreadable({ pointer: '', code: 'not-json', expected: 'a JSON document', line });
  }
  return {
    value: JSON.parse(text),
    findings: repeatedKeys(root, '', (offset) => lineAt(text, offset)),
    lineOf: (pointer) => lineAt(text, nearestNode(root, pointer).offset),
  };
}

function unreadable(finding: Finding): JsonText {
  return { value: undefined, findings: [finding], lineOf: () => finding.line ?? 1 };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
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

/** Of two equal keys a reader sees both and a program one. */
function repeatedKeys(node: Node, pointer: string, lineOf: (offset: number) => number): Finding[] {
  const children = node.children ?? [];
  if (node.type === 'array') {
    return children.flatMap((child, index) => repeatedKeys(child, `${pointer}/${String(index)}`, lineOf));
  }
  if (node.type !== 'object') return [];
  const keys = children.map((property) => String(property.children?.[0]?.value));
  return children.flatMap((property, index) => {
    const key = keys[index] ?? '';
    const at = `${pointer}/${escaped(key)}`;
    const inner = property.children?.[1] ? repeatedKeys(property.children[1], at, lineOf) : [];
    if (keys.indexOf(key) === index) return inner;
    const line = lineOf(property.offset);
    return [
      { pointer: at, code: 'duplicate-key', expected: 'a key used once', found: shown(key), line },
      ...inner,
    ];
  });
}
