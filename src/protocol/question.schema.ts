/** The types of question. What each takes as an answer stands in `answer-check.ts`. */
import * as v from 'valibot';
import { conditionSchema } from './condition.schema.ts';
import { day, identifier, words } from './parts.schema.ts';
import { FILE_KINDS, LARGEST_FILE } from './terms.ts';

const parts = {
  id: v.pipe(identifier, v.description('Stable id; renaming the label never changes it.')),
  label: words,
  hint: v.optional(words),
  why: v.optional(
    v.pipe(words, v.description('Shown beside a required question: what it is needed for (S-05).')),
  ),
  showIf: v.optional(
    v.pipe(conditionSchema, v.description('Hidden means not required, not checked, not sent.')),
  ),
  data: v.optional(
    v.pipe(
      identifier,
      v.description('The kind of data by the policy’s own word for it (S-04); default: the id.'),
    ),
  ),
  prefillFrom: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z][a-z0-9_-]{0,39}$/, 'the name of a query parameter'),
      v.description('Query parameter of the page’s address that fills the answer in.'),
    ),
  ),
};
/** No address ticks a box. */
const { prefillFrom: _prefillFrom, ...boxParts } = parts;
const required = v.optional(v.boolean());
const question = { ...parts, required };
const autocomplete = v.optional(v.pipe(words, v.description('HTML autocomplete token (WCAG 1.3.5).')));

const whole = (least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)));
const option = v.strictObject({ id: identifier, label: words });
/** Enough for a list of professions; a longer one needs a search, not a list. */
const options = v.pipe(v.array(option), v.minLength(2), v.maxLength(100));

export const questionSchema = v.variant('type', [
  v.strictObject({ ...question, type: v.literal('text'), autocomplete, maxLength: whole(1, 1000) }),
  v.strictObject({ ...question, type: v.literal('email'), autocomplete }),
  v.strictObject({ ...question, type: v.literal('phone'), autocomplete }),
  v.strictObject({ ...question, type: v.literal('url'), autocomplete }),
  v.strictObject({
    ...question,
    type: v.literal('number'),
    min: v.optional(v.pipe(v.number(), v.finite())),
    max: v.optional(v.pipe(v.number(), v.finite())),
    whole: v.optional(v.pipe(v.boolean(), v.description('No fractions.'))),
  }),
  v.strictObject({
    ...question,
    type: v.literal('date'),
    autocomplete,
    earliest: v.optional(day),
    latest: v.optional(day),
  }),
  v.strictObject({
    ...question,
    type: v.literal('textarea'),
    autocomplete,
    maxLength: whole(1, 20_000),
    rows: whole(2, 20),
  }),
  v.strictObject({ ...question, type: v.literal('select'), autocomplete, options }),
  v.strictObject({ ...question, type: v.literal('radio'), options }),
  // A box that must be ticked is a statement to confirm: that is a consent block, "acknowledge".
  v.strictObject({ ...boxParts, type: v.literal('checkbox') }),
  v.strictObject({ ...question, type: v.literal('multi-choice'), options }),
  v.strictObject({ ...question, type: v.literal('country'), autocomplete }),
  v.strictObject({
    ...question,
    type: v.literal('scale'),
    from: v.picklist([0, 1]),
    to: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(10)),
    low: v.pipe(words, v.description('What the lowest number means.')),
    high: v.pipe(words, v.description('What the highest number means.')),
  }),
  v.strictObject({
    ...question,
    type: v.literal('matrix'),
    rows: v.pipe(v.array(option), v.minLength(1), v.maxLength(20)),
    columns: v.pipe(v.array(option), v.minLength(2), v.maxLength(10)),
  }),
  v.strictObject({ ...question, type: v.literal('address') }),
  v.strictObject({
    ...question,
    type: v.literal('file'),
    accept: v.pipe(v.array(v.picklist(FILE_KINDS)), v.minLength(1), v.description('Kinds of file.')),
    maxBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1024), v.maxValue(LARGEST_FILE))),
  }),
]);

export type Question = v.InferOutput<typeof questionSchema>;
export type QuestionType = Question['type'];
export type Option = v.InferOutput<typeof option>;
