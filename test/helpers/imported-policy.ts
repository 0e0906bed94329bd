/** Imports small texts for tests, and shows what came out in few words. */
import type { Block, PolicySection, Run } from '../../src/protocol/policy-text.schema.ts';
import { importPolicy } from '../../src/server/policies/import/import-policy.ts';
import type { ImportOptions } from '../../src/server/policies/import/import-policy.ts';
import type { ImportNote } from '../../src/server/policies/import/notes.ts';
import { ImportRefused } from '../../src/server/policies/import/refusal.ts';
import type { Refusal } from '../../src/server/policies/import/refusal.ts';

export interface Read {
  title: string;
  sections: PolicySection[];
  /** The blocks of all sections, in order. */
  blocks: Block[];
  notes: ImportNote[];
  codes: string[];
  lastUpdated: string;
  effectiveFrom: string;
  version: string;
}

export const DAY = '2026-01-01';

export async function imported(
  source: string | Uint8Array,
  fileName: string,
  options: Partial<ImportOptions> = {},
): Promise<Read> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const { document, notes } = await importPolicy(bytes, {
    fileName,
    policy: 'privacy',
    language: 'en',
    updated: DAY,
    ...options,
  });
  const [text] = Object.values(document.texts);
  const { title, sections } = text!;
  return { ...document, title, sections, blocks: sections.flatMap(blocksOf), notes, codes: notes.map(({ code }) => code) }; // prettier-ignore
}

export async function refused(
  source: string | Uint8Array,
  fileName: string,
  options: Partial<ImportOptions> = {},
): Promise<Refusal> {
  try {
    await imported(source, fileName, options);
  } catch (error) {
    if (error instanceof ImportRefused) return error.refusal;
    throw error;
  }
  throw new Error(`${fileName} was imported`);
}

export function blocksOf({ blocks, sections }: PolicySection): Block[] {
  return [...blocks, ...(sections ?? []).flatMap(blocksOf)];
}

/** `Heading (Inner, Inner)` for each section. */
export function outline(sections: readonly PolicySection[]): string {
  return sections
    .map(({ heading, sections: inner }) => (inner ? `${heading} (${outline(inner)})` : heading))
    .join(', ');
}

export function note(read: Read, code: string): ImportNote | undefined {
  return read.notes.find((each) => each.code === code);
}

/** Runs in a short writing: `*strong*`, `_emphasis_`, `[text](address)`. */
export function written(runs: readonly Run[]): string {
  return runs
    .map(({ text, href, strong, emphasis }) => {
      const stressed = `${strong ? '*' : ''}${emphasis ? '_' : ''}${text}${emphasis ? '_' : ''}${strong ? '*' : ''}`;
      return href === undefined ? stressed : `[${stressed}](${href})`;
    })
    .join('');
}

export function shown(block: Block): unknown {
  if (block.kind === 'paragraph') return written(block.text);
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.map(written));
  return {
    [block.ordered ? 'ol' : 'ul']: block.items.map((item) =>
      Array.isArray(item) ? written(item) : [written(item.text), shown(item.list)],
    ),
  };
}

/** Every run of a text. */
export function runsOf(block: Block): Run[] {
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'table') return [...block.head, ...block.rows.flat()].flat();
  return block.items.flatMap((item) => (Array.isArray(item) ? item : [...item.text, ...runsOf(item.list)]));
}
