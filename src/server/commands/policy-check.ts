/**
 * `smartxpo-consent policy check SITE FILE`: what would stand between this version and its publication,
 * without publishing it. `--template FILE` writes the open questions down, to be answered there.
 */
import { writeFile } from 'node:fs/promises';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import { reviewPolicy } from '../policies/review.ts';
import type { PublicationRequest, Review } from '../policies/review.ts';
import { readSite } from '../publishing.ts';
import { openStore } from '../server.ts';
import { describe, readDocument } from './documents.ts';

export async function checkPolicyFile(
  env: Environment,
  { site, path, template }: { site: string; path: string; template?: string | undefined },
  request: PublicationRequest,
): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    const known = await readSite(store, site);
    if (known === undefined) return refused(path, [unknownSite(site)]);
    const { file, findings } = await readDocument(path);
    if (findings !== undefined) return refused(path, findings);
    if (file.kind !== 'policy') return refused(path, [otherDocument(file.kind)]);
    const review = await reviewPolicy(store, known, file.document, request, Date.now());
    for (const line of linesOf(path, review, file.document.effectiveFrom)) console.log(line);
    if (template !== undefined) await writeQuestions(template, review);
    return review.stops.length + review.questions.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return refused(path, error.findings);
  } finally {
    await store.close();
  }
}

function linesOf(path: string, { stops, questions, previous, materiality }: Review, day: string): string[] {
  const changed = materiality.changes.map(
    ({ section, kind, category, computed }) =>
      `  ${section}: ${kind}, ${category}${category === computed ? '' : ` (computed: ${computed})`}`,
  );
  const since =
    previous === undefined ? 'No earlier version to compare with.' : `Changed since version ${previous}:`;
  const nothing = previous !== undefined && changed.length === 0 ? ['  nothing'] : [];
  return [
    ...[...stops, ...questions].map((finding) => describe(path, finding)),
    since,
    ...changed,
    ...nothing,
    `A material change: ${materiality.material ? 'yes' : 'no'}. In force from ${day}.`,
    stops.length + questions.length === 0
      ? 'No rule objected. Whether it is lawful, no rule can say.'
      : `Stopped: ${String(stops.length)}. Questions to answer: ${String(questions.length)}.`,
  ];
}

/** `expected` says what is asked; the answer is for a person to write. */
async function writeQuestions(file: string, { questions, answers }: Review): Promise<void> {
  const open = questions.map(({ code, pointer, expected, found }) => ({
    code,
    pointer,
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
    answer: '',
  }));
  // What stands there already may have taken an hour to write.
  await writeFile(file, `${JSON.stringify([...answers, ...open], null, 2)}\n`, { flag: 'wx' });
  console.log(`${file}: ${String(open.length)} questions`);
}

function refused(path: string, findings: readonly Finding[]): number {
  for (const finding of findings) console.error(describe(path, finding));
  return 1;
}

function unknownSite(site: string): Finding {
  return { pointer: '', code: 'unknown-site', expected: 'the id of a site that is published', found: site };
}

function otherDocument(kind: string): Finding {
  return { pointer: '', code: 'other-document', expected: 'a policy version (with "texts")', found: kind };
}
