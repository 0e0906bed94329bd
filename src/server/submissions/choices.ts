/** What was chosen in submissions, and what is permitted now: two different things. */
import type {
  ChosenConsent,
  FoldedPermission,
  StaffSubmission,
} from '../../protocol/staff-submissions.schema.ts';
import type { RewordingKind } from '../../protocol/staff-forms.schema.ts';
import { FORM_KINDS } from '../../protocol/terms.ts';
import type { Channel } from '../../protocol/terms.ts';
import { endsBySwitch } from '../objections.ts';
import { permissionOf } from '../permissions.ts';
import type { Moment } from '../permissions.ts';
import { renewalsOf } from '../policies/renewals.ts';
import { readSite } from '../publishing.ts';
import { kindsFor } from '../staff/disclosure.ts';
import type { ConsentEventRow } from '../store/consents.ts';
import type { FormPublicationRow } from '../store/forms.ts';
import type { ReadingDesk } from './desk.ts';
import type { Visible } from './visible.ts';

type Choices = Pick<StaffSubmission, 'consents' | 'permissions'>;

/** A function that says the choices of each of these submissions. */
export async function choicesIn(
  desk: ReadingDesk,
  submissions: readonly Visible[],
): Promise<(submission: Visible) => Choices> {
  const { queries, site, roles, now } = desk;
  const shown = submissions.filter(({ parts }) => parts.has('permissions'));
  const subjects = [...new Set(shown.map(({ row }) => row.subject))];
  const events = await queries.submissions.consentsOf(subjects);
  const switched = Map.groupBy(await queries.selfService.objectionsOf(...subjects), ({ subject }) => subject);
  const document = await readSite(queries, site);
  const ofSubject = Map.groupBy(events, ({ subject }) => subject);
  const renewals = await renewalsOf(queries, site, now);
  const words = await wordsOf(desk, events);
  const publications = await publicationsOf(desk, shown);
  const seesAll = kindsFor(roles).length === FORM_KINDS.length;
  return ({ row, parts }) => {
    if (!parts.has('permissions')) return {};
    const person = ofSubject.get(row.subject) ?? [];
    const own = person.filter(({ operation }) => operation === row.operation);
    const asked = new Set(own.map(keyOf));
    // What else a person was asked would tell what else they sent, an application for instance.
    const told = seesAll ? person : person.filter((event) => asked.has(keyOf(event)));
    return {
      consents: own.flatMap((event) => chosen(event, words, publications.get(row.form) ?? [])),
      permissions: folded(told, (purpose) => ({
        now,
        renewals,
        ends:
          document === undefined ? [] : endsBySwitch(document, purpose, switched.get(row.subject) ?? [], now),
      })),
    };
  };
}

function keyOf({ purpose, channel }: Pick<ConsentEventRow, 'purpose' | 'channel'>): string {
  return `${purpose} ${channel}`;
}

function folded(
  events: readonly ConsentEventRow[],
  momentFor: (purpose: string) => Moment,
): FoldedPermission[] {
  return [...Map.groupBy(events, keyOf).values()].flatMap((rows): FoldedPermission[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const { purpose } = first;
    const { state, permitted, since } = permissionOf(rows, momentFor(purpose));
    const at = since === undefined ? {} : { since: new Date(since).toISOString() };
    return [{ purpose, channel: first.channel as Channel, state, permitted, ...at }];
  });
}

function chosen(
  { type, consent, purpose, channel, wording, form_version: version }: ConsentEventRow,
  words: ReadonlyMap<string, string>,
  publications: readonly FormPublicationRow[],
): ChosenConsent[] {
  if ((type !== 'grant' && type !== 'refuse') || consent === null || wording === null) return [];
  const text = words.get(wording);
  const isOlder = type === 'grant' && isReworded(publications, consent, version ?? 0);
  return [
    {
      consent,
      purpose,
      channel: channel as Channel,
      choice: type,
      hash: wording,
      ...(text === undefined ? {} : { words: text }),
      ...(isOlder ? { olderWording: true } : {}),
    },
  ];
}

/** Whether a version after this one asks for something else, as whoever published it said. */
function isReworded(publications: readonly FormPublicationRow[], consent: string, version: number): boolean {
  return publications
    .filter((publication) => publication.version > version)
    .map(({ rewordings }) => JSON.parse(rewordings) as Record<string, RewordingKind>)
    .some((answers) => Object.hasOwn(answers, consent) && answers[consent] === 'meaning');
}

async function wordsOf(
  { queries }: ReadingDesk,
  events: readonly ConsentEventRow[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Set(events.flatMap(({ wording }) => wording ?? []));
  const rows = await queries.documents.wordings([...hashes]);
  return new Map(rows.map(({ hash, words }) => [hash, words]));
}

async function publicationsOf(
  { queries, site }: ReadingDesk,
  submissions: readonly Visible[],
): Promise<ReadonlyMap<string, FormPublicationRow[]>> {
  const found = new Map<string, FormPublicationRow[]>();
  for (const form of new Set(submissions.map(({ row }) => row.form)))
    found.set(form, await queries.forms.publications({ site, form }));
  return found;
}
