/**
 * From a draft to what visitors see. Other words of consent are named as a typo or a change of meaning, and a
 * change of meaning names who approved it; the version, and who published it, never change.
 */
import { formChanges, rewordings } from '../../protocol/form-changes.ts';
import type { Rewording } from '../../protocol/form-changes.ts';
import type { FormPlace } from '../../protocol/form-check.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { readForm, refusals } from '../../protocol/form-text.schema.ts';
import { ProblemError, shown } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type {
  CountedRewording,
  FormPublication,
  FormReview,
  FormVersion,
  RewordingKind,
} from '../../protocol/staff-forms.schema.ts';
import { hashOf } from '../proof/hash.ts';
import { formPlace, publishForm } from '../publishing.ts';
import { record } from '../staff/audit.ts';
import type { FormPublicationRow } from '../store/forms.ts';
import type { FormVersionRow } from '../store/documents.ts';
import { keyOf } from './desk.ts';
import type { FormDesk } from './desk.ts';

/** What stands between a text and its publication, and what would change. */
export async function reviewForm(desk: FormDesk, source: string): Promise<FormReview> {
  const { form } = desk;
  const { live, definition, findings } = await readIn(desk, source);
  const published = live?.version;
  const next = (published ?? 0) + 1;
  const base = { form, ...(published === undefined ? {} : { published }), next, findings };
  if (definition === undefined || live === undefined) return { ...base, changes: [], rewordings: [] };
  return {
    ...base,
    changes: formChanges(live, definition),
    rewordings: await counted(desk, rewordings(live, definition)),
  };
}

/** Rejects with 'validation'; its findings say what a person has to mend or to answer. */
export async function publishText(
  desk: FormDesk,
  source: string,
  publication: FormPublication,
): Promise<FormVersion> {
  // Of two who publish one form, the second compares with what the first has published.
  await desk.queries.audit.lock(desk.site.site);
  const read = await readIn(desk, source);
  const { obstacles, questions } = objectionsTo(desk, read, publication);
  const { live, definition } = read;
  if (definition === undefined || obstacles.length + questions.length > 0)
    throw new ProblemError('validation', '', [...obstacles, ...questions]);
  const answers = answersTo(reworded(read), publication);
  const row = await addVersion(desk, { definition, source }, { ...publication, rewordings: answers });
  if (row === undefined) throw taken(definition, live);
  const { queries, site, form } = desk;
  const version = await queries.documents.formVersion(site.site, form, definition.version);
  if (version === undefined) throw new Error('a version that was published is not there');
  return versionIn(version, live, row);
}

/** `obstacles` have to be mended in the text or the site, `questions` answered by a person. */
export interface Objections {
  obstacles: Finding[];
  questions: Finding[];
}

/** Why `publishText` would reject. */
export async function objections(
  desk: FormDesk,
  source: string,
  publication: FormPublication,
): Promise<Objections> {
  return objectionsTo(desk, await readIn(desk, source), publication);
}

/** A version, who published it, and the record of that. Undefined where the version is published already. */
export async function addVersion(
  { queries, site, form, person, now }: FormDesk,
  { definition, source }: { definition: FormDefinition; source: string },
  { note, rewordings: answers, approvedBy }: FormPublication,
): Promise<FormPublicationRow | undefined> {
  if (!(await publishForm(queries, site.site, definition, now, source))) return undefined;
  const row: FormPublicationRow = {
    site: site.site,
    form,
    version: definition.version,
    published_by: person,
    approved_by: approvedBy ?? null,
    note,
    rewordings: JSON.stringify(answers),
  };
  await queries.forms.addPublication(row);
  await record(queries, {
    site: site.site,
    at: now,
    person,
    action: 'form-published',
    object: `forms/${form}/versions/${String(definition.version)}`,
    details: { rewordings: answers, approvedBy: approvedBy ?? null },
  });
  return row;
}

/** Newest first, each with its difference to the one before. */
export async function versionsOf(desk: FormDesk): Promise<FormVersion[]> {
  const [versions, publications] = await Promise.all([
    desk.queries.forms.versions(keyOf(desk)),
    desk.queries.forms.publications(keyOf(desk)),
  ]);
  return versions.map((row, index) => {
    const before = versions[index + 1];
    const publication = publications.find(({ version }) => version === row.version);
    return versionIn(row, before && definitionIn(before), publication);
  });
}

