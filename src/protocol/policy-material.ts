/**
 * Whether what changed in a policy matters to people (requirements.md, section 7, rules 1 and 3). It
 * is computed from what the changed sections cover: a rule cannot read which way a change goes, so a
 * changed section on recipients counts as widening them. Its author may raise that alone, and lower it
 * only with a second person (WP260, paragraph 29). Pure.
 */
import { EDITORIAL_CATEGORIES, MATERIAL_CATEGORIES } from './policy-terms.ts';
import type { ChangeCategory, Duty } from './policy-terms.ts';
import type { DeclaredChange } from './policy.schema.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';

/** What the comparison with the version before found in one section. */
export interface FoundChange {
  section: string;
  /** What the section covers, in whichever of the two versions it does. */
  covers: readonly Duty[];
  kind: 'added' | 'removed' | 'reworded' | 'moved' | 'renamed';
  /** Only case, punctuation, spacing or formatting differ. */
  isEditorial: boolean;
}

export interface JudgedChange extends FoundChange {
  /** As computed. */
  computed: ChangeCategory;
  /** As it counts: the author's where it raises, or where a second person approved. */
  category: ChangeCategory;
  material: boolean;
}

export interface Materiality {
  changes: JudgedChange[];
  /** As computed, before the author's word. */
  computed: boolean;
  /** As it counts now; what still needs approval counts as computed. */
  material: boolean;
  /** A second person approved of something smaller than computed. */
  isLowered: boolean;
  /** Sections whose change the author made smaller than computed and no second person has approved. */
  needsApproval: string[];
  findings: Finding[];
}

export interface Declaration {
  changes?: readonly DeclaredChange[] | undefined;
  material?: boolean | undefined;
  renewPurposes?: readonly string[] | undefined;
}

const CATEGORY: Record<Duty, ChangeCategory> = {
  purposes: 'purpose',
  identity: 'controller-identity',
  dpo: 'controller-identity',
  rights: 'rights-exercise',
  withdrawal: 'rights-exercise',
  'controller-complaint': 'rights-exercise',
  'authority-complaint': 'rights-exercise',
  recipients: 'recipients-widened',
  transfers: 'third-country-transfer',
  retention: 'retention-lengthened',
  interests: 'lawful-basis',
  obligation: 'other',
  'automated-decisions': 'other',
};

/** `approved` are the sections whose smaller category a second person has approved. */
export function judgeChanges(
  found: readonly FoundChange[],
  declaration: Declaration,
  site: Pick<SiteDocument, 'purposes'>,
  approved: readonly string[] = [],
): Materiality {
  const declared = declaration.changes ?? [];
  const judged = found.map((change) => judge(change, declared, approved));
  const lowered = judged.filter(({ isLowered }) => isLowered).map(({ change }) => change.section);
  const changes = judged.map(({ change }) => change);
  const matters = changes.filter(({ material }) => material).map(({ section }) => section);
  // Saying of the whole that it does not matter lowers each change that does.
  const denied = declaration.material === false ? matters : [];
  const needsApproval = [...new Set([...lowered, ...denied])].filter(
    (section) => !approved.includes(section),
  );
  const isDenied = denied.length > 0 && denied.every((section) => approved.includes(section));
  const raised = declared.some(
    ({ section, category }) => !isEditorial(category) && !found.some((change) => change.section === section),
  );
  return {
    changes,
    isLowered: [...lowered, ...denied].some((section) => approved.includes(section)),
    computed: changes.some(({ computed }) => !isEditorial(computed)),
    material: declaration.material === true || raised || (matters.length > 0 && !isDenied),
    needsApproval,
    findings: [...unchanged(declared, found), ...renewals(declaration, changes, site)],
  };
}

function judge(
  change: FoundChange,
  declared: readonly DeclaredChange[],
  approved: readonly string[],
): { change: JudgedChange; isLowered: boolean } {
  const computed = categoryOf(change);
  const own = declared.filter(({ section }) => section === change.section).map(({ category }) => category);
  const isLowered = own.length > 0 && !isEditorial(computed) && own.every(isEditorial);
  const counts = own.length > 0 && (!isLowered || approved.includes(change.section));
  // An author who calls an editorial change by an editorial name, or by a greater one, is believed.
  const category = counts ? gravest(own) : computed;
  return { change: { ...change, computed, category, material: !isEditorial(category) }, isLowered };
}

/** By what the section covers; a place or a letter is nothing people are told of. */
export function categoryOf({ covers, kind, isEditorial: isOnlyForm }: FoundChange): ChangeCategory {
  if (kind === 'moved') return 'layout';
  if (isOnlyForm) return 'style';
  return gravest(covers.map((duty) => CATEGORY[duty]));
}

/** Rule 1: only what is certainly editorial does not matter. */
export function isEditorial(category: ChangeCategory): boolean {
  return (EDITORIAL_CATEGORIES as readonly ChangeCategory[]).includes(category);
}

/** In the order in which the law names them; what has no name of its own is before what is editorial. */
function gravest(categories: readonly ChangeCategory[]): ChangeCategory {
  const order: ChangeCategory[] = [...MATERIAL_CATEGORIES, 'other', ...EDITORIAL_CATEGORIES];
  return order.find((category) => categories.includes(category)) ?? 'other';
}

/** What an author declares of a section that did not change may be right; it is worth a second look. */
function unchanged(declared: readonly DeclaredChange[], found: readonly FoundChange[]): Finding[] {
  const sections = found.map(({ section }) => section);
  return declared.flatMap(({ section }, index): Finding[] =>
    sections.includes(section)
      ? []
      : [
          {
            pointer: `/changes/${String(index)}/section`,
            code: 'section-unchanged',
            expected: 'a section that differs from the version before',
            found: shown(section),
            suggestion: nearest(section, sections),
            severity: 'warning',
          },
        ],
  );
}

/**
 * Consent is informed of who asks, for what, on which basis, who gets the data and where it goes (EDPB
 * 05/2020, paragraphs 64 and 110). A change in these can make it another consent; one in periods,
 * rights or wording cannot.
 */
const RENEWING: readonly ChangeCategory[] = [
  'purpose',
  'lawful-basis',
  'controller-identity',
  'recipients-widened',
  'third-country-transfer',
];

function renewals(
  { renewPurposes = [], changes: declared = [] }: Declaration,
  changes: readonly JudgedChange[],
  { purposes }: Pick<SiteDocument, 'purposes'>,
): Finding[] {
  const all = purposes.map(({ id }) => id);
  const byConsent = purposes.filter(({ lawfulBasis }) => lawfulBasis === 'consent').map(({ id }) => id);
  const wrong = renewPurposes.flatMap((id, index): Finding[] => {
    if (byConsent.includes(id)) return [];
    const code = all.includes(id) ? 'not-by-consent' : 'unknown-purpose';
    const expected = 'a purpose that rests on consent';
    const suggestion = nearest(id, byConsent);
    return [{ pointer: `/renewPurposes/${String(index)}`, code, expected, found: shown(id), suggestion }];
  });
  const isFounded =
    declared.some(({ category }) => RENEWING.includes(category)) ||
    changes.some(
      ({ category, covers, material }) =>
        RENEWING.includes(category) || (material && covers.includes('automated-decisions')),
    );
  if (renewPurposes.length === 0 || isFounded) return wrong;
  const expected = `a change of category ${RENEWING.join(', ')}, or of automated decisions (L-12)`;
  return [...wrong, { pointer: '/renewPurposes', code: 'renewal-unfounded', expected }];
}
