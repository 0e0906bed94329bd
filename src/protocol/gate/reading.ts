/** A policy text as the rules read it: sections in the order of reading, each in passages of plain words. Pure. */
import type { Block, ListItem, PolicyList, PolicySection, PolicyText, Run } from '../policy-text.schema.ts';
import type { Duty } from '../policy-terms.ts';
import type { Spot } from './finding.ts';

/** A paragraph, an item of a list or a row of a table. */
export interface Passage extends Spot {
  text: string;
  /** Where its links lead. */
  links: string[];
  /** What introduces it: the paragraph over a list, the item over its list, the head of a table. */
  lead?: string | undefined;
}

export interface ReadSection extends Spot {
  section: string;
  heading: Passage;
  summary?: Passage | undefined;
  /** Declared by the author, in this language. */
  covers?: readonly Duty[] | undefined;
  /** Its own, without those of the sections in it. */
  passages: Passage[];
  /** 0 for a section that stands in no other. */
  depth: number;
}

export interface ReadText {
  language: string;
  pointer: string;
  /** Title and remark. */
  front: Passage[];
  sections: ReadSection[];
}

export function readText(language: string, { title, remark, sections }: PolicyText): ReadText {
  const pointer = `/texts/${language}`;
  const front = [passage(`${pointer}/title`, title)];
  if (remark !== undefined) front.push(passage(`${pointer}/remark`, remark));
  return { language, pointer, front, sections: readSections(sections, `${pointer}/sections`) };
}

export function readSections(sections: readonly PolicySection[], pointer: string, depth = 0): ReadSection[] {
  return sections.flatMap((section, index) => {
    const at = `${pointer}/${String(index)}`;
    const own: ReadSection = {
      pointer: at,
      section: section.id,
      heading: passage(`${at}/heading`, section.heading, section.id),
      covers: section.covers,
      passages: readBlocks(section.blocks, `${at}/blocks`, section.id),
      depth,
    };
    if (section.summary !== undefined) own.summary = passage(`${at}/summary`, section.summary, section.id);
    return [own, ...readSections(section.sections ?? [], `${at}/sections`, depth + 1)];
  });
}

function readBlocks(blocks: readonly Block[], pointer: string, section: string): Passage[] {
  let lead: string | undefined;
  return blocks.flatMap((block, index) => {
    const at = `${pointer}/${String(index)}`;
    const over = lead;
    lead = undefined;
    switch (block.kind) {
      case 'paragraph': {
        const own = fromRuns(at, block.text, section);
        lead = own.text;
        return [own];
      }
      case 'list':
        return readList(block, at, section, over);
      case 'table': {
        const head = cells(block.head);
        const rows = block.rows.map((row, line) => ({
          ...fromRuns(`${at}/rows/${String(line)}`, row.flat(), section),
          text: cells(row),
          lead: head,
        }));
        return [{ ...fromRuns(`${at}/head`, block.head.flat(), section), text: head }, ...rows];
      }
    }
  });
}

function readList(list: PolicyList, pointer: string, section: string, lead: string | undefined): Passage[] {
  return list.items.flatMap((item, index) =>
    readItem(item, `${pointer}/items/${String(index)}`, section, lead),
  );
}

function readItem(item: ListItem, pointer: string, section: string, lead: string | undefined): Passage[] {
  if (Array.isArray(item)) return [{ ...fromRuns(pointer, item, section), lead }];
  const own = { ...fromRuns(`${pointer}/text`, item.text, section), lead };
  return [own, ...readList(item.list, `${pointer}/list`, section, own.text)];
}

function cells(row: readonly Run[][]): string {
  return row.map((cell) => plain(cell.map(({ text }) => text).join(''))).join(' | ');
}

function fromRuns(pointer: string, runs: readonly Run[], section: string): Passage {
  const links = runs.flatMap(({ href }) => href ?? []);
  return { ...passage(pointer, runs.map(({ text }) => text).join(''), section), links };
}

function passage(pointer: string, text: string, section?: string): Passage {
  return { pointer, text: plain(text), links: [], ...(section === undefined ? {} : { section }) };
}

/** Straight marks, single spaces, no soft hyphens: the rules know one spelling of each. */
function plain(text: string): string {
  return text
    .replace(/[\u2018\u2019\u02bc\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2012]/g, '-')
    .replace(/\u00ad|\u200b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Everything that is said in the text itself: headings and passages, without summaries, title and remark. */
export function saidIn(sections: readonly ReadSection[]): Passage[] {
  return sections.flatMap(({ heading, passages }) => [heading, ...passages]);
}

/** The section at a place in the order of reading, with those in it. */
export function branchAt(index: number, sections: readonly ReadSection[]): ReadSection[] {
  const depth = sections[index]?.depth ?? 0;
  const next = sections.findIndex((other, at) => at > index && other.depth <= depth);
  return sections.slice(index, next < 0 ? undefined : next);
}

/** Cut after what ends a sentence or a part of one; a stop inside a number or an address ends none. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+/);
}
