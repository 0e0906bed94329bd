/** The history of a policy for element tests: versions with their days, and a backend that lives on one of them. */
import { comparePolicyTexts } from '../../src/protocol/diff/policy-diff.ts';
import type { ToldChange } from '../../src/protocol/diff/changes.ts';
import type { PolicyText } from '../../src/protocol/policy-text.schema.ts';
import type { PolicyIndex, PolicyVersion, PolicyVersionEntry } from '../../src/protocol/policy.schema.ts';
import { json, problem } from './elements-backend.ts';
import type { Backend } from './elements-backend.ts';

export interface Milestone {
  /** Its name, and the day it takes effect. */
  version: string;
  /** Section → its text since this version; '' removes it. */
  sections: Record<string, string>;
  /** The day it is published; default: a month before it takes effect. */
  publishedOn?: string;
  isMaterial?: boolean;
  renews?: string[];
  isWithdrawn?: boolean;
  told?: ToldChange[];
}

export interface Timeline {
  /** The backend's day. */
  today: string;
  milestones: Milestone[];
  /** What was asked, with its query. */
  asked: URL[];
}

const PAGE = 20;

export function entryOf({
  version,
  isMaterial,
  renews,
  isWithdrawn,
  ...milestone
}: Milestone): PolicyVersionEntry {
  return {
    version,
    lastUpdated: version,
    effectiveFrom: version,
    publishedAt: `${milestone.publishedOn ?? monthBefore(version)}T00:00:00.000Z`,
    languages: ['en', 'de'],
    hash: `sha256-${version.padEnd(43, '0')}`,
    isMaterial: isMaterial === true,
    ...(renews === undefined ? {} : { renews }),
    ...(isWithdrawn === true ? { isWithdrawn } : {}),
  };
}

/** Lets a backend answer with this history; oldest version first. */
export function live(backend: Backend, today: string, milestones: Milestone[]): Timeline {
  const timeline: Timeline = { today, milestones, asked: [] };
  const answer = (path: string, respond: (url: URL) => Response): void => {
    backend.answers.set(path, (url) => {
      timeline.asked.push(url);
      return respond(url);
    });
  };
  const watch = (): void => {
    for (const { version } of timeline.milestones) {
      answer(`/policies/privacy/versions/${version}`, (url) =>
        json(versionOf(timeline, version, url.searchParams.get('language') ?? 'en')),
      );
    }
  };
  answer('/policies/privacy', () => {
    watch();
    return json(indexOf(timeline));
  });
  answer('/policies/privacy/changes', ({ searchParams }) => {
    const [from, to] = ['from', 'to'].map((key) => textOf(timeline, searchParams.get(key) ?? ''));
    const newer = timeline.milestones.find(({ version }) => version === searchParams.get('to'));
    if (to === undefined || newer === undefined) return problem('not-found');
    const about = { policy: 'privacy', to: newer.version, language: searchParams.get('language') };
    const told = newer.told === undefined ? {} : { told: newer.told };
    if (from === undefined) return json({ ...about, ...told, title: [], sections: [] });
    const changes = comparePolicyTexts(from, to);
    const isOutline = searchParams.has('outline');
    const sections = changes.sections.map(({ rows, ...section }) =>
      isOutline || rows === undefined ? section : { ...section, rows },
    );
    return json({ ...about, ...told, from: searchParams.get('from'), ...changes, sections });
  });
  return timeline;
}

function indexOf({ today, milestones }: Timeline): PolicyIndex {
  const entries = milestones
    .map(entryOf)
    .filter(({ publishedAt }) => publishedAt.slice(0, 10) <= today)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  const standing = entries.filter(({ isWithdrawn }) => isWithdrawn !== true);
  const current = standing.find(({ effectiveFrom }) => effectiveFrom <= today);
  const material = standing.find(({ isMaterial }) => isMaterial);
  const versions = entries.slice(0, PAGE);
  const next = entries.length > PAGE ? versions.at(-1)?.version : undefined;
  return {
    policy: 'privacy',
    current: current?.version ?? '',
    versions,
    total: entries.length,
    ...(next === undefined ? {} : { next }),
    ...(material === undefined ? {} : { material }),
  };
}

function versionOf(timeline: Timeline, version: string, language: string): PolicyVersion {
  const milestone = timeline.milestones.find((candidate) => candidate.version === version);
  const text = textOf(timeline, version);
  if (milestone === undefined || text === undefined) throw new Error(`no version ${version}`);
  return { ...entryOf(milestone), policy: 'privacy', language, ...text };
}

/** Each version is the one before it with its own sections. */
function textOf(
  { milestones }: Timeline,
  version: string,
): Pick<PolicyText, 'title' | 'sections'> | undefined {
  const place = milestones.findIndex((milestone) => milestone.version === version);
  if (place === -1) return undefined;
  const texts = Object.assign(
    {},
    ...milestones.slice(0, place + 1).map(({ sections }) => sections),
  ) as Record<string, string>;
  const sections = Object.entries(texts).flatMap(([heading, text]) =>
    text === ''
      ? []
      : [
          {
            id: heading.toLowerCase().replaceAll(' ', '-'),
            heading,
            blocks: [{ kind: 'paragraph' as const, text: [{ text }] }],
          },
        ],
  );
  return { title: 'Privacy policy', sections };
}

function monthBefore(day: string): string {
  return new Date(Date.parse(day) - 31 * 86_400_000).toISOString().slice(0, 10);
}
