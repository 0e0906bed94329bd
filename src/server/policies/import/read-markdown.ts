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
  /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])(?=[ \t>]|$)){60}|^(?: {120}|\t{30})[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/m;

/** Brackets that wait for their end, and marks of any kind, in one paragraph. */
const MOST_OPEN = 100;
const MOST_MARKS = 5000;

export function readMarkdown(source: string, notes: ImportNotes): Root {
  // Before the parser, whose time grows with the square of the depth.
  if (DEEP_LINE.test(source) || isTangled(source))
    throw new ImportRefused('too-deep', 'lists, quotes, brackets or emphasis inside each other');
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

function isTangled(source: string): boolean {
  let open = 0;
  let marks = 0;
  for (const [mark] of source.matchAll(/[[\]*_~`<&]|\n[ \t]*\n/g)) {
    const isEnd = mark.startsWith('\n');
    marks = isEnd ? 0 : marks + 1;
    open = isEnd ? 0 : Math.max(0, open + (mark === '[' ? 1 : mark === ']' ? -1 : 0));
    if (open > MOST_OPEN || marks > MOST_MARKS) return true;
  }
  return false;
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
