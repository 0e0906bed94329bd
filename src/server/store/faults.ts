/**
 * Which errors of the drivers say that the database cannot do its work now, and nothing about the
 * work itself. Whoever sent it is told to come again: nothing was acknowledged.
 */

/** Primary result codes of SQLite that are about the file, the disk or another process. */
const SQLITE = {
  BUSY: 5,
  LOCKED: 6,
  NOMEM: 7,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  PROTOCOL: 15,
  NOTADB: 26,
} as const;

/** Classes of SQLSTATE: connection, resources (disk, memory, connections), operator, system. */
const POSTGRES_CLASSES = ['08', '53', '57', '58'];

/** Gave up for the sake of another, read-only after a failover, locked, idle for too long, result unknown. */
const POSTGRES_STATES = ['40001', '40P01', '25006', '55P03', '25P03', '25P04', '40003'];

const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** What the PostgreSQL driver says without a code. A failed rollback hides the error that led to it. */
const LOST_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error) and is not queryable|Postgres connection has been discarded)/;

/** The database file is no longer the one that was opened. What was written last is nowhere. */
export class DatabaseMoved extends Error {
  readonly code = 'DATABASE_MOVED';

  constructor(file: string) {
    super(`expected ${file} to be the file that was opened, found another or none; it is opened again`);
    this.name = 'DatabaseMoved';
  }
}

/** The database could not do it now; the same work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseMoved || LOST_CONNECTION.test(error.message)) return true;
  const sqlite = sqliteResult(error);
  if (sqlite !== undefined) return (Object.values(SQLITE) as number[]).includes(sqlite);
  const code = codeOf(error);
  return (
    NETWORK.includes(code) ||
    POSTGRES_STATES.includes(code) ||
    (/^[0-9A-Z]{5}$/.test(code) && POSTGRES_CLASSES.includes(code.slice(0, 2)))
  );
}

/** The transaction was given up for another one and left nothing: worth doing again at once. */
export function gaveWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const sqlite = sqliteResult(error);
  return sqlite === SQLITE.BUSY || ['40001', '40P01'].includes(codeOf(error));
}

/** The handle may hold what is no longer true of the file: it must be opened again. */
export function needsReopening(error: unknown): boolean {
  const { IOERR, CORRUPT, READONLY, CANTOPEN, PROTOCOL, NOTADB } = SQLITE;
  const sqlite = error instanceof Error ? sqliteResult(error) : undefined;
  return [IOERR, CORRUPT, READONLY, CANTOPEN, PROTOCOL, NOTADB].some((code) => code === sqlite);
}

/** The primary result code; extended codes hold it in their lowest byte. */
function sqliteResult(error: Error): number | undefined {
  const isSqlite = codeOf(error) === 'ERR_SQLITE_ERROR' && 'errcode' in error;
  return isSqlite && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
