/**
 * Policies of a given length and edits of them, made up from one seed. Words come as often as in real
 * texts: few of them make up half of it, most are rare.
 */
import type { Block, PolicySection, PolicyText } from '../../src/protocol/policy-text.schema.ts';
import { seededRandom, shuffled } from './measure.ts';

export const EDITS = ['light', 'heavy', 'rewritten'] as const;
/** A word in fifty; a third of the words, sentences and sections besides; every sentence. */
export type Edit = (typeof EDITS)[number];

export interface TextPair {
  from: PolicyText;
  to: PolicyText;
}

const COMMON =
  'the of to and we your you our for data in or is that this may us with use as are by on it not when if any from can which will have be such how about an other their these'.split(
    ' ',
  );
const SYLLABLES = 'ba con der fi gra in lo men ne pro re sta ti tor vers'.split(' ');
const RARE = 3000;

interface Draft {
  id: string;
  heading: string[];
  paragraphs: string[][][];
}

/** `words` about, in sections of `inSection` words. */
export function madeTexts(words: number, edit: Edit, inSection: number): TextPair {
  const random = seededRandom(words);
  const drafts = Array.from({ length: Math.max(1, Math.round(words / inSection)) }, (_, index) =>
    newDraft(index, Math.min(words, inSection), random),
  );
  return { from: textOf(drafts), to: textOf(edited(drafts, edit, seededRandom(words + 1))) };
}

function newDraft(index: number, size: number, random: () => number): Draft {
  const paragraphs: string[][][] = [];
  for (let count = 0; count < size;) {
    const paragraph = Array.from({ length: 1 + Math.floor(random() * 4) }, () => sentence(random));
    count += paragraph.flat().length;
    paragraphs.push(paragraph);
  }
  return { id: `section-${String(index)}`, heading: sentence(random).slice(0, 4), paragraphs };
}

function sentence(random: () => number): string[] {
  return Array.from({ length: 8 + Math.floor(random() * 20) }, () => word(random));
}

function word(random: () => number): string {
  // Half of a text are a few dozen words; of the others the first are far more frequent than the last.
  if (random() < 0.5) return COMMON[Math.floor(random() ** 2 * COMMON.length)] as string;
  let rank = Math.floor(random() ** 3 * RARE);
  let made = '';
  do {
    made += SYLLABLES[rank % SYLLABLES.length] as string;
    rank = Math.floor(rank / SYLLABLES.length);
  } while (rank > 0);
  return made;
}

function edited(drafts: readonly Draft[], edit: Edit, random: () => number): Draft[] {
  if (edit === 'rewritten') {
    return drafts.map(({ paragraphs, ...draft }) => ({
      ...draft,
      paragraphs: paragraphs.map((paragraph) => paragraph.map(() => sentence(random))),
    }));
  }
  const [words, sentences] = edit === 'light' ? [0.02, 0.005] : [0.3, 0.1];
  const changed = drafts.map(({ paragraphs, ...draft }) => ({
    ...draft,
    paragraphs: paragraphs.map((paragraph) =>
      paragraph.flatMap((old) => {
        if (random() < sentences) return random() < 0.5 ? [] : [old, sentence(random)];
        return [old.map((same) => (random() < words ? word(random) : same))];
      }),
    ),
  }));
  return edit === 'light' ? changed : reordered(changed, random);
}

/** A third of the sections renamed, one in eight moved. */
function reordered(drafts: readonly Draft[], random: () => number): Draft[] {
  const renamed = drafts.map((draft) =>
    random() < 0.33 ? { ...draft, heading: sentence(random).slice(0, 3) } : draft,
  );
  const moving = renamed.filter(() => random() < 0.125);
  return [...renamed.filter((draft) => !moving.includes(draft)), ...shuffled(moving, random)];
}

function textOf(drafts: readonly Draft[]): PolicyText {
  return { title: 'Policy', sections: drafts.map(sectionOf) };
}

function sectionOf({ id, heading, paragraphs }: Draft): PolicySection {
  const blocks = paragraphs.flatMap((paragraph, index): Block[] => {
    const texts = paragraph.filter((words) => words.length > 0).map((words) => `${words.join(' ')}.`);
    if (texts.length === 0) return [];
    // Every fifth paragraph is a list.
    return index % 5 === 4
      ? [{ kind: 'list', items: texts.map((text) => [{ text }]) }]
      : [{ kind: 'paragraph', text: [{ text: texts.join(' ') }] }];
  });
  return { id, heading: heading.join(' '), blocks };
}
