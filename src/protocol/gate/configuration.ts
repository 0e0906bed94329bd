/** Names, addresses, days and rights of a text against the site document and the version. Pure. */
import { textAt } from '../localised.ts';
import type { Duty } from '../policy-terms.ts';
import type { PolicyVersionDocument } from '../policy.schema.ts';
import { shown } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import { dayReader } from './dates.ts';
import { supports } from './duties.ts';
import type { GateFinding, Spot } from './finding.ts';
import { spotOf } from './finding.ts';
import { saidIn } from './reading.ts';
import type { Passage, ReadText } from './reading.ts';
import { RIGHTS, languageOf } from './words.ts';
import type { PolicyWords } from './words.ts';

export function checkConfiguration(
  version: PolicyVersionDocument,
  texts: readonly ReadText[],
  site: SiteDocument,
): GateFinding[] {
  return [
    ...untranslated(texts, site),
    ...texts.flatMap((text) => {
      const words = languageOf(text.language)?.words;
      return [
        ...controller(text, site),
        ...spellings(text, site),
        ...authority(text, site),
        ...(words === undefined
          ? [unread(text)]
          : [...otherDays(text, version, words), ...unnamedRights(text, site, words)]),
      ];
    }),
  ];
}

/** "Only available in …" is an answer to a visitor; whether it is enough, a person judges (WP260, paragraph 13). */
function untranslated(texts: readonly ReadText[], { languages }: SiteDocument): GateFinding[] {
  const there = texts.map(({ language }) => language.toLowerCase());
  return languages
    .filter((language) => {
      const wanted = language.toLowerCase();
      return !there.some((own) => own === wanted || own === wanted.split('-')[0]);
    })
    .map((language) => ({
      pointer: '/texts',
      code: 'language-missing',
      requirement: 'L-16',
      expected: `a text in ${language}, a language of the site`,
      severity: 'question',
    }));
}

/** The rules that need words know none of this language. */
function unread({ pointer, language }: ReadText): GateFinding {
  return {
    pointer,
    code: 'language-unread',
    requirement: 'L-10',
    expected: 'a person who has read this text: the rules about words know English and German',
    found: language,
    severity: 'question',
  };
}

function controller(text: ReadText, { controller: { name, address, email } }: SiteDocument): GateFinding[] {
  const said = saidIn(text.sections);
  const about = { requirement: 'L-10', ...spotIn(text, 'identity') };
  const missing: GateFinding[] = [];
  if (!isIn(said, name)) missing.push({ ...about, code: 'controller-name', expected: name });
  if (!addressParts(address).every((part) => isIn(said, part))) {
    missing.push({ ...about, code: 'controller-address', expected: address });
  }
  const mails = said.flatMap(addressesIn).map(({ address: found }) => found.toLowerCase());
  if (!mails.includes(email.toLowerCase())) {
    missing.push({ ...about, code: 'controller-email', expected: email });
  }
  return missing;
}

/** House numbers and post codes are written alike in every language; names of towns and countries are not. */
function addressParts(address: string): string[] {
  const parts = address.split(/[,\n]/).map((part) => part.trim());
  const numbered = parts.filter((part) => /\d/.test(part));
  return numbered.length > 0 ? numbered : parts.slice(0, 1);
}

/** One address has one spelling, that of the site (T14). */
function spellings(text: ReadText, { controller: { email } }: SiteDocument): GateFinding[] {
  const all = saidIn(text.sections).flatMap(addressesIn);
  const right = new Map<string, string>([[email.toLowerCase(), email]]);
  return all.flatMap(({ address, passage }): GateFinding[] => {
    const first = right.get(address.toLowerCase());
    if (first === undefined) right.set(address.toLowerCase(), address);
    if (first === undefined || first === address) return [];
    const code = 'spelled-otherwise';
    return [{ ...spotOf(passage), code, requirement: 'T14', expected: first, found: shown(address) }];
  });
}

function addressesIn(passage: Passage): { address: string; passage: Passage }[] {
  const linked = passage.links.flatMap((link) => /^mailto:([^?]+)/.exec(link)?.[1] ?? []);
  const written =
    passage.text.match(/(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,5}/g) ?? [];
  return [...linked, ...written].map((address) => ({ address, passage }));
}

/** By the name it has in the site document (F4), or by its web address (S-32). */
function authority(text: ReadText, site: SiteDocument): GateFinding[] {
  const { name, url } = site.authority;
  const local = textAt(site, 'authority.name', name, text.language);
  const host = /^https?:\/\/(?:www\.)?([^/?#]+)/.exec(url)?.[1] ?? url;
  const said = saidIn(text.sections);
  const linked = said.some(({ links }) => links.some((link) => link.includes(host)));
  if (linked || [name, local, host].some((sign) => isIn(said, sign))) return [];
  const expected = local === name ? `${name} or ${host}` : `${local}, ${name} or ${host}`;
  return [{ ...spotIn(text, 'authority-complaint'), code: 'authority-unnamed', requirement: 'T2', expected }];
}

/** A day that the text gives as that of its version is the version's (S-33). */
function otherDays(text: ReadText, version: PolicyVersionDocument, words: PolicyWords): GateFinding[] {
  const dayIn = dayReader(words);
  return [...text.front, ...saidIn(text.sections)].flatMap((passage) =>
    (['lastUpdated', 'effectiveFrom'] as const).flatMap((key): GateFinding[] => {
      const sign = words.days[key].exec(passage.text);
      if (sign === null) return [];
      const after = sign.index + sign[0].length;
      const found = dayIn(passage.text.slice(after, after + 40));
      if (found === undefined || found === version[key]) return [];
      const code = 'day-differs';
      return [{ ...spotOf(passage), code, requirement: 'S-33', expected: `${key} ${version[key]}`, found }];
    }),
  );
}

function unnamedRights(text: ReadText, { purposes }: SiteDocument, { rights }: PolicyWords): GateFinding[] {
  const said = saidIn(text.sections);
  const asksConsent = purposes.some(({ lawfulBasis }) => lawfulBasis === 'consent');
  return RIGHTS.filter((right) => right !== 'withdrawal' || asksConsent)
    .filter((right) => !said.some((passage) => rights[right].test(passage.text)))
    .map((right) => ({
      ...spotIn(text, 'rights'),
      code: 'right-unnamed',
      requirement: 'T12',
      expected: `the right of ${right}`,
      found: right,
    }));
}

/** The section where it belongs, if there is one. */
function spotIn(text: ReadText, duty: Duty): Spot {
  const words = languageOf(text.language)?.words;
  const section = text.sections.find(
    (own) => own.covers?.includes(duty) ?? (words !== undefined && supports(own, duty, words)),
  );
  return spotOf(section ?? text);
}

/** Whole words: "Information Commission" is not in "Information Commissioner". */
function isIn(said: readonly Passage[], words: string): boolean {
  const escaped = words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, ' ');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu');
  return said.some(({ text }) => pattern.test(text));
}
