/** All text of a node, as it stands in the file. */
import type { Nodes } from 'hast';

export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
