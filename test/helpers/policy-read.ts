/** Just enough of a reader to hold real policies against the rules: headings, paragraphs, lists. */
import type { Block, PolicySection, PolicyText, Run } from '../../src/protocol/policy-text.schema.ts';

interface Line {
  heading?: string;
  block?: Block;
}

/** Markdown with headings of either style. */
export function readMarkdown(source: string): PolicyText {
  const text = source
    .replace(/^(.+)\n={3,}$/gm, '# $1')
    .replace(/^(.+)\n-{3,}$/gm, '## $1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return toText(
    cut(text).map((part): Line => {
      const heading = /^#{1,6} +(.*)$/.exec(part)?.[1];
      return heading === undefined ? { block: blockOf(part, /^ *[*-] +/m) } : { heading };
    }),
  );
}

/** Plain text: a short line by itself that no sentence ends is a heading. */
export function readPlain(source: string): PolicyText {
  return toText(
    cut(source).map((part): Line => {
      const isHeading = /^\p{Lu}[^\n]{2,70}[^.,;:]$/u.test(part) && !/\d{4}$/.test(part);
      return isHeading ? { heading: part } : { block: blockOf(part, /^ *• */m) };
    }),
  );
}

function cut(source: string): string[] {
  return source
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function blockOf(part: string, bullet: RegExp): Block {
  const runs = (text: string): Run[] => [{ text: text.replaceAll('**', '').trim() }];
  const items = part.split(bullet).map((item) => item.trim());
  if (items.length === 1) return { kind: 'paragraph', text: runs(part) };
  return { kind: 'list', items: items.filter((item) => item !== '').map(runs) };
}

function toText(lines: readonly Line[]): PolicyText {
  const sections: PolicySection[] = [];
  for (const { heading, block } of lines) {
    if (heading !== undefined || sections.length === 0) {
      const id = `section-${String(sections.length + 1)}`;
      sections.push({ id, heading: heading ?? 'Start', blocks: [] });
    }
    if (block !== undefined) sections.at(-1)?.blocks.push(block);
  }
  return { title: sections[0]?.heading ?? 'Policy', sections };
}
