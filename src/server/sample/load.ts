/** Loads the SmartXPO sample site. Published versions that are there already stay as they are. */
import { formDefinitionSchema } from '../../protocol/form-definition.schema.ts';
import { policyVersionSchema } from '../../protocol/policy.schema.ts';
import { siteSchema } from '../../protocol/site.schema.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { parse } from '../../protocol/parse.schema.ts';
import { publishForm, publishPolicy, publishSite, readSite } from '../publishing.ts';
import type { Store } from '../store/store.ts';
import contact from './smartxpo/forms/contact.v1.json' with { type: 'json' };
import subscription from './smartxpo/forms/subscription.v1.json' with { type: 'json' };
import first from './smartxpo/policies/privacy/2018-06-19.json' with { type: 'json' };
import second from './smartxpo/policies/privacy/2026-11-01.json' with { type: 'json' };
import site from './smartxpo/site.json' with { type: 'json' };
import type { GenericSchema } from 'valibot';

function checked<T>(schema: GenericSchema<unknown, T>, document: unknown): T {
  const { value, findings } = parse(schema, document);
  if (findings !== undefined) throw new Error(`sample document: ${JSON.stringify(findings)}`);
  return value;
}

/** Where the sample site is embedded at this start. */
export interface SamplePlaces {
  /** Origins of the pages that embed it. */
  origins: string[];
  myDataUrl?: string | undefined;
  policyUrl?: string | undefined;
  /** The same addresses in other languages. */
  translations?: Record<string, { myDataUrl: string; policyUrl: string }>;
}

/**
 * True when the site was not there before. Its document follows the places of this start; without
 * any it is left as it is found.
 */
export async function loadSampleSite(
  store: Store,
  places: SamplePlaces | undefined,
  now: number,
): Promise<boolean> {
  return store.transaction(async (queries) => {
    const sample = checked(siteSchema, site);
    const isNew = (await readSite(queries, sample.site)) === undefined;
    if (isNew || places !== undefined) await publishSite(queries, placed(sample, places), now);
    for (const policy of [first, second])
      await publishPolicy(queries, sample.site, checked(policyVersionSchema, policy), now);
    for (const form of [subscription, contact])
      await publishForm(queries, sample.site, checked(formDefinitionSchema, form), now);
    return isNew;
  });
}

function placed(sample: SiteDocument, places: SamplePlaces | undefined): SiteDocument {
  const { translations = {}, ...addresses } = places ?? { origins: [] };
  const languages = Object.entries(sample.translations ?? {}).map(([language, catalogue]) => [
    language,
    { ...catalogue, ...translations[language] },
  ]);
  return {
    ...sample,
    ...addresses,
    translations: Object.fromEntries(languages) as SiteDocument['translations'],
  };
}
