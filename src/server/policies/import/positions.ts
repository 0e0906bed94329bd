/** Lines of a tree, where it has any. */
import type { Nodes, Root } from 'hast';

type Start = { line: number } | undefined;

/** For trees whose lines are not those of the author's file. */
export function withoutPositions(root: Root): Root {
  const forget = (node: Nodes): void => {
    delete node.position;
    if ('children' in node) node.children.forEach(forget);
  };
  forget(root);
  return root;
}

/** The first line of a node, from 1; of one without a line, the first of what is in it. */
export function lineOf(node: Nodes): number | undefined {
  // HTML inside Markdown may get a position without a start, whatever its type says.
  const start: Start = node.position?.start;
  if (start !== undefined) return start.line;
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const line = lineOf(child);
    if (line !== undefined) return line;
  }
  return undefined;
}
