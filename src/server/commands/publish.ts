/**
 * `smartxpo-consent publish SITE FILE…`: puts a site document, forms and policy versions into the
 * database. All of it or nothing; a published version of a form or policy never changes. A policy
 * version passes the gate first.
 */
import { checkForm } from '../../protocol/form-check.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { refusals } from '../../protocol/form-text.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { publishReviewed } from '../policies/publishing.ts';
import type { PublicationRequest } from '../policies/review.ts';
import { publishText } from '../forms/publishing.ts';
import { formPlace, publishSite, readSite } from '../publishing.ts';
import { openStore } from '../server.ts';
import type { Queries } from '../store/store.ts';
import { describe, readDocument } from './documents.ts';
import type { SiteFile } from './documents.ts';

/** `request` is about the policy versions among the files. */
export async function publish(
  env: Environment,
  site: string,
  paths: readonly string[],
  request: PublicationRequest = { by: 'command line' },
): Promise<number> {
  const store = await openStore(readConfig(env));
  try {
    const lines = await store.transaction(async (queries) => {
      const done: string[] = [];
      for (const path of paths) done.push(await publishFile(queries, site, path, request));
      return done;
    });
    for (const line of lines) console.log(line);
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const finding of error.findings) console.error(describe(error.message, finding));
    if (error.findings.some(({ severity }) => severity === 'question')) console.error(HOW_TO_ANSWER);
    console.error('Nothing was published.');
    return 1;
  } finally {
    await store.close();
  }
}

const HOW_TO_ANSWER =
  'A question about a policy is answered in a file: publish … --answers FILE; policy check writes one to fill in. One about the words of a form: forms publish … --rewording CONSENT=typo|meaning.';

async function publishFile(
  queries: Queries,
  site: string,
  path: string,
  request: PublicationRequest,
): Promise<string> {
  const known = await readSite(queries, site);
  const place = known && (await formPlace(queries, known, Date.now()));
  const { file, findings } = await readDocument(path, place);
  if (findings !== undefined) throw new ProblemError('validation', path, findings);
  if (file.kind === 'site' && file.document.site !== site) {
    throw refusal(path, '/site', 'wrong-site', site, file.document.site);
  }
  if (file.kind !== 'site' && known === undefined) {
    throw refusal(path, '', 'unknown-site', 'the site document before its forms and policies', site);
  }
  if (file.kind === 'form' && place?.collects === undefined) {
    const expected = `a version of the policy ${known?.policy ?? ''} before the forms that link to it`;
    throw refusal(path, '', 'no-policy-version', expected, '');
  }
  if (file.kind === 'site') await keepForms(queries, path, file.document);
  const said = await put(queries, { path, known }, file, request);
  if (file.kind === 'policy' && known?.policy === file.document.policy) await keepForms(queries, path, known);
  return `${path}: ${said}`;
}

/** A site document, or a policy version in force, must still fit the forms that are out there. */
async function keepForms(queries: Queries, path: string, site: SiteDocument): Promise<void> {
  const place = await formPlace(queries, site, Date.now());
  for (const { form, document } of await queries.documents.currentForms(site.site)) {
    const findings = refusals(checkForm(JSON.parse(document) as FormDefinition, place));
    if (findings.length > 0) throw new ProblemError('validation', `${path}, form ${form}`, findings);
  }
}

async function put(
  queries: Queries,
  { path, known }: { path: string; known: SiteDocument | undefined },
  file: SiteFile,
  request: PublicationRequest,
): Promise<string> {
  const now = Date.now();
  switch (file.kind) {
    case 'site':
      await publishSite(queries, await withLook(queries, file.document), now);
      return 'published';
    case 'form':
      return putForm(queries, { path, known }, file, request.by, now);
    case 'policy':
      return putPolicy(queries, path, known, file.document, request, now);
  }
}

/** On record, like what the studio publishes; other words of consent are for `forms publish`, which asks about them. */
async function putForm(
  queries: Queries,
  { path, known: site }: { path: string; known: SiteDocument | undefined },
  { document: { form, version }, source }: SiteFile & { kind: 'form' },
  person: string,
  now: number,
): Promise<string> {
  if (site === undefined) throw new Error('a form is published for a site that is known');
  if ((await queries.documents.formVersion(site.site, form, version)) !== undefined) {
    const expected = 'a version that was not published before';
    throw refusal(path, '/version', 'already-published', expected, '');
  }
  await located(path, () =>
    publishText({ queries, site, form, person, now }, source, { note: '', rewordings: {} }),
  );
  return 'published';
}

/** With the file that is refused. */
async function located<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError(error.code, path, error.findings);
  }
}

/** A file that says nothing of the look leaves the one that staff published; `"theme": {}` takes it away. */
async function withLook(queries: Queries, document: SiteDocument): Promise<SiteDocument> {
  await queries.audit.lock(document.site);
  const { theme } = (await readSite(queries, document.site)) ?? {};
  return theme === undefined ? document : { theme, ...document };
}

/** What was published of a policy, and what comes of it. */
async function putPolicy(
  queries: Queries,
  path: string,
  site: SiteDocument | undefined,
  document: PolicyVersionDocument,
  request: PublicationRequest,
  now: number,
): Promise<string> {
  if (site === undefined) throw new Error('a policy is published for a site that is known');
  const { materiality, publishedAt } = await located(path, () =>
    publishReviewed(queries, site, document, request, now),
  );
  const when = publishedAt > now ? `scheduled for ${new Date(publishedAt).toISOString()}` : 'published';
  const matters = materiality.material ? ', a material change' : '';
  return `${when}${matters}, in force from ${document.effectiveFrom}`;
}

function refusal(path: string, pointer: string, code: string, expected: string, found: string): ProblemError {
  return new ProblemError('validation', path, [
    { pointer, code, expected, ...(found === '' ? {} : { found }) },
  ]);
}
