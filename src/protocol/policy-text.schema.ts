/** The text of a policy: sections inside sections, each with blocks of words. Data, not HTML. */
import * as v from 'valibot';
import { identifier, words } from './parts.schema.ts';
import { DUTIES } from './policy-terms.ts';

/** A run of text; `href` makes it a link, `strong` and `emphasis` stress it, a line break in it is one. */
const run = v.strictObject({
  text: v.pipe(v.string(), v.minLength(1)),
  href: v.optional(
    v.pipe(v.string(), v.regex(/^(https?:|mailto:|tel:)/, 'an http, https, mailto or tel address')),
  ),
  strong: v.optional(v.boolean()),
  emphasis: v.optional(v.boolean()),
});
const runs = v.pipe(v.array(run), v.minLength(1));
/** A cell of a table may be empty. */
const cell = v.array(run);

export type Run = v.InferOutput<typeof run>;

/** Lists stand inside items as deep as the author nests them. */
export interface PolicyList {
  kind: 'list';
  ordered?: boolean | undefined;
  items: ListItem[];
}

/** An item is its text, or its text and the list under it. */
export type ListItem = Run[] | { text: Run[]; list: PolicyList };

const list: v.GenericSchema<PolicyList> = v.strictObject({
  kind: v.literal('list'),
  ordered: v.optional(v.boolean()),
  items: v.pipe(
    v.array(v.union([runs, v.strictObject({ text: runs, list: v.lazy(() => list) })])),
    v.minLength(1),
  ),
});

const table = v.strictObject({
  kind: v.literal('table'),
  /** The headings of the columns. */
  head: v.pipe(v.array(cell), v.minLength(1)),
  rows: v.array(v.array(cell)),
});

const block = v.union([v.strictObject({ kind: v.literal('paragraph'), text: runs }), list, table]);

export type PolicyTable = v.InferOutput<typeof table>;
export type Block = { kind: 'paragraph'; text: Run[] } | PolicyList | PolicyTable;

export interface PolicySection {
  /** Stable across versions and languages. */
  id: string;
  heading: string;
  /** One or two plain sentences (L-16). */
  summary?: string | undefined;
  /** What the law wants said that is said here (L-10). */
  covers?: (typeof DUTIES)[number][] | undefined;
  blocks: Block[];
  sections?: PolicySection[] | undefined;
}

const section: v.GenericSchema<PolicySection> = v.strictObject({
  id: identifier,
  heading: words,
  summary: v.optional(words),
  covers: v.optional(v.array(v.picklist(DUTIES))),
  blocks: v.array(block),
  sections: v.optional(v.array(v.lazy(() => section))),
});

export const policyText = v.strictObject({
  title: words,
  /** Said above the text, for example that it is a sample. */
  remark: v.optional(words),
  sections: v.pipe(v.array(section), v.minLength(1)),
});

export type PolicyText = v.InferOutput<typeof policyText>;
