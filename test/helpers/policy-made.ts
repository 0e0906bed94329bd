/** Made-up policies and edits of them, for properties: any text the schema allows, in few words so that they repeat. */
import fc from 'fast-check';
import type {
  Block,
  PolicyList,
  PolicySection,
  PolicyText,
  Run,
} from '../../src/protocol/policy-text.schema.ts';

const WORDS = [
  'we',
  'keep',
  'your',
  'data',
  'for',
  'the',
  'of',
  'months',
  '24',
  'Rights',
  'e-mail',
  'London,',
  'post.',
];
const word = fc.constantFrom(...WORDS);
const sentence = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '', '\n')), { minLength: 1, maxLength: most })
    .map((parts) =>
      parts
        .map(([text, space]) => text + space)
        .join('')
        .trim(),
    );

const run: fc.Arbitrary<Run> = fc
  .record({
    text: sentence(12),
    look: fc.constantFrom<Partial<Run>>(
      {},
      {},
      {},
      { strong: true },
      { emphasis: true },
      { href: 'https://smartxpo.com' },
    ),
  })
  .map(({ text, look }) => ({ text, ...look }));
const runs = fc.array(run, { minLength: 1, maxLength: 3 });

const list: fc.Arbitrary<PolicyList> = fc.letrec<{ list: PolicyList }>((tie) => ({
  list: fc
    .record({
      ordered: fc.boolean(),
      items: fc.array(fc.oneof({ depthSize: 'small' }, runs, fc.record({ text: runs, list: tie('list') })), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    .map(({ ordered, items }) => ({ kind: 'list', ...(ordered ? { ordered } : {}), items })),
})).list;

const cells = fc.array(fc.array(run, { maxLength: 1 }), { minLength: 1, maxLength: 3 });
const block: fc.Arbitrary<Block> = fc.oneof(
  runs.map((text): Block => ({ kind: 'paragraph', text })),
  list,
  fc
    .record({ head: cells, rows: fc.array(cells, { maxLength: 3 }) })
    .map((table): Block => ({ kind: 'table', ...table })),
);

interface MadeSection {
  heading: string;
  summary: string | undefined;
  blocks: Block[];
  depth: number;
}

const section: fc.Arbitrary<MadeSection> = fc.record({
  heading: sentence(3),
  summary: fc.option(sentence(5), { nil: undefined, freq: 4 }),
  blocks: fc.array(block, { maxLength: 4 }),
  depth: fc.integer({ min: 1, max: 3 }),
});

/** Ids that two made texts share, so that sections meet. */
function nested(made: readonly MadeSection[], ids: readonly number[]): PolicySection[] {
  const root: PolicySection[] = [];
  const open: PolicySection[] = [];
  made.forEach(({ depth, heading, summary, blocks }, index) => {
    const words = summary === undefined ? {} : { summary };
    const own: PolicySection = { id: `s${ids[index] ?? index}`, heading, ...words, blocks };
    open.length = Math.min(depth - 1, open.length);
    const parent = open.at(-1);
    if (parent === undefined) root.push(own);
    else (parent.sections ??= []).push(own);
    open.push(own);
  });
  return root;
}

export const policyText: fc.Arbitrary<Pick<PolicyText, 'title' | 'sections'>> = fc
  .record({
    title: sentence(4),
    made: fc.array(section, { minLength: 1, maxLength: 7 }),
    ids: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ title, made, ids }) => ({ title, sections: nested(made, ids) }));
