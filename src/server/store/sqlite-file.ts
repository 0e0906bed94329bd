/**
 * One open database file. It looks after what SQLite does not: a handle that met a failing disk is opened
 * again, and a commit only counts while the files it went to are still the files others will find.
 */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { DatabaseMoved, needsReopening } from './faults.ts';

/**
 * Nothing else runs while SQLite waits for another process, so it waits shortly and is asked again. What is deleted is
 * overwritten (S-24).
 */
const PRAGMAS =
  'pragma busy_timeout=1000; pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma secure_delete=on';

/** What Kysely expects of a driver, over what Node offers. `:memory:` keeps nothing. */
export function sqliteFile(path: string): SqliteDatabase {
  let database = opened(path);
  let found = identityOf(path);
  let isBroken = false;
  let isTransaction = false;

  const reopen = (): void => {
    closeQuietly(database);
    database = opened(path);
    found = identityOf(path);
    isBroken = false;
  };
  const watched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      isBroken ||= needsReopening(error);
      throw error;
    }
  };
  /** After a commit: were the files taken away, what it wrote would end with this process. */
  const verify = (): void => {
    const now = identityOf(path);
    if (now.file === found.file && now.wal === found.wal) return;
    isBroken = true;
    // The handle still has the log that was deleted; the database file gets all that is in it.
    if (now.file !== found.file || !isLogEmptied(database)) throw new DatabaseMoved(path);
    console.error(JSON.stringify({ event: 'database-log-deleted', kept: true }));
    reopen();
  };
  const begin = (): void => {
    database.exec('begin immediate');
    isTransaction = true;
  };
  const rollback = (): void => {
    isTransaction = false;
    try {
      database.exec('rollback');
    } catch (error) {
      // A full or failing disk makes SQLite roll back by itself.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    }
  };
  const commit = (): void => {
    database.exec('commit');
    isTransaction = false;
    verify();
  };

  return {
    close: () => {
      database.close();
    },
    prepare(query): SqliteStatement {
      return watched(() => {
        if (isBroken && !isTransaction) reopen();
        // A transaction that reads first and writes later would fail when another process writes between.
        if (query === 'begin') return ofControl(() => watched(begin));
        if (query === 'commit') return ofControl(() => watched(commit));
        if (query === 'rollback') return ofControl(() => watched(rollback));
        const statement = database.prepare(query);
        const bound = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => watched(() => statement.all(...bound(parameters))),
          run: (parameters) =>
            watched(() => {
              const result = statement.run(...bound(parameters));
              if (!isTransaction) verify();
              return result;
            }),
          iterate: (parameters) => statement.iterate(...bound(parameters)) as IterableIterator<unknown>,
        };
      });
    },
  };
}

/**
 * What a killed process left in the log is moved to the database file first. After a failed fsync the
 * kernel may show what the disk does not have; only what is written and synced anew is surely there.
 */
function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(PRAGMAS);
    isLogEmptied(database);
  } catch (error) {
    closeQuietly(database);
    throw error;
  }
  return database;
}

/** False when another process is in the way, which then has the log open too. */
function isLogEmptied(database: DatabaseSync): boolean {
  return database.prepare('pragma wal_checkpoint(truncate)').get()?.['busy'] === 0;
}

/** A handle that met a failing disk may not even close; it is not used again. */
function closeQuietly(database: DatabaseSync): void {
  try {
    if (database.isOpen) database.close();
  } catch (error) {
    console.error(
      JSON.stringify({ event: 'database-not-closed', name: error instanceof Error ? error.name : 'unknown' }),
    );
  }
}

interface Identity {
  file: bigint | undefined;
  wal: bigint | undefined;
}

function identityOf(path: string): Identity {
  if (path === ':memory:') return { file: undefined, wal: undefined };
  const inode = (name: string): bigint | undefined =>
    statSync(name, { bigint: true, throwIfNoEntry: false })?.ino;
  return { file: inode(path), wal: inode(`${path}-wal`) };
}

function ofControl(work: () => void): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    run: () => {
      work();
      return { changes: 0, lastInsertRowid: 0 };
    },
    iterate: () => [][Symbol.iterator](),
  };
}
