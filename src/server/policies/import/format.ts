/** Which of the four formats a file has: by its bytes where they tell, by its name, by its first words. */
import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import type { ImportNotes } from './notes.ts';
import { ImportRefused } from './refusal.ts';

export const FORMATS = ['text', 'markdown', 'html', 'docx'] as const;
export type ImportFormat = (typeof FORMATS)[number];

const BY_NAME: Partial<Record<string, ImportFormat>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.docx': 'docx',
};

/** What file-type recognises in texts that are fine. */
const TEXTS = new Set(['application/xml', 'text/html', 'text/calendar', 'text/vcard', 'text/vtt']);

export async function formatOf(
  bytes: Uint8Array,
  fileName: string,
  asked: ImportFormat | undefined,
  notes: ImportNotes,
): Promise<ImportFormat> {
  const byName = BY_NAME[extname(fileName).toLowerCase()];
  const expected = asked ?? byName;
  const mime = await mimeOf(bytes);
  if (mime === 'application/x-cfb') throw wrappedInOle(bytes);
  if (isArchive(bytes)) {
    if (expected === 'docx' || mime?.endsWith('wordprocessingml.document')) return 'docx';
    throw new ImportRefused('unknown-format', mime ?? 'an archive');
  }
  if (expected === 'docx') throw new ImportRefused('damaged', mime ?? 'bytes that are no archive');
  if (mime !== undefined && !TEXTS.has(mime)) throw new ImportRefused('unknown-format', mime);
  if (expected !== undefined) return expected;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 500)).replaceAll('\0', '');
  if (/^\W*<(!doctype\s+html|html|head|body)\b/i.test(start)) {
    notes.add('format-guessed', {}, 'html');
    return 'html';
  }
  throw new ImportRefused('unknown-format', extname(fileName) || 'a name without an ending');
}

async function mimeOf(bytes: Uint8Array): Promise<string | undefined> {
  // The mark of UTF-16 looks like the start of a sound to it.
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return undefined;
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch (error) {
    // A file that ends in the middle of its own header.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Word wraps documents with a password in the container that its files had before 2007. */
function wrappedInOle(bytes: Uint8Array): ImportRefused {
  const isEncrypted = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1));
  return isEncrypted.includes('EncryptedPackage')
    ? new ImportRefused('encrypted', 'a document with a password')
    : new ImportRefused('unknown-format', 'a Word document from before 2007 (.doc)');
}
