/**
 * Whether a clock tells whose address is known (H-19): the time of an answer about addresses that are known, or whose
 * owners withdrew, beside addresses that nobody knows, and the other way round. On a database file, each commit on the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { startBackend } from '../helpers/backend.ts';
import { submission } from '../helpers/operations.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import { figure, race, seededRandom } from './measure.ts';
import type { Figure, Report } from './measure.ts';

const ROUNDS = 40;
const WARM_UP = 4;
/** Requests in one sample. */
const REQUESTS = 10;
/** So many that none of them is asked for more mails in an hour than it gets. */
const PEOPLE = Math.ceil(((ROUNDS + WARM_UP) * REQUESTS) / 4);

const KINDS = ['known', 'withdrawn', 'flooded', 'unknown'] as const;
type Kind = (typeof KINDS)[number];

export async function whoseBench(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-bench-'));
  const backend = await startBackend(await openSqliteStore(join(folder, 'whose.sqlite')));
  const acts = new VisitorActs(backend);
  try {
    const form = await acts.form('subscription');
    for (let person = 0; person < PEOPLE; person += 1) {
      await acts.subscribe(address('known', person));
      await acts.subscribe(address('withdrawn', person));
      const session = await acts.signIn(address('withdrawn', person));
      const payload = { purpose: 'direct-marketing', channel: 'email' };
      await acts.send(acts.made('withdrawal', payload), session);
    }
    await acts.subscribe(address('flooded', 0));
    const post = (path: string, body: object): Promise<Response> =>
      backend.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ site: 'smartxpo', ...body }),
      });
    for (let mail = 0; mail < 10; mail += 1)
      await post('/v1/sign-in-links', { email: address('flooded', 0) });
    const asks: Record<string, (email: string) => Promise<unknown>> = {
      link: (email) => post('/v1/sign-in-links', { email }),
      code: (email) => post('/v1/sessions/by-code', { email, code: '000000' }),
      form: (email) => acts.send(submission(form, { answers: { email }, ticked: ['news-email'], device: acts.device() })), // prettier-ignore
    };
    const figures: Figure[] = [];
    for (const [name, ask] of Object.entries(asks)) figures.push(...(await bandOf(name, ask)));
    return { figures };
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true });
  }
}

function address(kind: Kind, person: number): string {
  return `${kind}-${String(person)}@visitor.example`;
}

async function bandOf(name: string, ask: (email: string) => Promise<unknown>): Promise<Figure[]> {
  const used: Record<string, number> = {};
  const emailOf = (kind: Kind): string => {
    const count = (used[kind] = (used[kind] ?? 0) + 1);
    if (kind === 'unknown') return `${name}-${address(kind, count)}`;
    return address(kind, kind === 'flooded' ? 0 : count % PEOPLE);
  };
  const timeOf = async (kind: Kind): Promise<number> => {
    const emails = Array.from({ length: REQUESTS }, () => emailOf(kind));
    const start = performance.now();
    for (const email of emails) await ask(email);
    return (performance.now() - start) / REQUESTS;
  };
  const taken = await race(
    {
      known: () => timeOf('known'),
      withdrawn: () => timeOf('withdrawn'),
      flooded: () => timeOf('flooded'),
      unknown: () => timeOf('unknown'),
    },
    { rounds: ROUNDS, warmUp: WARM_UP, random: seededRandom(1) },
  );
  // What one address has sent by the hundred takes longer to fold; that is no secret of a first look.
  const compared = KINDS.filter((kind) => kind !== 'unknown' && !(name === 'form' && kind === 'flooded'));
  return compared.flatMap((kind) => [
    figure(`whose.${name}.${kind}/unknown`, 'ms/request', taken[kind], taken.unknown),
    figure(`whose.${name}.unknown/${kind}`, 'ms/request', taken.unknown, taken[kind]),
  ]);
}
