/** Bytes → text: UTF-8, UTF-16 by its mark or its zeros, else what the page declares, else Windows-1252. */
import type { ImportNotes } from './notes.ts';
import { ImportRefused, LARGEST_TEXT } from './refusal.ts';

export function decodeText(bytes: Uint8Array, notes: ImportNotes): string {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');
  if (encoding !== 'utf-8') notes.add('encoding-converted', {}, encoding);
  if (isBinary(text)) throw new ImportRefused('binary', 'bytes that are no text');
  if (text.trim() === '') throw new ImportRefused('empty', text === '' ? 'nothing' : 'only spaces');
  if (text.length > LARGEST_TEXT) throw new ImportRefused('too-long', `${String(text.length)} characters`);
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = wideZeros(bytes);
  if (zeros !== undefined) return zeros;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return declared(bytes) ?? 'windows-1252';
  }
}

/** Western text in UTF-16 without a mark: every second byte is zero. */
function wideZeros(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 1000);
  const half = start.length / 2;
  const even = start.filter((byte, index) => byte === 0 && index % 2 === 0).length;
  const odd = start.filter((byte, index) => byte === 0 && index % 2 === 1).length;
  if (half < 2) return undefined;
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.7 && odd < half * 0.1 ? 'utf-16be' : undefined;
}

/** `<meta charset>` or an XML declaration, in the first kilobyte as browsers look for it. */
function declared(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label = /(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_:.-]+)/i.exec(start)?.[1];
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf') ? undefined : encoding;
  } catch {
    return undefined;
  }
}

/** A zero is in no text; other control characters may stray into one, but not many. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const odd = text.match(/[\u0001-\u0008\u000e-\u001f]/g)?.length ?? 0;
  return odd > 20 && odd > text.length / 20;
}
