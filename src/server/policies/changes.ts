/** The changes between two versions, computed once and kept: both texts never change. */
import type { PolicyChanges } from '../../protocol/diff/changes.ts';
import { comparePolicyTexts } from '../../protocol/diff/policy-diff.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { PolicyVersionRow } from '../store/policies.ts';

/** Letters of JSON that are kept; what was asked for longest ago goes first. */
const ROOM = 8 * 1024 * 1024;

/** Answers are JSON text. One for each server process; nothing is lost with it. */
export interface ChangesCache {
  between(from: PolicyVersionRow | undefined, to: PolicyVersionRow, wanted: string): string;
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
      const language = documentLanguage({ languages: Object.keys(newer.texts) }, wanted);
      const key = [from?.hash, to.hash, language].join(' ');
      const known = kept.get(key);
      if (known !== undefined) {
        // Asked for again: the last one to go.
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const text = JSON.stringify(changesBetween(from, to, language));
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
  const newer = (JSON.parse(to.document) as PolicyVersionDocument).texts[language];
  const about = { policy: to.policy, to: to.version, language };
  if (from === undefined || older === undefined || newer === undefined)
    return { ...about, title: [], sections: [] };
  return { ...about, from: from.version, ...comparePolicyTexts(older, newer) };
}
