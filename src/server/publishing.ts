/** Published documents: writing them once, reading them as the protocol shows them. */
import type { FormPlace } from '../protocol/form-check.ts';
import type { FormDefinition, PublishedForm } from '../protocol/form-definition.schema.ts';
import { textAt } from '../protocol/localised.ts';
import type { PolicyVersionDocument } from '../protocol/policy.schema.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { ListedForm, PublicPurpose, SiteConfig, SiteDocument } from '../protocol/site.schema.ts';
import { CHANNELS } from '../protocol/terms.ts';
import { documentsFromNowOn, versionInForce } from './policies/versions.ts';
import { hashOf } from './proof/hash.ts';
import type { FormVersionRow } from './store/documents.ts';
import type { Queries } from './store/store.ts';

export async function publishSite(queries: Queries, document: SiteDocument, now: number): Promise<void> {
  await queries.documents.putSite({
    site: document.site,
    document: JSON.stringify(document),
    updated_at: now,
  });
}

/** The words of a consent block in every language of the form. */
export function consentWords(
  definition: FormDefinition,
  consent: string,
): [language: string, words: string][] {
  const source = definition.consents[consent]?.text ?? '';
  return definition.languages.map((language) => [
    language,
    textAt(definition, `${consent}.text`, source, language),
  ]);
}

/**
 * Publishes a form version and keeps its exact words by hash, and the file as it was written. A
 * published version is left as it is.
 */
export async function publishForm(
  queries: Queries,
  site: string,
  definition: FormDefinition,
  now: number,
  source: string = JSON.stringify(definition),
): Promise<boolean> {
  for (const consent of Object.keys(definition.consents)) {
    for (const [, words] of consentWords(definition, consent))
      await queries.documents.putWording({ hash: hashOf(words), words });
  }
  const { form, version } = definition;
  const document = JSON.stringify(definition);
  return queries.documents.publishForm({ site, form, version, document, source, published_at: now });
}

/** The file of a form as it was written; the document of a version that is older than files. */
export function fileOf({ source, document }: Pick<FormVersionRow, 'source' | 'document'>): string {
  return source ?? document;
}

/**
 * Where a form of the site would be published: what its policy lets forms collect, in the version in
 * force and in every one that is to come (S-04).
 */
export async function formPlace(queries: Queries, site: SiteDocument, now: number): Promise<FormPlace> {
  return placeUnder(site, await documentsFromNowOn(queries, site, now));
}

/** The same under these policy versions: a form collects what every one of them declares. */
export function placeUnder(
  site: SiteDocument,
  policies: readonly Pick<PolicyVersionDocument, 'collects'>[],
): FormPlace {
  const [first, ...others] = policies.map(({ collects }) => collects);
  return first === undefined
    ? { site }
    : { site, collects: first.filter((kind) => others.every((collects) => collects.includes(kind))) };
}

export async function readSite(queries: Queries, site: string): Promise<SiteDocument | undefined> {
  const row = await queries.documents.site(site);
  return row && (JSON.parse(row.document) as SiteDocument);
}

/** Rejects with 'not-found'. */
export async function requireSite(queries: Queries, id: string): Promise<SiteDocument> {
  const site = await readSite(queries, id);
  if (site === undefined) throw new ProblemError('not-found');
  return site;
}

export async function siteConfig(queries: Queries, document: SiteDocument): Promise<SiteConfig> {
  const {
    $schema: _schema,
    origins: _origins,
    doubleOptIn: _rule,
    lifetimeReason: _reason,
    workingDays: _days,
    ...open
  } = document;
  const rows = await queries.documents.currentForms(document.site);
  const forms = rows.map(({ form, version, document: text }): ListedForm => {
    const definition = JSON.parse(text) as FormDefinition;
    const titles = definition.languages.map((language) => [
      language,
      textAt(definition, 'title', definition.title, language),
    ]);
    return { form, version, titles: Object.fromEntries(titles) as Record<string, string> };
  });
  return { ...open, purposes: document.purposes.map(publicPurpose), forms, channels: CHANNELS };
}

function publicPurpose(purpose: SiteDocument['purposes'][number]): PublicPurpose {
  const { id, title, description, lawfulBasis, retention, objection } = purpose;
  return {
    ...{ id, title, description, lawfulBasis, retention },
    ...('interest' in purpose ? { interest: purpose.interest } : {}),
    ...(objection === undefined ? {} : { objection }),
  };
}

/** A form as visitors get it: with the hashes of its words and the policy version in force. */
export async function publishedForm(
  queries: Queries,
  site: SiteDocument,
  row: FormVersionRow,
  now: number,
): Promise<PublishedForm> {
  return publishedAs(queries, site, JSON.parse(row.document) as FormDefinition, now);
}

/** The same for a form that need not be published. */
export async function publishedAs(
  queries: Queries,
  site: SiteDocument,
  definition: FormDefinition,
  now: number,
): Promise<PublishedForm> {
  const wordings = Object.fromEntries(
    Object.keys(definition.consents).map((consent) => [
      consent,
      Object.fromEntries(
        consentWords(definition, consent).map(([language, words]) => [language, hashOf(words)]),
      ),
    ]),
  );
  const current = await versionInForce(queries, site, now);
  const policy = { policy: site.policy, version: current?.version ?? '', hash: current?.hash ?? '' };
  return { definition, wordings, policy };
}
