/** Every duty of Art. 13 GDPR that the site has is fulfilled by a section, in every language (L-10). Pure. */
import { DUTIES } from '../policy-terms.ts';
import type { Duty } from '../policy-terms.ts';
import type { SiteDocument } from '../site.schema.ts';
import { coversOf, supports } from './duties.ts';
import type { GateFinding } from './finding.ts';
import { spotOf } from './finding.ts';
import { branchAt, saidIn } from './reading.ts';
import type { ReadText } from './reading.ts';
import { languageOf } from './words.ts';
import type { PolicyWords } from './words.ts';

/** What the words of a duty are, for who has to write them. */
const EXPECTED: Record<Duty, string> = {
  identity: 'who is responsible, and how to reach them',
  purposes: 'what data is used for',
  interests: 'the legitimate interests by name',
  recipients: 'who gets data',
  transfers: 'where data is stored and sent, or that it leaves no region',
  retention: 'how long data is kept',
  rights: 'the rights of the people the data is about',
  withdrawal: 'that consent can be withdrawn at any time',
  'controller-complaint': 'the right to complain to the controller (s. 164A DPA 2018)',
  'authority-complaint': 'the right to complain to the authority',
  obligation: 'whether people have to give data, and what happens if they do not',
  'automated-decisions': 'whether programs decide about people',
  dpo: 'the data protection officer, or that there is none',
};

/** Those that only some sites have depend on its purposes and its law. */
export function dutiesOf({ purposes, jurisdiction }: SiteDocument): Duty[] {
  const rests = (basis: string): boolean => purposes.some(({ lawfulBasis }) => lawfulBasis === basis);
  const applies: Partial<Record<Duty, boolean>> = {
    interests: rests('legitimate-interests'),
    withdrawal: rests('consent'),
    'controller-complaint': jurisdiction === 'gb',
  };
  return DUTIES.filter((duty) => applies[duty] !== false);
}

export function checkStructure(texts: readonly ReadText[], site: SiteDocument): GateFinding[] {
  const declared = withSource(texts);
  return declared.flatMap((text) => {
    const words = languageOf(text.language)?.words;
    return [
      ...missing(text, words, dutiesOf(site)),
      ...(words === undefined ? [] : [...baseless(text, words), ...unsupported(text, words)]),
    ];
  });
}

/** What a section covers is about the section: it is declared once, in the source or in each language. */
function withSource(texts: readonly ReadText[]): ReadText[] {
  const source = new Map(texts[0]?.sections.map(({ section, covers }) => [section, covers]));
  return texts.map((text) => ({
    ...text,
    sections: text.sections.map((section) => ({
      ...section,
      covers: section.covers ?? source.get(section.section),
    })),
  }));
}

function missing(text: ReadText, words: PolicyWords | undefined, duties: readonly Duty[]): GateFinding[] {
  const covered = new Set(text.sections.flatMap((section) => coversOf(section, words)));
  return duties
    .filter((duty) => !covered.has(duty))
    .map((duty) => ({
      pointer: text.pointer,
      code: 'duty-missing',
      requirement: duty === 'interests' ? 'T13' : 'L-10',
      expected: `a section that covers ${duty}: ${EXPECTED[duty]}`,
      found: duty,
    }));
}

/** Purposes go with their lawful basis (Art. 13(1)(c)); which is whose, the configuration knows. */
function baseless(text: ReadText, { bases }: PolicyWords): GateFinding[] {
  const said = saidIn(text.sections);
  if (Object.values(bases).some((basis) => said.some((passage) => basis.test(passage.text)))) return [];
  const expected = 'the lawful basis of each purpose';
  return [{ pointer: text.pointer, code: 'no-lawful-basis', requirement: 'L-10', expected }];
}

/** A cover is the author's to declare; that no word bears it out, a person has to see. */
function unsupported(text: ReadText, words: PolicyWords): GateFinding[] {
  return text.sections.flatMap((section, index) => {
    if (section.covers === undefined) return [];
    const branch = branchAt(index, text.sections);
    return section.covers
      .filter((duty) => !branch.some((part) => supports(part, duty, words)))
      .map((duty): GateFinding => ({
        ...spotOf(section),
        code: 'cover-unsupported',
        requirement: 'L-10',
        expected: `words that say ${EXPECTED[duty]}`,
        found: duty,
        severity: 'question',
      }));
  });
}
