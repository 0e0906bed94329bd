/**
 * The file of a backup: lines of JSON, packed, and encrypted unless somebody insists. It says which version of the
 * schema it holds, and can be read into either engine.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

export interface BackupHead {
  format: 'smartxpo-consent-backup/1';
  /** The last migration that the database had. */
  migration: string;
  /** ISO 8601. */
  madeAt: string;
}

export interface BackupRow {
  table: string;
  row: Record<string, unknown>;
}

export class BackupError extends Error {
  readonly code: 'not-a-backup' | 'wrong-passphrase' | 'cut-off' | 'target-not-empty';

  constructor(code: BackupError['code'], message: string) {
    super(message);
    this.name = 'BackupError';
    this.code = code;
  }
}

const MAGIC = Buffer.from('SXB1');
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Before the packed lines: what it is, whether it is encrypted, salt and nonce. */
const HEAD_BYTES = MAGIC.length + 1 + SALT_BYTES + NONCE_BYTES;

/** Writes beside the file and puts it in place when it is whole. Answers how many rows it holds. */
export async function writeBackup(
  file: string,
  {
    head,
    rows,
    passphrase,
  }: { head: BackupHead; rows: AsyncIterable<BackupRow>; passphrase: string | undefined },
): Promise<number> {
  const part = `${file}.part`;
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)];
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(head)}\n`;
    for await (const row of rows) {
      count += 1;
      yield `${JSON.stringify(row, binary)}\n`;
    }
    // Whoever reads it knows by this that nothing is missing.
    yield `${JSON.stringify({ rows: count })}\n`;
  }
  try {
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    target.write(Buffer.concat([MAGIC, Buffer.from([passphrase === undefined ? 0 : 1]), salt, nonce]));
    const packed = Readable.from(lines());
    if (passphrase === undefined) await pipeline(packed, createGzip(), target);
    else {
      const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce);
      await pipeline(packed, createGzip(), cipher, target);
      await append(part, cipher.getAuthTag());
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return count;
}

/** Reads to the end before it answers anything: what was changed or cut off is not begun with. */
export async function checkBackup(file: string, passphrase: string | undefined): Promise<BackupHead> {
  let head: BackupHead | undefined;
  let rows = 0;
  let told: number | undefined;
  for await (const line of linesOf(file, passphrase)) {
    const value = JSON.parse(line) as Partial<BackupHead & BackupRow> & { rows?: number };
    if (head === undefined) {
      if (value.format !== 'smartxpo-consent-backup/1') throw notOne(file);
      head = value as BackupHead;
    } else if (value.table !== undefined) rows += 1;
    else told = value.rows;
  }
  if (head === undefined) throw notOne(file);
  if (told !== rows)
    throw new BackupError(
      'cut-off',
      `${file}: expected ${String(told ?? 'an end')} rows, found ${String(rows)}`,
    );
  return head;
}

/** The rows of a file that was checked. */
export async function* rowsOf(file: string, passphrase: string | undefined): AsyncGenerator<BackupRow> {
  for await (const line of linesOf(file, passphrase)) {
    const value = JSON.parse(line, unbinary) as Partial<BackupRow>;
    if (value.table !== undefined && value.row !== undefined) yield { table: value.table, row: value.row };
  }
}

async function* linesOf(file: string, passphrase: string | undefined): AsyncGenerator<string> {
  const { isEncrypted, salt, nonce, tag, size } = await frameOf(file);
  if (isEncrypted && passphrase === undefined)
    throw new BackupError('wrong-passphrase', `${file} is encrypted: expected BACKUP_PASSPHRASE`);
  const end = size - (isEncrypted ? TAG_BYTES : 0) - 1;
  const source = createReadStream(file, { start: HEAD_BYTES, end });
  const unpacked = createGunzip();
  const decipher = isEncrypted
    ? [createDecipheriv('aes-256-gcm', keyOf(passphrase ?? '', salt), nonce).setAuthTag(tag)]
    : [];
  const reading = pipeline([source, ...decipher, unpacked]);
  // Told below, by whoever reads; without this it would end the process first.
  reading.catch(() => undefined);
  try {
    yield* createInterface({ input: unpacked, crlfDelay: Infinity });
    await reading;
  } catch {
    throw isEncrypted
      ? new BackupError('wrong-passphrase', `${file}: the passphrase is another one, or the file was changed`)
      : new BackupError('cut-off', `${file}: the file is cut off or was changed`);
  }
}

async function frameOf(file: string) {
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const tag = Buffer.alloc(TAG_BYTES);
    await handle.read(head, 0, HEAD_BYTES, 0);
    if (!head.subarray(0, MAGIC.length).equals(MAGIC) || size < HEAD_BYTES + TAG_BYTES) throw notOne(file);
    await handle.read(tag, 0, TAG_BYTES, size - TAG_BYTES);
    const at = MAGIC.length + 1;
    const salt = head.subarray(at, at + SALT_BYTES);
    return { isEncrypted: head[MAGIC.length] === 1, salt, nonce: head.subarray(at + SALT_BYTES), tag, size };
  } finally {
    await handle.close();
  }
}

async function append(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Half a second of work for every guess. */
function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase, salt, 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 });
}

function notOne(file: string): BackupError {
  return new BackupError('not-a-backup', `${file}: expected a backup of smartxpo-consent`);
}

/** JSON has no bytes. */
function binary(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const raw = this[key];
  return raw instanceof Uint8Array ? { $bytes: Buffer.from(raw).toString('base64') } : value;
}

function unbinary(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || !('$bytes' in value)) return value;
  return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
}
