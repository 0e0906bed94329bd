/**
 * `smartxpo-consent forms publish SITE FILE…`: what the studio does with a draft, from files. The same rules, the same
 * questions about other words of consent, the same record. All of it or nothing.
 */
import { refusals } from '../../protocol/form-text.schema.ts';
import { readJsonText } from '../../protocol/json-text.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { FormPublication, FormReview } from '../../protocol/staff-forms.schema.ts';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import type { FormDesk } from '../forms/desk.ts';
import { publishText, reviewForm } from '../forms/publishing.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';
import type { Queries } from '../store/store.ts';
import { changeLine } from './change-lines.ts';
import { describe, readFormFile } from './documents.ts';

export interface FormsPublication {
  site: string;
  paths: readonly string[];
  by: string;
  publication: FormPublication;
  /** Say what would change, and change nothing. */
  isTrial: boolean;
}

export async function publishForms(env: Environment, asked: FormsPublication): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    const lines = await store.transaction(async (queries) => {
      const done: string[] = [];
      for (const path of asked.paths) done.push(...(await publishFile(queries, path, asked)));
      return done;
    });
    for (const line of lines) console.log(line);
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const finding of error.findings) console.error(describe(error.message, finding));
    if (error.findings.some(({ code }) => code === 'reworded')) console.error(HOW_TO_ANSWER);
    console.error('Nothing was published.');
    return 1;
  } finally {
    await store.close();
  }
}

const HOW_TO_ANSWER =
  'Say of each consent with other words whether they mean the same: --reworded CONSENT=typo, or CONSENT=meaning with --approved-by NAME.';

async function publishFile(queries: Queries, path: string, asked: FormsPublication): Promise<string[]> {
  const site = await readSite(queries, asked.site);
  if (site === undefined)
    throw refused(path, {
      pointer: '',
      code: 'unknown-site',
      expected: 'a published site',
      found: asked.site,
    });
  const { form, source } = await formAt(path);
  const live = await queries.documents.currentForm(asked.site, form);
  if (live?.source === source) return [`${path}: already published as version ${String(live.version)}`];
  const desk = { queries, site, form, person: asked.by, now: Date.now() };
  return asked.isTrial ? tried(desk, path, source) : published(desk, path, source, asked.publication);
}

async function published(
  desk: FormDesk,
  path: string,
  source: string,
  publication: FormPublication,
): Promise<string[]> {
  try {
    const { version } = await publishText(desk, source, publication);
    return [`${path}: published as version ${String(version)}`];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { lineOf } = readJsonText(source);
    const findings = error.findings.map((finding) => ({ line: lineOf(finding.pointer), ...finding }));
    throw new ProblemError(error.code, path, findings);
  }
}

/** What would change, and what would be asked. */
async function tried(desk: FormDesk, path: string, source: string): Promise<string[]> {
  const review = await reviewForm(desk, source);
  const wrong = refusals(review.findings);
  if (wrong.length > 0) throw new ProblemError('validation', path, wrong);
  return [
    `${path}: would be published`,
    ...review.changes.map((change) => `  ${changeLine(change)}`),
    ...agreed(review),
  ];
}

function agreed({ rewordings }: FormReview): string[] {
  return rewordings.map(
    ({ consent, language, agreed: people }) =>
      `  ${consent} (${language}): ${String(people)} agreed to the words as they are now`,
  );
}

async function formAt(path: string): Promise<{ form: string; source: string }> {
  const read = await readFormFile(path);
  if (read.file?.kind === 'form') return { form: read.file.document.form, source: read.file.source };
  throw new ProblemError('validation', path, read.findings ?? []);
}

function refused(path: string, finding: ProblemError['findings'][number]): ProblemError {
  return new ProblemError('validation', path, [finding]);
}
