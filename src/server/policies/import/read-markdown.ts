/** Markdown (GFM) → hast; HTML in it is read as HTML, and cleaned as such afterwards. */
import type { Root } from 'hast';
import type { Nodes } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { ImportNotes } from './notes.ts';
import { checkDepth } from './read-html.ts';
import { DEEPEST, ImportRefused } from './refusal.ts';

/** Markers of lists and quotes one after the other, or a list that starts far to the right. */
const DEEP_LINE =
  /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])(?=[ \t>]|$)){60}|^(?: {400}|\t{100})[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/m;

export function readMarkdown(source: string, notes: ImportNotes): Root {
  // Before the parser, whose time grows with the square of the depth.
  if (DEEP_LINE.test(source)) throw new ImportRefused('too-deep', 'lists or quotes inside each other');
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' })
    .use(rehypeRaw);
  const tree = processor.parse(source);
  const html = rawHtml(tree);
  for (const { value, line } of html) notes.add('raw-html', { line }, value);
  checkDepth(html.map(({ value }) => value).join(''));
  return processor.runSync(tree);
}

/** Every piece of HTML, found without recursion: the tree is as deep as its author made it. */
function rawHtml(tree: Nodes): { value: string; line: number | undefined }[] {
  const found: { value: string; line: number | undefined }[] = [];
  const open: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (depth > DEEPEST) throw new ImportRefused('too-deep', 'elements inside elements');
    if (node.type === 'html') found.push({ value: node.value, line: node.position?.start.line });
    if ('children' in node)
      for (const child of node.children.toReversed()) open.push({ node: child, depth: depth + 1 });
  }
  return found;
}
