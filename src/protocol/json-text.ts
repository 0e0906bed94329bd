/**
 * JSON as somebody wrote it: what it says, and on which line. The text itself is never written
 * again by us, so reading and writing a document changes no byte of it.
 */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';

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
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return unreadable({ pointer: '', code: 'too-deep', expected: 'a document that ends' });
  }
  const [error] = errors;
  if (root === undefined || error !== undefined) {
    const line = lineAt(text, error?.offset ?? 0);
    return unreadable({ pointer: '', code: 'not-json', expected: 'a JSON document', line });
  }
  const lineOf = (pointer: string): number => lineAt(text, nearestNode(root, pointer).offset);
  const findings = repeatedKeys(root, '').map((finding) => ({ ...finding, line: lineOf(finding.pointer) }));
  return { value: JSON.parse(text), findings, lineOf };
}

function unreadable(finding: Finding): JsonText {
  return { value: undefined, findings: [finding], lineOf: () => finding.line ?? 1 };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

function nearestNode(root: Node, pointer: string): Node {
  const path = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (let length = path.length; length > 0; length -= 1) {
    const segments = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = findNodeAtLocation(root, segments);
    // The key stands where the value of an object's member begins to be talked about.
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent : node;
  }
  return root;
}

/** Of two equal keys a reader sees both and a program one. */
function repeatedKeys(node: Node, pointer: string): Finding[] {
  const children = node.children ?? [];
  if (node.type === 'array') {
    return children.flatMap((child, index) => repeatedKeys(child, `${pointer}/${String(index)}`));
  }
  if (node.type !== 'object') return [];
  const keys = children.map((property) => String(property.children?.[0]?.value));
  return children.flatMap((property, index) => {
    const key = keys[index] ?? '';
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const inner = property.children?.[1] ? repeatedKeys(property.children[1], at) : [];
    if (keys.indexOf(key) === index) return inner;
    return [{ pointer: at, code: 'duplicate-key', expected: 'a key used once', found: shown(key) }, ...inner];
  });
}
