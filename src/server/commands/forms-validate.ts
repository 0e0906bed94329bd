/**
 * `smartxpo-consent forms validate FILE… [SITE_FILE POLICY_FILE]`: says what is wrong with forms, on which line, and
 * what was expected. With the site's files, or with `--site` in the database, also whether the site can publish them,
 * and what the lint says of their words.
 */
import { parseArgs } from 'node:util';
import type { FormPlace } from '../../protocol/form-check.ts';
import { refusals } from '../../protocol/form-text.schema.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { ConfigError } from '../config.ts';
import type { Environment } from '../config.ts';
import type { FormDesk } from '../forms/desk.ts';
import { reviewFile } from '../forms/files.ts';
import { placeUnder } from '../publishing.ts';
import type { Queries } from '../store/store.ts';
import { describe, readDocument, readFormFile } from './documents.ts';
import { formAt, kindAt, located } from './form-files.ts';
import type { FormFile } from './form-files.ts';
import { atSite } from './form-site.ts';
import { describeInForm } from './form-words.ts';

/** 1 where a rule objected, or a file could not be read. */
export async function validateForms(env: Environment, words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { site: { type: 'string' } },
  });
  if (positionals.length === 0) throw new ConfigError('forms validate', 'FILE…', '');
  return values.site === undefined
    ? againstFiles(positionals)
    : atSite(env, values.site, (store, site) => againstSite(store, site, positionals));
}

async function againstSite(queries: Queries, site: SiteDocument, paths: readonly string[]): Promise<number> {
  const ends: number[] = [];
  for (const path of paths) {
    const { file, findings } = await formAt(path);
    ends.push(said(path, findings ?? (await findingsAt({ queries, site, now: Date.now() }, file))));
  }
  return Math.max(...ends);
}

async function findingsAt(place: Omit<FormDesk, 'form' | 'person'>, file: FormFile): Promise<Finding[]> {
  const desk = { ...place, form: file.form, person: '' };
  const { review, obstacles } = await reviewFile(desk, file.source, NOTHING_SAID);
  const warnings = review.findings.filter(({ severity }) => severity !== undefined);
  return located(file, [...obstacles, ...warnings]);
}

/** Nothing is published here, so nobody is asked. */
const NOTHING_SAID = { note: '', rewordings: {} };

/** The first file is a form whatever it says; of the others those that are meant to be a site or a policy are the place. */
async function againstFiles([first = '', ...others]: string[]): Promise<number> {
  const forms = [first];
  const placeFiles: string[] = [];
  for (const path of others) {
    const kind = await kindAt(path);
    (kind === 'site' || kind === 'policy' ? placeFiles : forms).push(path);
  }
  const place = await placeIn(placeFiles);
  if (place === 'unusable') {
    console.error('No form was checked.');
    return 1;
  }
  const ends: number[] = [];
  for (const path of forms) {
    const read = await readFormFile(path, place);
    ends.push(said(path, read.findings ?? read.warnings, unchecked(place)));
  }
  return Math.max(...ends);
}

/** Says it, and returns what it means for the exit code. */
function said(path: string, findings: readonly Finding[], unchecked = ''): number {
  for (const finding of findings) console.error(describeInForm(path, finding));
  if (refusals(findings).length > 0) return 1;
  console.log(`${path}: no rule objected${unchecked}`);
  return 0;
}

/** What is left to be found at publication. */
function unchecked(place: FormPlace | undefined): string {
  if (place === undefined)
    return '; without the site document neither its purposes nor the words of consent were checked';
  return place.collects === undefined
    ? '; without a policy version it was not checked what the form may collect'
    : '';
}

async function placeIn(paths: readonly string[]): Promise<FormPlace | undefined | 'unusable'> {
  let site: SiteDocument | undefined;
  const policies: { path: string; document: PolicyVersionDocument }[] = [];
  let isUnusable = false;
  for (const path of paths) {
    const { file, findings } = await readDocument(path);
    for (const finding of findings ?? []) console.error(describe(path, finding));
    if (file === undefined) isUnusable = true;
    else if (file.kind === 'site') site = file.document;
    else if (file.kind === 'policy') policies.push({ path, document: file.document });
  }
  for (const { path, document } of policies) {
    if (isUnusable || document.policy === site?.policy) continue;
    console.error(describe(path, strayPolicy(site, document)));
    return 'unusable';
  }
  if (isUnusable) return 'unusable';
  return site && placeUnder(site, policies.map(({ document }) => document)); // prettier-ignore
}

/** A policy that says nothing about these forms. */
function strayPolicy(site: SiteDocument | undefined, { policy }: PolicyVersionDocument): Finding {
  return site === undefined
    ? { pointer: '', code: 'no-site', expected: 'the site document beside the policy version' }
    : { pointer: '/policy', code: 'other-policy', expected: site.policy, found: policy };
}
