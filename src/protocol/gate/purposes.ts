/**
 * Each purpose of the site stands in the text with its lawful basis, its interest (T13) and its
 * period (T7, S-20). A purpose is known by the words of its title or description: who writes the
 * policy takes them from there. Pure.
 */
import { documentLanguage, textAt } from '../localised.ts';
import type { SiteDocument } from '../site.schema.ts';
import { LAWFUL_BASES } from '../terms.ts';
import type { LawfulBasis } from '../terms.ts';
import type { GateFinding } from './finding.ts';
import { rootsOf, shareIn, speaksOf } from './naming.ts';
import type { Named } from './naming.ts';
import type { Period } from './periods.ts';
import { periodReader, periodsOf } from './periods.ts';
import { sentencesOf } from './reading.ts';
import type { ReadSection, ReadText } from './reading.ts';
import { languageOf } from './words.ts';
import type { PolicyWords } from './words.ts';

type Purpose = SiteDocument['purposes'][number];

/** A sentence with what it says, and what is said around it. */
interface Sentence {
  roots: Set<string>;
  /** Bases named in it; if there are none, in its passage, in what introduces that, in the heading. */
  bases: LawfulBasis[];
  /** Said in its passage. */
  periods: Set<Period>;
  /** A legitimate interest is spoken of in its section. */
  isAboutInterests: boolean;
}

export function checkPurposes(texts: readonly ReadText[], site: SiteDocument): GateFinding[] {
  return texts.flatMap((text) => {
    const words = languageOf(text.language)?.words;
    if (words === undefined || !speaks(site, text.language)) return [];
    const sentences = sentencesWith(text.sections, words);
    return site.purposes.flatMap((purpose) => checkPurpose(purpose, site, text, sentences, words));
  });
}

/** Whether the site's own words are in that language, so that they can be found in the text. */
function speaks(site: SiteDocument, language: string): boolean {
  const base = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];
  return base(documentLanguage(site, language)) === base(language);
}

function checkPurpose(
  purpose: Purpose,
  site: SiteDocument,
  { pointer, language }: ReadText,
  sentences: readonly Sentence[],
  words: PolicyWords,
): GateFinding[] {
  const local = (path: string, source: string): string =>
    textAt(site, `purposes.${purpose.id}.${path}`, source, documentLanguage(site, language));
  const title = local('title', purpose.title);
  const about = { pointer, found: purpose.id };
  const named = namedBy(title, local('description', purpose.description), words);
  const own = sentences.filter(({ roots }) => speaksOf(roots, named));
  const findings: GateFinding[] = [];
  if (own.length === 0) {
    findings.push({
      ...about,
      code: 'purpose-missing',
      requirement: 'T13',
      expected: `the purpose "${title}"`,
    });
  } else if (!own.some((sentence) => hasBasis(sentence, purpose.lawfulBasis))) {
    const expected = `"${title}" with its lawful basis, ${purpose.lawfulBasis}`;
    findings.push({ ...about, code: 'basis-missing', requirement: 'T13', expected });
  }
  if ('interest' in purpose) {
    const interest = local('interest', purpose.interest);
    const roots = rootsOf(interest, words);
    if (roots.size > 0 && !sentences.some((own) => own.isAboutInterests && shareIn(roots, own.roots) > 0.5)) {
      findings.push({ ...about, code: 'interest-missing', requirement: 'T13', expected: interest });
    }
  }
  const after = rootsOf(local('retention.after', purpose.retention.after), words);
  return [...findings, ...checkPeriod(purpose, title, about, sentences, own, after)];
}

function namedBy(title: string, description: string, words: PolicyWords): Named {
  return { title: rootsOf(title, words), description: rootsOf(description, words) };
}

/** Its own, or the only one that is named where it stands. */
function hasBasis({ bases }: Sentence, basis: LawfulBasis): boolean {
  return bases.length === 1 && bases[0] === basis;
}

/** Said with the purpose or with what starts it; said elsewhere, a person has to see whether it is about this. */
function checkPeriod(
  { retention: { keep } }: Purpose,
  title: string,
  about: Pick<GateFinding, 'pointer' | 'found'>,
  sentences: readonly Sentence[],
  own: readonly Sentence[],
  after: ReadonlySet<string>,
): GateFinding[] {
  return periodsOf(keep).flatMap((period): GateFinding[] => {
    const saying = sentences.filter(({ periods }) => periods.has(period));
    if (saying.some((sentence) => own.includes(sentence) || shareIn(after, sentence.roots) >= 0.5)) return [];
    const expected = `how long data for "${title}" is kept: ${keep}`;
    if (saying.length === 0) return [{ ...about, code: 'period-missing', requirement: 'T7', expected }];
    return [{ ...about, code: 'period-apart', requirement: 'T7', expected, severity: 'question' }];
  });
}

function sentencesWith(sections: readonly ReadSection[], words: PolicyWords): Sentence[] {
  const periodsIn = periodReader(words);
  const basesIn = (text: string): LawfulBasis[] =>
    LAWFUL_BASES.filter((basis) => words.bases[basis].test(text));
  return sections.flatMap(({ heading, passages }) => {
    const whole = passages.map(({ text }) => text).join(' ');
    const isAboutInterests = words.bases['legitimate-interests'].test(`${heading.text} ${whole}`);
    const above = basesIn(heading.text);
    const inPassages = passages.flatMap(({ text, lead = '' }) => {
      const around = [basesIn(text), basesIn(lead), above];
      const periods = periodsIn(text);
      return sentencesOf(text).map((sentence): Sentence => {
        const bases = [basesIn(sentence), ...around].find((level) => level.length > 0) ?? [];
        return { roots: rootsOf(sentence, words), bases, periods, isAboutInterests };
      });
    });
    if (passages.length === 0) return [];
    // A section under the name of a purpose is about it, all of it.
    const roots = rootsOf(heading.text, words);
    return [{ roots, bases: basesIn(whole), periods: periodsIn(whole), isAboutInterests }, ...inPassages];
  });
}
