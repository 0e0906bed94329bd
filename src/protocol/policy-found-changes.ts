/** What changed between two versions of a policy, section by section, for judging whether it matters. Pure. */
import type { SectionChange } from './diff/changes.ts';
import { comparePolicyTexts } from './diff/policy-diff.ts';
import { suggestCovers } from './gate/duties.ts';
import type { FoundChange } from './policy-material.ts';
import type { PolicySection } from './policy-text.schema.ts';
import type { Duty } from './policy-terms.ts';
import type { PolicyVersionDocument } from './policy.schema.ts';

type Texts = Pick<PolicyVersionDocument, 'texts'>;

/** In the newer version's first language that both have; without one, all of it counts as changed. */
export function foundChanges(from: Texts, to: Texts): FoundChange[] {
  const language = Object.keys(to.texts).find((tag) => from.texts[tag] !== undefined) ?? '';
  const [older, newer] = [from.texts[language], to.texts[language]];
  if (older === undefined || newer === undefined) {
    return Object.values(to.texts)
      .slice(0, 1)
      .flatMap(({ sections }) => flat(sections))
      .map(({ id, covers = [] }) => ({ section: id, covers, kind: 'reworded', isEditorial: false }));
  }
  const [before, now] = [coversIn(older.sections, language), coversIn(newer.sections, language)];
  return comparePolicyTexts(older, newer).sections.flatMap((change): FoundChange[] => {
    const kind = kindOf(change);
    if (kind === undefined) return [];
    const { id, was = id } = change;
    const then = kind === 'added' ? [] : (before.get(was) ?? []);
    const since = kind === 'removed' ? [] : (now.get(id) ?? []);
    const isEditorial = change.isEditorial === true && change.isRenamed !== true;
    return [{ section: id, covers: [...new Set([...then, ...since])], kind, isEditorial }];
  });
}

/** What weighs most of what happened to a section. */
function kindOf({ kind, isRenamed, isMoved }: SectionChange): FoundChange['kind'] | undefined {
  if (kind !== 'same') return kind;
  if (isRenamed === true) return 'renamed';
  return isMoved === true ? 'moved' : undefined;
}

/** What its author declares; else what its words say, in a language that the rules read. */
function coversIn(sections: readonly PolicySection[], language: string): Map<string, readonly Duty[]> {
  return new Map(
    flat(sections).map((section) => [section.id, section.covers ?? suggestCovers(section, language)]),
  );
}

function flat(sections: readonly PolicySection[]): PolicySection[] {
  return sections.flatMap((section) => [section, ...flat(section.sections ?? [])]);
}
