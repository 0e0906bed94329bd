/** The changes between two versions, computed once and kept: both texts never change. */
import type { PolicyChanges, ToldChange } from '../../protocol/diff/changes.ts';
import { comparePolicyTexts } from '../../protocol/diff/policy-diff.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { PolicyVersionRow } from '../store/policies.ts';

/** Letters of JSON that are kept; what was asked for longest ago goes first. */
const ROOM = 8 * 1024 * 1024;

export interface ChangesWanted {
  language: string;
  /** Which sections changed and how, without their words. */
  isOutline: boolean;
}

/** Answers are JSON text. One for each server process; nothing is lost with it. */
export interface ChangesCache {
  between(from: PolicyVersionRow | undefined, to: PolicyVersionRow, wanted: ChangesWanted): string;
}

export function createChangesCache(room = ROOM): ChangesCache {
  const kept = new Map<string, string>();
  let size = 0;
  const keep = (key: string, text: string): void => {
    kept.set(key, text);
    size += text.length;
    for (const [oldest, dropped] of kept) {
      if (size <= room || kept.size === 1) return;
      kept.delete(oldest);
      size -= dropped.length;
    }
  };
  return {
    between(from, to, wanted) {
      const newer = JSON.parse(to.document) as PolicyVersionDocument;
      const language = documentLanguage({ languages: Object.keys(newer.texts) }, wanted.language);
      const key = [from?.hash, to.hash, language, wanted.isOutline].join(' ');
      const known = kept.get(key);
      if (known !== undefined) {
        // Asked for again: the last one to go.
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const changes = changesBetween(from, to, language);
      const text = JSON.stringify(wanted.isOutline ? outlineOf(changes) : changes);
      keep(key, text);
      return text;
    },
  };
}

/** Where the older text is not known, or not in this language, nothing can be compared. */
function changesBetween(
  from: PolicyVersionRow | undefined,
  to: PolicyVersionRow,
  language: string,
): PolicyChanges {
  const older = from && (JSON.parse(from.document) as PolicyVersionDocument).texts[language];
  const document = JSON.parse(to.document) as PolicyVersionDocument;
  const newer = document.texts[language];
  const told = toldBy(document, language);
  const about = {
    policy: to.policy,
    to: to.version,
    language,
    ...(told.length === 0 ? {} : { told }),
  };
  if (from === undefined || older === undefined || newer === undefined)
    return { ...about, title: [], sections: [] };
  return { ...about, from: from.version, ...comparePolicyTexts(older, newer) };
}

/** What the author says of the changes, in the language of the text where there is such a sentence. */
function toldBy({ changes = [] }: PolicyVersionDocument, language: string): ToldChange[] {
  return changes.flatMap(({ section, summary = {} }): ToldChange[] => {
    const own = documentLanguage({ languages: [...Object.keys(summary)] }, language);
    const words = summary[own];
    if (words === undefined) return [];
    return [{ section, summary: words, ...(own === language ? {} : { language: own }) }];
  });
}

/** For a notice: the words of a long policy are not worth waiting for. */
function outlineOf({ sections, ...changes }: PolicyChanges): PolicyChanges {
  return { ...changes, sections: sections.map(({ rows: _words, ...section }) => section) };
}
