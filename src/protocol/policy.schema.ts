/** A policy version: an immutable tree of sections with stable ids, not HTML (DESIGN, section 2). */
import * as v from 'valibot';
import { day, identifier, languageTag, versionName, words } from './parts.schema.ts';
import { CHANGE_CATEGORIES } from './policy-terms.ts';
import { policyText } from './policy-text.schema.ts';
import type { PolicySection } from './policy-text.schema.ts';

const change = v.strictObject({
  section: v.pipe(identifier, v.description('The section that was changed, added or removed.')),
  category: v.picklist(CHANGE_CATEGORIES),
  summary: v.optional(
    v.pipe(v.record(languageTag, words), v.description('Language → the change in a plain sentence.')),
  ),
});

export type DeclaredChange = v.InferOutput<typeof change>;

export const policyVersionSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.string()),
    policy: identifier,
    version: versionName,
    lastUpdated: day,
    effectiveFrom: day,
    supersedes: v.optional(
      v.pipe(versionName, v.description('The version it takes the place of; checked when it is published.')),
    ),
    noticeLeadDays: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.maxValue(365),
        v.description('Days between publication and effect of a material change; 30 when absent.'),
      ),
    ),
    collects: v.pipe(
      v.array(identifier),
      v.description('The kinds of data it declares; forms ask for nothing else (S-04).'),
    ),
    changes: v.optional(
      v.pipe(v.array(change), v.description('What changed, section by section, in the words of its author.')),
    ),
    material: v.optional(
      v.pipe(
        v.boolean(),
        v.description(
          'Whether the change matters to people. It is computed; true raises it, false needs a second person (WP260, paragraph 29).',
        ),
      ),
    ),
    renewPurposes: v.optional(
      v.pipe(
        v.array(identifier),
        v.description(
          'Purposes whose permissions end until given again (L-12): their processing changes considerably.',
        ),
      ),
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
  /** It changed something that matters to people (WP260, paragraph 29). */
  isMaterial: boolean;
  /** Purposes whose permissions end on its day until they are given again (L-12); absent when there are none. */
  renews?: string[];
  /** It no longer counts; its text stays. */
  isWithdrawn?: true;
}

/** What `GET /v1/sites/{site}/policies/{policy}?after=` answers: a page of its versions, newest first. */
export interface PolicyIndex {
  policy: string;
  /** The version in force. */
  current: string;
  versions: PolicyVersionEntry[];
  /** How many there are altogether. */
  total: number;
  /** The last one of this page, where older ones follow: the next page's `after`. */
  next?: string;
  /** The newest one that changed something that matters; it may be announced and not in force yet. */
  material?: PolicyVersionEntry;
}

/** What `GET …/versions/{v}?language=` answers: one version in one language. */
export interface PolicyVersion extends Omit<PolicyVersionEntry, 'isWithdrawn'> {
  policy: string;
  language: string;
  title: string;
  remark?: string;
  sections: PolicySection[];
}
