/** The site document: one organisation's published configuration (DESIGN, section 2 "site"). */
import * as v from 'valibot';
import { REFUSAL_CODES } from './request.ts';
import { JURISDICTIONS, LAWFUL_BASES, OBJECTION_SCOPES } from './terms.ts';
import type { Channel } from './terms.ts';
import { identifier, languageTag, translations, webAddress, words } from './parts.schema.ts';
import { themeSchema } from './theme.schema.ts';

const duration = v.pipe(
  v.string(),
  v.regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, 'an ISO 8601 duration such as P24M'),
);

const retention = v.pipe(
  v.strictObject({
    after: v.pipe(words, v.description('The event that starts the period, in words a visitor can read.')),
    keep: v.pipe(duration, v.description('ISO 8601 duration after which the data is deleted (S-20).')),
  }),
  v.description('How long data for this purpose is kept (S-20).'),
);

const purposeParts = {
  id: identifier,
  title: words,
  description: words,
  retention,
  objection: v.optional(
    v.pipe(
      v.picklist(OBJECTION_SCOPES),
      v.description('The switch of “my data” that stops it: marketing, or passing data to others (S-30).'),
    ),
  ),
};

/** Data that this backend cannot delete: whoever asks for erasure is told of it, and staff are reminded (S-25). */
const externalStore = v.variant('erasure', [
  v.strictObject({
    id: identifier,
    title: words,
    erasure: v.pipe(v.literal('by-hand'), v.description('Staff delete there, and say so in the case.')),
  }),
  v.strictObject({
    id: identifier,
    title: words,
    erasure: v.pipe(v.literal('kept'), v.description('Stays for a reason that the law knows.')),
    reason: v.picklist(REFUSAL_CODES),
    why: words,
    keep: v.optional(
      v.pipe(duration, v.description('ISO 8601 duration after which it is gone there as well.')),
    ),
  }),
]);

/** A purpose has one lawful basis; legitimate interests are named and assessed (S-06). */
const purpose = v.variant('lawfulBasis', [
  v.strictObject({
    ...purposeParts,
    lawfulBasis: v.literal('legitimate-interests'),
    interest: v.pipe(words, v.description('The interest that is pursued (Art. 13(1)(d) GDPR).')),
    assessment: v.pipe(words, v.description('Reference of the balancing test on file.')),
  }),
  v.strictObject({
    ...purposeParts,
    lawfulBasis: v.picklist(LAWFUL_BASES.filter((basis) => basis !== 'legitimate-interests')),
  }),
]);

export const siteSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.string()),
    site: identifier,
    name: words,
    languages: v.pipe(v.array(languageTag), v.minLength(1)),
    controller: v.strictObject({
      name: words,
      address: words,
      email: v.pipe(v.string(), v.email()),
      url: webAddress,
    }),
    jurisdiction: v.picklist(JURISDICTIONS),
    authority: v.strictObject({ name: words, url: webAddress }),
    purposes: v.pipe(v.array(purpose), v.minLength(1)),
    externalStores: v.optional(v.array(externalStore)),
    policy: v.pipe(identifier, v.description('The policy that forms link to.')),
    origins: v.pipe(
      v.array(webAddress),
      v.description('Origins whose pages may talk to the backend (H-10); exact matches only.'),
    ),
    myDataUrl: v.optional(webAddress),
    policyUrl: v.optional(webAddress),
    theme: v.optional(themeSchema),
    doubleOptIn: v.variant('email', [
      v.strictObject({ email: v.literal(true) }),
      v.strictObject({ email: v.literal(false), reason: words }),
    ]),
    submissionLifetimeHours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(720)),
    grantMaxAgeHours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(720)),
    lifetimeReason: v.optional(
      v.pipe(words, v.description('Why a limit above is longer than 72 hours (DESIGN, section 7.5).')),
    ),
    workingDays: v.optional(
      v.pipe(
        v.strictObject({
          timeZone: v.pipe(v.string(), v.maxLength(60), v.description('IANA name, such as Europe/London.')),
          holidays: v.optional(
            v.pipe(
              v.string(),
              v.regex(/^[A-Z]{2}(-[A-Z0-9]{1,4}){0,2}$/, 'a country with its part, such as GB-ENG'),
              v.description('Whose public holidays count; absent: none does.'),
            ),
          ),
        }),
        v.description(
          'Where the days of the controller begin, and which are no working days: deadlines are counted by them.',
        ),
      ),
    ),
    consentMonths: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
    translations,
  }),
  v.title('Site document'),
);

export type ExternalStore = v.InferOutput<typeof externalStore>;
export type SiteDocument = v.InferOutput<typeof siteSchema>;

/** A purpose as visitors see it: without the references of the files that assess it. */
export type PublicPurpose = Pick<
  SiteDocument['purposes'][number],
  'id' | 'title' | 'description' | 'lawfulBasis' | 'retention' | 'objection'
> & { interest?: string };

/** A form as it is listed; `titles` by language. */
export interface ListedForm {
  form: string;
  version: number;
  titles: Record<string, string>;
}

/** What `GET /v1/sites/{site}/config` answers: the site document less what only the backend needs. */
export type SiteConfig = Omit<
  SiteDocument,
  '$schema' | 'origins' | 'purposes' | 'doubleOptIn' | 'lifetimeReason' | 'workingDays'
> & {
  purposes: PublicPurpose[];
  forms: ListedForm[];
  channels: readonly Channel[];
};