interface Read {
  /** The version that visitors see now. */
  live: FormDefinition | undefined;
  place: FormPlace;
  definition: FormDefinition | undefined;
  findings: Finding[];
}

async function readIn({ queries, site, form, now }: FormDesk, source: string): Promise<Read> {
  const [row, place] = await Promise.all([
    queries.documents.currentForm(site.site, form),
    formPlace(queries, site, now),
  ]);
  const live = row && definitionIn(row);
  const { definition, findings } = readForm(source, place);
  const own = definition === undefined ? [] : misplaced(form, definition, live);
  return { live, place, definition, findings: [...findings, ...own] };
}

function misplaced(form: string, definition: FormDefinition, live: FormDefinition | undefined): Finding[] {
  const least = (live?.version ?? 0) + 1;
  return [
    ...(definition.form === form
      ? []
      : [{ pointer: '/form', code: 'misplaced', expected: form, found: shown(definition.form) }]),
    ...(definition.version >= least
      ? []
      : [
          {
            pointer: '/version',
            code: 'version-taken',
            expected: `${String(least)} or more`,
            found: String(definition.version),
          },
        ]),
  ];
}

function reworded({ live, definition }: Read): Rewording[] {
  return live && definition ? rewordings(live, definition) : [];
}

function objectionsTo({ site }: FormDesk, read: Read, publication: FormPublication): Objections {
  return {
    obstacles: [
      ...refusals(read.findings),
      ...(read.place.collects === undefined ? [noPolicy(site.policy)] : []),
    ],
    questions: unanswered(reworded(read), publication),
  };
}

function noPolicy(policy: string): Finding {
  const expected = `a version of the policy ${policy} before the forms that link to it`;
  return { pointer: '', code: 'no-policy-version', expected };
}

/** Only a person can say whether other words mean something else. */
function unanswered(
  changed: readonly Rewording[],
  { rewordings: answers, approvedBy }: FormPublication,
): Finding[] {
  const consents = [...new Set(changed.map(({ consent }) => consent))];
  const open = consents
    .filter((consent) => !Object.hasOwn(answers, consent))
    .map((consent): Finding => ({
      pointer: `/rewordings/${consent}`,
      code: 'reworded',
      expected: 'typo, or meaning',
      severity: 'question',
    }));
  const isMeant = consents.some((consent) => answers[consent] === 'meaning');
  return isMeant && approvedBy === undefined
    ? [...open, { pointer: '/approvedBy', code: 'missing', expected: 'who approved the new words' }]
    : open;
}

function answersTo(changed: readonly Rewording[], { rewordings: answers }: FormPublication) {
  const consents = changed.map(({ consent }) => consent);
  return Object.fromEntries(Object.entries(answers).filter(([consent]) => consents.includes(consent)));
}

function taken({ version }: FormDefinition, live: FormDefinition | undefined): ProblemError {
  const expected = `${String((live?.version ?? 0) + 1)} or more`;
  return new ProblemError('validation', '', [
    { pointer: '/version', code: 'version-taken', expected, found: String(version) },
  ]);
}

async function counted(
  { queries, site }: FormDesk,
  changed: readonly Rewording[],
): Promise<CountedRewording[]> {
  const hashes = changed.map(({ before }) => hashOf(before));
  const agreed = await queries.forms.agreed(site.site, hashes);
  return changed.map((one, index) => ({ ...one, agreed: agreed.get(hashes[index] ?? '') ?? 0 }));
}

function definitionIn({ document }: FormVersionRow): FormDefinition {
  return JSON.parse(document) as FormDefinition;
}

function versionIn(
  row: FormVersionRow,
  before: FormDefinition | undefined,
  publication: FormPublicationRow | undefined,
): FormVersion {
  const by = publication && {
    publishedBy: publication.published_by,
    note: publication.note,
    ...(publication.approved_by === null ? {} : { approvedBy: publication.approved_by }),
  };
  return {
    form: row.form,
    version: row.version,
    publishedAt: new Date(row.published_at).toISOString(),
    ...by,
    changes: before ? formChanges(before, definitionIn(row)) : [],
    rewordings: JSON.parse(publication?.rewordings ?? '{}') as Record<string, RewordingKind>,
  };
}
