/** Reads the backend's database from outside, on either engine. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { ConsentEventRow } from '../../src/server/store/consents.ts';

export interface Stored {
  operations: { id: string; kind: string; device: string | null; act: number | null }[];
  submissions: { operation: string; answers: string }[];
  events: ConsentEventRow[];
  mails: { recipient: string }[];
}

export type ReadStored = () => Promise<Stored>;

type Query = <Row>(sql: string) => Promise<Row[]>;

async function readAll(query: Query): Promise<Stored> {
  return {
    operations: await query('select id, kind, device, act from operation'),
    submissions: await query('select operation, answers from submission'),
    events: await query('select * from consent_event'),
    mails: await query("select recipient from mail where kind = 'confirmation'"),
  };
}

export function sqliteReader(dataDir: string): ReadStored {
  return async () => {
    const database = new DatabaseSync(join(dataDir, 'smartxpo-consent.sqlite'), { readOnly: true });
    try {
      return await readAll(<Row>(sql: string) => Promise.resolve(database.prepare(sql).all() as Row[]));
    } finally {
      database.close();
    }
  };
}

export function postgresReader(url: string): ReadStored {
  return async () => {
    const client = new pg.Client(url);
    // 64-bit integers would come as text.
    client.setTypeParser(pg.types.builtins.INT8, Number);
    await client.connect();
    try {
      return await readAll(async <Row>(sql: string) => (await client.query(sql)).rows as Row[]);
    } finally {
      await client.end();
    }
  };
}
