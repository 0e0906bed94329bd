/** The comparison, beside jsdiff's comparison of words on the same two texts; processor time of the process. */
import { diffWords } from 'diff';
import { comparePolicyTexts } from '../../src/protocol/diff/policy-diff.ts';
import { unitsOf } from '../../src/protocol/diff/units.ts';
import type { PolicyText } from '../../src/protocol/policy-text.schema.ts';
import { figure, race, seededRandom } from './measure.ts';
import type { Figure, Report } from './measure.ts';
import { EDITS, madeTexts } from './policy-texts.ts';

const ROUNDS = 7;
const WARM_UP = 2;
/** jsdiff is stopped then, ms by the clock; what it took until then counts. */
const PATIENCE = 10_000;

const LENGTHS = [
  // Sections as long as those of real policies of this length.
  { words: 5_000, inSection: 250, aim: 30 },
  { words: 50_000, inSection: 500, aim: 200 },
];

export async function compareFigures(): Promise<Required<Report>> {
  const figures: Figure[] = [];
  const given: string[] = [];
  for (const { words, inSection, aim } of LENGTHS) {
    for (const edit of EDITS) {
      const { from, to } = madeTexts(words, edit, inSection);
      const name = `${String(words)}-words.${edit}`;
      figures.push(...(await against(name, from, to, aim, given)));
    }
  }
  // Without a heading to hold on to, the words of the whole text are one row.
  const { from, to } = madeTexts(50_000, 'rewritten', 50_000);
  figures.push(...(await against('50000-words.one-section', from, to, 200, given)));
  const notes = `jsdiff was stopped after ${String(PATIENCE / 1000)} s in: ${given.join(', ') || 'none'}. There the ratio is less than it says.`;
  return { figures, notes };
}

async function against(
  name: string,
  from: PolicyText,
  to: PolicyText,
  aim: number,
  given: string[],
): Promise<Figure[]> {
  const [older, newer] = [plain(from), plain(to)];
  const giving: boolean[] = [];
  const taken = await race(
    {
      ours: () => cpuOf(() => comparePolicyTexts(from, to)),
      jsdiff: () =>
        cpuOf(() => {
          const result: unknown = diffWords(older, newer, { timeout: PATIENCE });
          giving.push(result === undefined);
        }),
    },
    { rounds: ROUNDS, warmUp: WARM_UP, random: seededRandom(1) },
  );
  if (giving.includes(true)) given.push(name);
  const aims = taken.ours.map(() => aim);
  return [
    figure(`policy.compare/jsdiff.${name}`, 'ms', taken.ours, taken.jsdiff),
    figure(`policy.compare/aim.${name}`, 'ms', taken.ours, aims),
  ];
}

/** Of the whole process, collection of garbage included. */
function cpuOf(work: () => void): Promise<number> {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Promise.resolve((user + system) / 1000);
}

function plain({ sections }: PolicyText): string {
  return sections
    .flatMap((section) => [
      section.heading,
      ...unitsOf(section).map(({ runs }) => runs.map(({ text }) => text).join('')),
    ])
    .join('\n');
}
