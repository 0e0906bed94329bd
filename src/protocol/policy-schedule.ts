/** When a policy version may take effect, and after which one (requirements.md, section 7, rule 2). Pure. */
import type { PolicyVersionDocument } from './policy.schema.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import { DAY } from './terms.ts';

/** Days between publication and effect of a material change, unless the version says otherwise. */
export const USUAL_LEAD_DAYS = 30;

/** A version that was published and not withdrawn. */
export interface StandingVersion {
  version: string;
  effectiveFrom: string;
}

export interface Schedule {
  /** The day of publication. */
  publishedOn: string;
  /** Of the same policy, in any order. */
  standing: readonly StandingVersion[];
  material: boolean;
}

type Scheduled = Pick<PolicyVersionDocument, 'version' | 'effectiveFrom' | 'supersedes' | 'noticeLeadDays'>;

export function checkSchedule(version: Scheduled, schedule: Schedule): Finding[] {
  return [
    ...repeated(version, schedule),
    ...tooEarly(version, schedule),
    ...shortNotice(version, schedule),
    ...wrongPredecessor(version, schedule),
  ];
}

/** Two versions with one name, or one day, leave open which one counts. */
function repeated({ version, effectiveFrom }: Scheduled, { standing }: Schedule): Finding[] {
  const named = standing.find((other) => other.version === version);
  const timed = standing.find((other) => other.effectiveFrom === effectiveFrom && other.version !== version);
  const findings: Finding[] = [];
  if (named !== undefined) {
    const expected = 'a name that no version of this policy has';
    findings.push({ pointer: '/version', code: 'duplicate-version', expected, found: shown(version) });
  }
  if (timed !== undefined) {
    const expected = `another day than that of version ${timed.version}`;
    findings.push({ pointer: '/effectiveFrom', code: 'duplicate-day', expected, found: effectiveFrom });
  }
  return findings;
}

/** Nothing takes effect before it can be read; a change that matters leaves time to read it. */
function tooEarly({ effectiveFrom, noticeLeadDays }: Scheduled, schedule: Schedule): Finding[] {
  const { publishedOn } = schedule;
  const isTold = schedule.material && schedule.standing.length > 0;
  const lead = isTold ? (noticeLeadDays ?? USUAL_LEAD_DAYS) : 0;
  const first = dayAfter(publishedOn, lead);
  if (effectiveFrom >= first) return [];
  const expected =
    lead === 0
      ? `${first}, the day of publication, or later`
      : `${first} or later: ${String(lead)} days after publication, because the change is material`;
  return [{ pointer: '/effectiveFrom', code: 'too-early', expected, found: effectiveFrom }];
}

/** "Well in advance" (WP260, paragraph 30): whether fewer days are enough, a person judges. */
function shortNotice({ noticeLeadDays = USUAL_LEAD_DAYS }: Scheduled, schedule: Schedule): Finding[] {
  if (!schedule.material || schedule.standing.length === 0 || noticeLeadDays >= USUAL_LEAD_DAYS) return [];
  const expected = `${String(USUAL_LEAD_DAYS)} days, as is usual for a material change`;
  const found = String(noticeLeadDays);
  return [{ pointer: '/noticeLeadDays', code: 'short-notice', expected, found, severity: 'question' }];
}

/** A version takes the place of one that counts now or will. */
function wrongPredecessor({ supersedes }: Scheduled, { publishedOn, standing }: Schedule): Finding[] {
  if (supersedes === undefined) return [];
  const current = standing
    .filter(({ effectiveFrom }) => effectiveFrom <= publishedOn)
    .reduce<StandingVersion | undefined>(
      (latest, other) =>
        latest === undefined || other.effectiveFrom > latest.effectiveFrom ? other : latest,
      undefined,
    );
  const coming = standing.filter(({ effectiveFrom }) => effectiveFrom > publishedOn);
  const possible = [...(current === undefined ? [] : [current]), ...coming].map(({ version }) => version);
  if (possible.includes(supersedes)) return [];
  const expected =
    possible.length === 0
      ? 'nothing: it is the first version'
      : `the version in force or one that is coming: ${possible.join(', ')}`;
  return [{ pointer: '/supersedes', code: 'not-in-force', expected, found: shown(supersedes) }];
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
