/** A policy version: an immutable tree of sections with stable ids, not HTML (DESIGN, section 2). */
import * as v from 'valibot';
import { day, identifier, languageTag, versionName, words } from './parts.schema.ts';

/** A run of text; `href` makes it a link, `strong` stresses it. */
const run = v.strictObject({
  text: v.pipe(v.string(), v.minLength(1)),
  href: v.optional(v.pipe(v.string(), v.regex(/^(https?:|mailto:)/, 'an http, https or mailto address'))),
  strong: v.optional(v.boolean()),
});
const runs = v.pipe(v.array(run), v.minLength(1));

const block = v.variant('kind', [
  v.strictObject({ kind: v.literal('paragraph'), text: runs }),
  v.strictObject({ kind: v.literal('list'), ordered: v.optional(v.boolean()), items: v.array(runs) }),
]);

export type Run = v.InferOutput<typeof run>;
export type Block = v.InferOutput<typeof block>;

export interface PolicySection {
  /** Stable across versions and languages. */
  id: string;
  heading: string;
  /** One or two plain sentences (L-16). */
  summary?: string | undefined;
  blocks: Block[];
  sections?: PolicySection[] | undefined;
}

const section: v.GenericSchema<PolicySection> = v.strictObject({
  id: identifier,
  heading: words,
  summary: v.optional(words),
  blocks: v.array(block),
  sections: v.optional(v.array(v.lazy(() => section))),
});

const policyText = v.strictObject({
  title: words,
  /** Said above the text, for example that it is a sample. */
  remark: v.optional(words),
  sections: v.pipe(v.array(section), v.minLength(1)),
});

export const policyVersionSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.string()),
    policy: identifier,
    version: versionName,
    lastUpdated: day,
    effectiveFrom: day,
    collects: v.pipe(
      v.array(identifier),
      v.description('The kinds of data it declares; forms ask for nothing else (S-04).'),
    ),
    texts: v.pipe(
      v.record(languageTag, policyText),
      v.description('Language → text; the first is the source.'),
    ),
  }),
  v.title('Policy version'),
);

export type PolicyVersionDocument = v.InferOutput<typeof policyVersionSchema>;

/** A line of the list of versions. */
export interface PolicyVersionEntry {
  version: string;
  lastUpdated: string;
  effectiveFrom: string;
  publishedAt: string;
  languages: string[];
  hash: string;
}

/** What `GET /v1/sites/{site}/policies/{policy}` answers; newest version first. */
export interface PolicyIndex {
  policy: string;
  current: string;
  versions: PolicyVersionEntry[];
}

/** What `GET …/versions/{v}?language=` answers: one version in one language. */
export interface PolicyVersion extends PolicyVersionEntry {
  policy: string;
  language: string;
  title: string;
  remark?: string;
  sections: PolicySection[];
}
