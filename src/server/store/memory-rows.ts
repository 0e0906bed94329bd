/** The rows of the store that remembers only while it runs, and how they are read and added. */
import type { Selectable } from 'kysely';
import type { Tables } from './schema.ts';

export type Rows = { [Name in keyof Tables]: Selectable<Tables[Name]>[] };

export type Memory = { rows: Rows };

/** Adds `row` unless one with the same key is there; true when it was added. */
export function addOnce<T>(table: T[], row: T, isSame: (other: T) => boolean): boolean {
  if (table.some(isSame)) return false;
  table.push(row);
  return true;
}

/** What is read is a copy, as from a database. */
export function copy<T>(value: T): Promise<T> {
  return Promise.resolve(structuredClone(value));
}

/** Newest first; rows of the same moment by id, descending. */
export function byTime<T>(time: (row: T) => number, id: (row: T) => string): (a: T, b: T) => number {
  return (a, b) => time(b) - time(a) || (id(a) < id(b) ? 1 : -1);
}
