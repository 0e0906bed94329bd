/** Unpacks a DOCX within limits and packs it again without compression: what comes next cannot be a bomb. */
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { DEEPEST, ImportRefused, LARGEST_UNPACKED } from './refusal.ts';

const MOST_FILES = 2000;
/** Tags of a document file that nest: paragraphs and runs in cells in tables in cells. */
const DEEPEST_XML = DEEPEST * 4;

export interface DocxArchive {
  bytes: Uint8Array;
  /** The text of `word/document.xml`. */
  body: string;
  /** Headers and footers, which are no part of the text. */
  margins: string[];
}

export function openDocx(bytes: Uint8Array): DocxArchive {
  // Bit 0 of the first entry's flags: encrypted by an archiver.
  if (((bytes[6] ?? 0) & 1) === 1) throw new ImportRefused('encrypted', 'an archive with a password');
  const files = unpacked(bytes);
  const body = files['word/document.xml'];
  if (body === undefined) throw new ImportRefused('damaged', 'an archive without word/document.xml');
  const texts = Object.entries(files).filter(([name]) => /\.(xml|rels)$/.test(name));
  for (const [, content] of texts) checkXml(strFromU8(content));
  const margins = texts.filter(([name]) => /^word\/(header|footer)\d*\.xml$/.test(name));
  return {
    bytes: zipSync(files, { level: 0 }),
    body: strFromU8(body),
    margins: margins.map(([, content]) => strFromU8(content)),
  };
}

/** Sizes are promised by the archive and kept by the unpacker: it writes no byte more than was promised. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const isRead = /\.(xml|rels)$/.test(name);
        size += isRead ? originalSize : 0;
        count += 1;
        if (size > LARGEST_UNPACKED || count > MOST_FILES) {
          throw new ImportRefused('archive-too-large', `${String(size)} bytes in ${String(count)} files`);
        }
        return isRead;
      },
    });
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused('damaged', error instanceof Error ? error.message : 'a broken archive');
  }
}

/** Entities that a document defines itself grow without limit; nesting overflows what reads it. */
function checkXml(xml: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new ImportRefused('damaged', 'XML with a document type');
  let depth = 0;
  for (const [tag] of xml.matchAll(/<(?![?!])[^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    if (depth > DEEPEST_XML) throw new ImportRefused('too-deep', 'elements inside elements');
  }
}
