/**
 * `smartxpo-consent forms publish FILE…`: what the studio does with a draft, from files. The same rules, the same
 * questions about other words of consent, the same record. All files are checked first; then each is published by
 * itself. A file that visitors see already is left as it is.
 */
import { nearest } from '../../protocol/nearest.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Environment } from '../config.ts';
import type { FormDesk } from '../forms/desk.ts';
import { publishFile, reviewFile } from '../forms/files.ts';
import type { FileReview } from '../forms/files.ts';
import type { Queries, Store } from '../store/store.ts';
import { describe } from './documents.ts';
import { formAt, located } from './form-files.ts';
import type { FormFile } from './form-files.ts';
import { atSite } from './form-site.ts';
import { changeLine, describeInForm, momentOf, oneLine } from './form-words.ts';
import { publishCall } from './forms-publish-call.ts';
import type { PublishCall } from './forms-publish-call.ts';

/** 1 where something stands between a file and its publication. */
export async function publishForms(env: Environment, words: readonly string[]): Promise<number> {
  const call = publishCall(words);
  return atSite(env, call.site, async (store, site) => {
    const checked = await checkAll(store, site, call);
    if (call.isDryRun) {
      for (const line of checked.files.flatMap(differences)) console.log(line);
      console.log('A dry run: nothing was published.');
      return checked.isGood ? 0 : 1;
    }
    if (!checked.isGood) {
      console.error('Nothing was published.');
      return 1;
    }
    let end = 0;
    for (const one of checked.files) end = Math.max(end, await publishOne(store, site, call, one));
    return end;
  });
}

interface CheckedFile extends FileReview {
  file: FormFile;
}

async function checkAll(
  queries: Queries,
  site: SiteDocument,
  call: PublishCall,
): Promise<{ files: CheckedFile[]; isGood: boolean }> {
  const files: CheckedFile[] = [];
  let isGood = true;
  for (const path of call.paths) {
    const { file, findings = [] } = await formAt(path);
    const checked = file && (await checkFile(queries, site, call, file));
    const twice = files.filter((other) => other.file.form === file?.form).map(() => duplicate(file));
    const objections = [...twice, ...findings, ...(checked ? objectionsTo(checked) : [])];
    for (const finding of [...objections, ...warningsOf(checked)])
      console.error(describeInForm(path, finding));
    if (objections.length > 0) isGood = false;
    if (checked !== undefined) files.push(checked);
  }
  const unasked = isGood ? unaskedAnswers(files, call) : [];
  for (const finding of unasked) console.error(describe('--rewording', finding));
  return { files, isGood: isGood && unasked.length === 0 };
}

async function checkFile(
  queries: Queries,
  site: SiteDocument,
  call: PublishCall,
  file: FormFile,
): Promise<CheckedFile> {
  const review = await reviewFile(deskOf(queries, site, file, call), file.source, call.publication);
  return { file, ...review };
}

function duplicate(file: FormFile | undefined): Finding {
  const expected = 'each form in one of the files';
  return { pointer: '/form', code: 'duplicate-form', expected, found: file?.form };
}

function deskOf(queries: Queries, site: SiteDocument, { form }: FormFile, { by }: PublishCall): FormDesk {
  return { queries, site, form, person: by, now: Date.now() };
}

/** What is published already was let through once. */
function objectionsTo({ isLive, obstacles, questions, file }: CheckedFile): Finding[] {
  return isLive ? [] : located(file, [...obstacles, ...questions]);
}

function warningsOf(checked: CheckedFile | undefined): Finding[] {
  return checked?.review.findings.filter(({ severity }) => severity === 'warning') ?? [];
}

/** An answer that nobody asked for is a slip; unless its file was published with it before. */
function unaskedAnswers(files: readonly CheckedFile[], { publication }: PublishCall): Finding[] {
  if (files.some(({ isLive }) => isLive)) return [];
  const asked = [...new Set(files.flatMap(({ review }) => review.rewordings.map(({ consent }) => consent)))];
  return Object.keys(publication.rewordings)
    .filter((consent) => !asked.includes(consent))
    .map((consent) => ({
      pointer: '',
      code: 'not-reworded',
      expected:
        asked.length === 0 ? 'no answer, since no consent has other words' : `one of ${asked.join(', ')}`,
      found: consent,
      suggestion: nearest(consent, asked),
    }));
}

async function publishOne(
  store: Store,
  site: SiteDocument,
  call: PublishCall,
  { file, isLive, review }: CheckedFile,
): Promise<number> {
  if (isLive) {
    console.log(`${file.path}: already published as version ${String(review.published)} of ${file.form}`);
    return 0;
  }
  try {
    const { version, waiting } = await store.transaction((queries) =>
      publishFile(deskOf(queries, site, file, call), file.source, call.publication),
    );
    console.log(`${file.path}: published as version ${String(version.version)} of ${file.form}`);
    if (waiting !== undefined) console.log(leftAlone(waiting, version.version));
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // Somebody else was faster; whatever else the call names is published nevertheless.
    for (const finding of located(file, error.findings)) console.error(describeInForm(file.path, finding));
    console.error(
      `${file.path}: was not published${error.findings.length === 0 ? `: ${error.message}` : ''}`,
    );
    return 1;
  }
}

function leftAlone(draft: { saved_by: string; saved_at: number }, version: number): string {
  const when = momentOf(new Date(draft.saved_at).toISOString());
  const next = String(version + 1);
  return oneLine(
    `  the draft by ${draft.saved_by}, ${when}, stays; it needs the version ${next} or more now`,
  );
}

/** What visitors would see of it. */
function differences({ file, isLive, review, obstacles }: CheckedFile): string[] {
  const { published, changes, rewordings } = review;
  if (isLive) return [`${file.path}: already published as version ${String(published)} of ${file.form}`];
  if (published === undefined) return [`${file.path}: ${file.form} would be new`];
  return [
    `${file.path}: ${file.form}, beside version ${String(published)}`,
    ...(changes.length + obstacles.length === 0 ? ['  nothing is different to visitors'] : []),
    ...changes.map((change) => `  ${changeLine(change)}`),
    ...rewordings.map(({ consent, language, agreed }) => {
      const people = agreed === 1 ? '1 person has' : `${String(agreed)} people have`;
      return `  ${consent} (${language}): ${people} agreed to the words as they are now`;
    }),
  ];
}
