/** Phrases that only a person can judge: each is a question, and none is a fault by itself. Pure. */
import { shown } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import type { GateFinding, Spot } from './finding.ts';
import { spotOf } from './finding.ts';
import { periodReader } from './periods.ts';
import { DAMAGE_RULE, PHRASE_RULES, SECTION_RULES } from './phrase-rules.ts';
import type { PhraseCode, Phrases } from './phrase-rules.ts';
import { branchAt } from './reading.ts';
import type { Passage, ReadSection, ReadText } from './reading.ts';
import { languageOf } from './words.ts';
import type { PolicyWords } from './words.ts';

export function checkPhrases(texts: readonly ReadText[], site: SiteDocument): GateFinding[] {
  return texts.flatMap((text) => {
    const language = languageOf(text.language);
    const all = everyPassage(text);
    const damaged = all.flatMap(damage);
    if (language === undefined) return damaged;
    const { words, phrases } = language;
    const open = openPeriods(text, words);
    return [
      ...damaged,
      ...all.flatMap((passage) => inPassage(passage, phrases, open)),
      ...text.sections.flatMap((section) => [
        ...oneMailbox(section, phrases),
        ...vagueVerbs(section, phrases),
        ...(site.jurisdiction === 'gb' ? regionUnnamed(section, phrases) : []),
      ]),
      ...breachToldToFew(text, phrases),
    ];
  });
}

function everyPassage({ front, sections }: ReadText): Passage[] {
  return [
    ...front,
    ...sections.flatMap(({ heading, summary, passages }) => [
      heading,
      ...(summary === undefined ? [] : [summary]),
      ...passages,
    ]),
  ];
}

function question(
  spot: Spot,
  code: string,
  { requirement, expected }: { requirement: string; expected: string },
  found?: string,
): GateFinding {
  const about = { ...spotOf(spot), code, requirement, expected, severity: 'question' as const };
  return found === undefined ? about : { ...about, found: shown(found) };
}

/** A line of question marks, the sign for what could not be read, and UTF-8 read as Latin-1 (T14). */
const DAMAGE =
  /^[?\s]+$|\ufffd|\u00c3[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u0192\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00e2\u20ac.|\u00c2[ \u00a0-\u00bf]|(?<=\p{L})\?(?=\p{L})/u;

function damage(passage: Passage): GateFinding[] {
  const found = DAMAGE.exec(passage.text);
  // An address may have a question mark between letters.
  if (
    found === null ||
    (found[0] === '?' && passage.text.length > 1 && isInAddress(passage.text, found.index))
  )
    return [];
  const around = passage.text.slice(Math.max(0, found.index - 15), found.index + 15);
  return [question(passage, 'damaged-text', DAMAGE_RULE, around)];
}

function isInAddress(text: string, index: number): boolean {
  const start = text.lastIndexOf(' ', index) + 1;
  const word = text.slice(start, index);
  return /[/:.]/.test(word);
}

function inPassage(passage: Passage, { said }: Phrases, open: ReadonlySet<Passage>): GateFinding[] {
  return (Object.keys(PHRASE_RULES) as PhraseCode[]).flatMap((code) => {
    const found = said[code].exec(passage.text);
    if (found === null || (code === 'period-open' && !open.has(passage))) return [];
    return [question(passage, code, PHRASE_RULES[code], found[0])];
  });
}

/** "As long as necessary" says nothing where no period follows in its section. */
function openPeriods({ sections }: ReadText, words: PolicyWords): Set<Passage> {
  const periodsIn = periodReader(words);
  return new Set(
    sections
      .filter(({ passages }) => passages.every(({ text }) => periodsIn(text).size === 0))
      .flatMap(({ passages }) => passages),
  );
}

/** Complaints go to the address that everything goes to (T2). */
function oneMailbox(section: ReadSection, { complaint, otherRoute }: Phrases): GateFinding[] {
  return section.passages
    .filter(({ text }) => complaint.test(text) && text.includes('@') && !otherRoute.test(text))
    .map((passage) => question(passage, 'one-mailbox', SECTION_RULES['one-mailbox']));
}

/** Once or twice is how people speak. */
const MOST_VAGUE = 2;

function vagueVerbs(section: ReadSection, { vagueVerb }: Phrases): GateFinding[] {
  const count = section.passages.reduce((sum, { text }) => sum + [...text.matchAll(vagueVerb)].length, 0);
  if (count <= MOST_VAGUE) return [];
  return [question(section, 'vague-verbs', SECTION_RULES['vague-verbs'], `${String(count)} times`)];
}

/** A company in the United Kingdom is not in the EEA (F8). */
function regionUnnamed(section: ReadSection, { eea, unitedKingdom }: Phrases): GateFinding[] {
  const stands = (sign: RegExp): Passage | undefined => section.passages.find(({ text }) => sign.test(text));
  const passage = stands(eea);
  if (passage === undefined || stands(unitedKingdom) !== undefined) return [];
  return [question(passage, 'region-unnamed', SECTION_RULES['region-unnamed'])];
}

/** Clients hear of a breach; the authority and the people concerned have to as well (T9). */
function breachToldToFew({ sections }: ReadText, phrases: Phrases): GateFinding[] {
  return sections.flatMap((section, index) => {
    const { breach, clients, authority, toldPeople } = phrases;
    const own = section.passages.map(({ text }) => text).join(' ');
    if (!breach.test(own) || !clients.test(own)) return [];
    const all = branchAt(index, sections)
      .flatMap(({ passages }) => passages.map(({ text }) => text))
      .join(' ');
    if (authority.test(all) && toldPeople.test(all)) return [];
    return [question(section, 'breach-told-to-few', SECTION_RULES['breach-told-to-few'])];
  });
}
