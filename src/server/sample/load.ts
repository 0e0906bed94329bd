/** Loads the SmartXPO sample site. Published versions that are there already stay as they are. */
import { formDefinitionSchema } from '../../protocol/form-definition.schema.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { withLibrary } from '../../protocol/form-library.ts';
import { foundChanges } from '../../protocol/policy-found-changes.ts';
import { judgeChanges } from '../../protocol/policy-material.ts';
import { policyVersionSchema } from '../../protocol/policy.schema.ts';
import { siteSchema } from '../../protocol/site.schema.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { parseAuthored } from '../../protocol/parse.schema.ts';
import { isLoopback } from '../loopback.ts';
import { publishPolicy } from '../policies/publishing.ts';
import { publishForm, publishSite, readSite } from '../publishing.ts';
import type { Store } from '../store/store.ts';
import callback from './smartxpo/forms/callback.v1.json' with { type: 'json' };
import consulting from './smartxpo/forms/consulting-inquiry.v1.json' with { type: 'json' };
import contact from './smartxpo/forms/contact.v1.json' with { type: 'json' };
import application from './smartxpo/forms/employment-application.v1.json' with { type: 'json' };
import information from './smartxpo/forms/information-request.v1.json' with { type: 'json' };
import subscription from './smartxpo/forms/subscription.v1.json' with { type: 'json' };
import survey from './smartxpo/forms/survey.v1.json' with { type: 'json' };
import first from './smartxpo/policies/privacy/2018-06-19.json' with { type: 'json' };
import second from './smartxpo/policies/privacy/2026-11-01.json' with { type: 'json' };
import site from './smartxpo/site.json' with { type: 'json' };
import type { GenericSchema } from 'valibot';

/** One of each kind (S-02). */
const FORMS: readonly unknown[] = [
  contact,
  information,
  callback,
  application,
  subscription,
  consulting,
  survey,
];
/** In the order of their days; what is evidence of an older time does not have to pass the gate. */
const POLICIES: readonly unknown[] = [first, second];

function checked<T>(schema: GenericSchema<unknown, T>, document: unknown): T {
  const { value, findings } = parseAuthored(schema, document);
  if (findings !== undefined) throw new Error(`sample document: ${JSON.stringify(findings)}`);
  return value;
}

/** A form with the questions it shares written out. */
function formIn(authored: unknown): FormDefinition {
  const { document, findings } = withLibrary(authored);
  if (findings.length > 0) throw new Error(`sample document: ${JSON.stringify(findings)}`);
  return checked(formDefinitionSchema, document);
}

interface SamplePages {
  myDataUrl: string;
  policyUrl: string;
}

/** Where the sample site is embedded at this start. */
export interface SamplePlaces extends Partial<SamplePages> {
  /** Origins of the pages that embed it. */
  origins: string[];
  /** The same addresses in other languages. */
  translations?: Record<string, SamplePages>;
}

/**
 * Fills an empty database with the sample site; true when it did. A database that holds any site is
 * left as it is, but for the places of this start, which are merged into the sample site's document.
 */
export async function loadSampleSite(
  store: Store,
  places: SamplePlaces | undefined,
  now: number,
): Promise<boolean> {
  return store.transaction(async (queries) => {
    const sample = parsedSite();
    const isEmpty = (await queries.documents.sites()).length === 0;
    const stored = isEmpty ? sample : await readSite(queries, sample.site);
    if (stored !== undefined && (isEmpty || places !== undefined)) {
      await publishSite(queries, placed(stored, places), now);
    }
    if (!isEmpty) return false;
    const policies = POLICIES.map((policy) => checked(policyVersionSchema, policy));
    for (const [index, document] of policies.entries()) {
      const before = policies[index - 1];
      const found = before === undefined ? [] : foundChanges(before, document);
      await publishPolicy(queries, sample.site, document, {
        publishedAt: Math.min(now, Date.parse(document.effectiveFrom)),
        by: 'sample',
        isMaterial: judgeChanges(found, document, sample).material,
      });
    }
    for (const form of FORMS) {
      await publishForm(queries, sample.site, formIn(form), now, JSON.stringify(form, null, 2));
    }
    return true;
  });
}

function parsedSite(): SiteDocument {
  return checked(siteSchema, site);
}

/** Places of an earlier start are replaced; an address that the operator chose stays. */
function placed(document: SiteDocument, places: SamplePlaces | undefined): SiteDocument {
  if (places === undefined) return document;
  const isOurs = (address: string | undefined): boolean =>
    address === undefined || isLoopback(new URL(address).hostname);
  const pages = (now: Partial<SamplePages>, stored: Partial<SamplePages>): Partial<SamplePages> => ({
    ...(now.myDataUrl !== undefined && isOurs(stored.myDataUrl) ? { myDataUrl: now.myDataUrl } : {}),
    ...(now.policyUrl !== undefined && isOurs(stored.policyUrl) ? { policyUrl: now.policyUrl } : {}),
  });
  const languages = Object.entries(document.translations ?? {}).map(([language, catalogue]) => [
    language,
    { ...catalogue, ...pages(places.translations?.[language] ?? {}, pagesIn(catalogue)) },
  ]);
  const chosen = document.origins.filter((origin) => !isOurs(origin));
  return {
    ...document,
    ...pages(places, pagesIn(document)),
    origins: [...new Set([...chosen, ...places.origins])],
    translations: Object.fromEntries(languages) as SiteDocument['translations'],
  };
}

function pagesIn(texts: Record<string, unknown>): Partial<SamplePages> {
  const address = (key: string): string | undefined => {
    const text = texts[key];
    return typeof text === 'string' ? text : undefined;
  };
  const [myDataUrl, policyUrl] = [address('myDataUrl'), address('policyUrl')];
  return {
    ...(myDataUrl === undefined ? {} : { myDataUrl }),
    ...(policyUrl === undefined ? {} : { policyUrl }),
  };
}
