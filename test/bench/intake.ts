/**
 * What the backend takes for one acknowledged operation: through HTTP from a process of its own, through
 * the intake alone, and for the rows alone, each with every commit on the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { takeOperation } from '../../src/server/intake.ts';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { startBackend } from '../helpers/backend.ts';
import { freshSubmission, openLine, readForm, timePerItem } from './deliveries.ts';
import { figure, race, seededRandom } from './measure.ts';
import type { Figure, Report, Spread } from './measure.ts';
import { rowWriter } from './operation-rows.ts';
import { startServerProcess } from './server-process.ts';
import { profiled } from './server-profile.ts';
import { short, table } from './table.ts';

const AT_ONCE = [1, 8, 32];
const ROUNDS = 10;
const WARM_UP = 3;
/** Operations in one sample; divisible by every number at once. */
const OPERATIONS = 96;
const PROFILED = 3000;
const PROFILED_AT_ONCE = 8;

export async function intakeBench(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-bench-'));
  const postgres = await startPostgres({ durable: true });
  if ('missing' in postgres) throw new Error(postgres.missing);
  try {
    const figures = [
      ...(await engineFigures('sqlite', undefined, await openSqliteStore(join(folder, 'rows.sqlite')))),
      ...(await engineFigures(
        'postgres',
        postgres.url,
        await openPostgresStore(await rowsDatabase(postgres.url)),
      )),
    ];
    const shares = { sqlite: await timeShares(undefined), postgres: await timeShares(postgres.url) };
    return { figures, notes: `${rateTable(figures)}\n\n${sharesTable(shares)}` };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

/** What this process writes stands apart from what the server writes, so that neither waits for the other. */
async function rowsDatabase(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('create database rows');
  await client.end();
  return url.replace(/[^/]+$/, 'rows');
}

async function engineFigures(
  engine: string,
  databaseUrl: string | undefined,
  store: Store,
): Promise<Figure[]> {
  const server = await startServerProcess(databaseUrl);
  const backend = await startBackend(store);
  const random = seededRandom(1);
  try {
    const form = await readForm(server.port);
    const submissions = () => Array.from({ length: OPERATIONS }, () => freshSubmission(form));
    const take = async (operation: ReturnType<typeof freshSubmission>): Promise<void> => {
      await takeOperation(backend.parts, { operation, age: 0 }, { kind: 'anyone' });
    };
    const first = freshSubmission(form);
    await take(first);
    const writeRows = await rowWriter(backend.parts, first.id);
    const figures: Figure[] = [];
    for (const atOnce of AT_ONCE) {
      const line = openLine(server.port, atOnce);
      const taken = await race(
        {
          http: () => timePerItem(submissions(), atOnce, line.deliver),
          intake: () => timePerItem(submissions(), atOnce, take),
          rows: () => timePerItem(submissions(), atOnce, writeRows),
        },
        { rounds: ROUNDS, warmUp: WARM_UP, random },
      );
      line.close();
      const id = (ours: string, peer: string): string => `intake.${engine}.${ours}/${peer}.${atOnce}-at-once`;
      figures.push(
        figure(id('http', 'rows'), 'ms/operation', taken.http, taken.rows),
        figure(id('intake', 'rows'), 'ms/operation', taken.intake, taken.rows),
      );
    }
    return figures;
  } finally {
    await server.stop();
    await backend.close();
  }
}

/** A run of its own, because sampling slows down what it looks at. */
async function timeShares(databaseUrl: string | undefined): Promise<Map<string, number>> {
  return profiled(async (nodeOptions) => {
    const server = await startServerProcess(databaseUrl, nodeOptions);
    const form = await readForm(server.port);
    const line = openLine(server.port, PROFILED_AT_ONCE);
    const submissions = Array.from({ length: PROFILED }, () => freshSubmission(form));
    await timePerItem(submissions, PROFILED_AT_ONCE, line.deliver);
    line.close();
    await server.stop();
  });
}

/** The same figures the other way round, as operators count. */
function rateTable(figures: readonly Figure[]): string {
  const perSecond = ({ median }: Spread): string => short(1000 / median);
  return table(
    ['operations a second', 'ours', 'rows alone'],
    figures.map(({ id, ours, peer }) => [id.replace('/rows', ''), perSecond(ours), perSecond(peer)]),
  );
}

function sharesTable({ sqlite, postgres }: Record<'sqlite' | 'postgres', Map<string, number>>): string {
  const purposes = new Set([...sqlite.keys(), ...postgres.keys()]);
  const percent = (share = 0): string => `${short(share * 100)} %`;
  return table(
    ["the backend's busy time goes to", 'sqlite', 'postgres'],
    [...purposes].map((purpose) => [purpose, percent(sqlite.get(purpose)), percent(postgres.get(purpose))]),
  );
}
