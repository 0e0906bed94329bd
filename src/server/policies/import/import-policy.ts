/**
 * A file with a policy → one policy version document, with notes on what was cleaned, flagged and
 * guessed. All of it or a refusal; nothing is written here.
 *
 * The way: bytes → format → tree of HTML (one for all formats) → clean tree → headings and blocks →
 * sections → document.
 */
import type { Root } from 'hast';
import { parse } from '../../../protocol/parse.schema.ts';
import { checkPolicy } from '../../../protocol/policy-check.ts';
import type { PolicySection } from '../../../protocol/policy-text.schema.ts';
import { policyVersionSchema } from '../../../protocol/policy.schema.ts';
import type { PolicyVersionDocument } from '../../../protocol/policy.schema.ts';
import { withBoldHeadings } from './bold-headings.ts';
import { cleanTree } from './clean-tree.ts';
import { decodeText } from './decode.ts';
import { formatOf } from './format.ts';
import type { ImportFormat } from './format.ts';
import { compareSpellings } from './mail-spellings.ts';
import { withInheritedIds } from './inherited-ids.ts';
import { ImportNotes } from './notes.ts';
import type { ImportNote } from './notes.ts';
import { sectionsOf } from './outline.ts';
import { piecesOf } from './pieces.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPlainText } from './read-text.ts';
import { ImportRefused, LARGEST_FILE } from './refusal.ts';
import { SectionIds } from './section-ids.ts';
import type { AskedDates } from './settle-dates.ts';
import { settleDates } from './settle-dates.ts';
import { withTitle } from './title.ts';

export interface ImportOptions extends AskedDates {
  /** Tells the format where the bytes do not. */
  fileName: string;
  policy: string;
  language: string;
  /** The day of the update when absent. */
  version?: string | undefined;
  title?: string | undefined;
  /** What relative links are relative to; without it only their text is kept. */
  base?: string | undefined;
  format?: ImportFormat | undefined;
  /** The version before, with a text in this language: sections that it had keep their ids. */
  previous?: PolicyVersionDocument | undefined;
}

export interface Imported {
  document: PolicyVersionDocument;
  notes: ImportNote[];
}

/** What `publish` accepts, bytes of JSON. */
const LARGEST_DOCUMENT = 1024 * 1024;

/** Throws ImportRefused. */
export async function importPolicy(bytes: Uint8Array, options: ImportOptions): Promise<Imported> {
  const { policy, language } = options;
  if (bytes.byteLength === 0) throw new ImportRefused('empty', '0 bytes');
  if (bytes.byteLength > LARGEST_FILE)
    throw new ImportRefused('too-large', `${String(bytes.byteLength)} bytes`);
  const before = sectionsBefore(options);
  const notes = new ImportNotes();
  const { root, pageTitle } = cleanTree(await readFile(bytes, options, notes), options.base, notes);
  compareSpellings(root, notes);
  const pieces = withBoldHeadings(piecesOf(root.children, notes), language, notes);
  if (pieces.length === 0) throw new ImportRefused('no-text', 'no word');
  const titled = withTitle(pieces, { asked: options.title, page: pageTitle, policy }, notes);
  // Of ids that are not to stay there is nothing to say.
  const ids = new SectionIds(language, before === undefined ? notes : new ImportNotes());
  const outlined = sectionsOf(titled.pieces, titled.title, { language, ids }, notes);
  const sections = before === undefined ? outlined : withInheritedIds(outlined, before, language, notes);
  if (!sections.some(hasBlocks))
    throw new ImportRefused('headings-only', `${String(pieces.length)} headings`);
  const dates = settleDates(sections, language, options, notes);
  // Only its author knows what it declares (S-04).
  notes.add('collects-unknown');
  const document = {
    policy,
    version: options.version ?? dates.lastUpdated,
    ...dates,
    collects: [],
    texts: { [language]: { title: titled.title, sections } },
  };
  return { document: valid(document), notes: notes.list() };
}

function sectionsBefore({ policy, language, previous }: ImportOptions): PolicySection[] | undefined {
  if (previous === undefined) return undefined;
  if (previous.policy !== policy)
    throw new ImportRefused('previous-other-policy', `${previous.policy}, not ${policy}`);
  const text = previous.texts[language];
  if (text === undefined)
    throw new ImportRefused('previous-other-language', `${Object.keys(previous.texts).join(', ')}, not ${language}`); // prettier-ignore
  return text.sections;
}

async function readFile(bytes: Uint8Array, options: ImportOptions, notes: ImportNotes): Promise<Root> {
  const format = await formatOf(bytes, options.fileName, options.format, notes);
  switch (format) {
    case 'docx':
      return readDocx(bytes, notes);
    case 'html':
      return readHtml(decodeText(bytes, notes));
    case 'markdown':
      return readMarkdown(decodeText(bytes, notes), notes);
    case 'text':
      return readPlainText(decodeText(bytes, notes), options.language, notes);
  }
}

function hasBlocks({ blocks, sections }: PolicySection): boolean {
  return blocks.length > 0 || (sections ?? []).some(hasBlocks);
}

/** What leaves here can be published as far as its form goes. */
function valid(document: unknown): PolicyVersionDocument {
  const { value, findings } = parse(policyVersionSchema, document);
  const [finding] = value === undefined ? findings : checkPolicy(value);
  if (finding !== undefined || value === undefined) {
    const { pointer = '', expected = '', found = '' } = finding ?? {};
    throw new ImportRefused('not-valid', found, { pointer, expected });
  }
  const size = Buffer.byteLength(JSON.stringify(value, undefined, 2));
  if (size > LARGEST_DOCUMENT) throw new ImportRefused('too-long', `${String(size)} bytes of JSON`);
  return value;
}
