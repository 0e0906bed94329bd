/** Footnotes and endnotes as mammoth writes them, marked as those of Markdown are. */
import type { Element, ElementContent, Nodes, Root } from 'hast';

const NOTE = /^(foot|end)note-\d/;

export function withMarkedFootnotes(root: Root): Root {
  mark(root);
  return root;
}

function mark(node: Nodes): void {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    // What is inside first: a list that is wrapped is inside its own section.
    mark(child);
    const { tagName, properties } = child;
    const target = properties.href ?? '';
    if (tagName === 'ol' && child.children.length > 0 && child.children.every(isNote)) wrap(child);
    else if (/^#(foot|end)note-ref-/.test(target)) properties.dataFootnoteBackref = '';
    else if (tagName === 'a' && NOTE.test(target.slice(1))) {
      properties.dataFootnoteRef = '';
      for (const part of child.children)
        if (part.type === 'text') part.value = part.value.replace(/[[\]]/g, '');
    }
  }
}

function isNote(node: ElementContent): boolean {
  return node.type === 'element' && NOTE.test(node.properties.id ?? '');
}

/** The list becomes a section with that list in it. */
function wrap(list: Element): void {
  const inner: Element = { ...list };
  list.tagName = 'section';
  list.properties = { dataFootnotes: '' };
  list.children = [inner];
}
