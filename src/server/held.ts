/** What is held about a signed-in visitor, as the panel shows it. */
import type { Answers } from '../protocol/answers.ts';
import { questionsOf } from '../protocol/form-answers.ts';
import type { FormDefinition } from '../protocol/form-definition.schema.ts';
import { heldAnswers, isCorrectable, questionIn } from '../protocol/held-answers.ts';
import { textAt } from '../protocol/localised.ts';
import type { HeldDetail, HeldObjection, HeldPermission, HeldSubmission } from '../protocol/me.ts';
import { OBJECTION_SCOPES } from '../protocol/terms.ts';
import type { Channel } from '../protocol/terms.ts';
import type { ActiveSession } from './authorization.ts';
import { endsBySwitch, objectionState } from './objections.ts';
import type { Parts } from './parts.ts';
import { permissionOf } from './permissions.ts';
import type { Moment } from './permissions.ts';
import { renewalsOf } from './policies/renewals.ts';
import { requireSite } from './publishing.ts';
import type { ConsentEventRow } from './store/consents.ts';
import type { SubmissionRow } from './store/submissions.ts';

type Reader = Pick<ActiveSession, 'subject' | 'site'>;

export async function heldSubmissions(
  { store }: Parts,
  { subject, site }: Reader,
): Promise<HeldSubmission[]> {
  const rows = await store.operations.submissionsOf(subject);
  const corrections = await store.selfService.correctionsOf(subject);
  const held: HeldSubmission[] = [];
  for (const row of rows) {
    const form = await store.documents.formVersion(site, row.form, row.version);
    const definition = form && (JSON.parse(form.document) as FormDefinition);
    if (definition === undefined) continue;
    const done = corrections.filter(({ submission }) => submission === row.operation);
    held.push({
      operation: row.operation,
      form: row.form,
      title: textAt(definition, 'title', definition.title, row.language),
      language: row.language,
      receivedAt: new Date(row.received_at).toISOString(),
      answers: detailsOf(definition, row, done),
      ...(row.captured === null ? {} : { captured: JSON.parse(row.captured) as Record<string, string> }),
    });
  }
  return held;
}

function detailsOf(
  definition: FormDefinition,
  { answers: stored, language }: SubmissionRow,
  corrections: readonly { item: string; received_at: number }[],
): HeldDetail[] {
  const answers = JSON.parse(stored) as Answers;
  const questions = new Map(questionsOf(definition).map((question) => [question.id, question]));
  return heldAnswers(definition, answers, language).map((held): HeldDetail => {
    const done = corrections.filter(({ item }) => item === held.item);
    const last = done.at(-1);
    const question = questions.get(held.item);
    const value = answers[held.item];
    return {
      ...held,
      revision: done.length,
      ...(last === undefined ? {} : { correctedAt: new Date(last.received_at).toISOString() }),
      ...(question === undefined || value === undefined || !isCorrectable(question)
        ? {}
        : { correctable: { question: questionIn(definition, question, language), value } }),
    };
  });
}

export async function heldPermissions(
  parts: Parts,
  { subject, site: siteId }: Reader,
): Promise<HeldPermission[]> {
  const site = await requireSite(parts.store, siteId);
  const rows = await parts.store.consents.ofSubject(subject);
  const objections = await parts.store.selfService.objectionsOf(subject);
  const keys = Map.groupBy(rows, ({ purpose, channel }) => `${purpose} ${channel}`);
  const words = await parts.store.documents.wordings(rows.flatMap(({ wording }) => wording ?? []));
  const wordsByHash = new Map(words.map((row) => [row.hash, row.words]));
  const now = parts.now();
  const renewals = await renewalsOf(parts.store, siteId, now);
  return [...keys.values()].flatMap((events) => {
    const ends = endsBySwitch(site, events[0]?.purpose ?? '', objections, now);
    return heldPermission(events, wordsByHash, { now, renewals, ends });
  });
}

function heldPermission(
  events: ConsentEventRow[],
  words: ReadonlyMap<string, string>,
  moment: Moment,
): HeldPermission[] {
  const first = events[0];
  if (first === undefined) return [];
  const { state, since, operation } = permissionOf(events, moment);
  const asked = events.filter((event) => event.wording !== null).at(-1);
  const shown = words.get(asked?.wording ?? '');
  return [
    {
      purpose: first.purpose,
      channel: first.channel as Channel,
      state,
      since: new Date(since ?? first.received_at).toISOString(),
      ...(state === 'ConsentRequested' && operation !== undefined ? { grant: operation } : {}),
      ...(shown === undefined ? {} : { words: shown }),
      ...(asked?.language == null ? {} : { language: asked.language }),
      ...(asked?.policy_version == null ? {} : { policyVersion: asked.policy_version }),
    },
  ];
}

export async function heldObjections(parts: Parts, { subject }: Reader): Promise<HeldObjection[]> {
  const rows = await parts.store.selfService.objectionsOf(subject);
  return OBJECTION_SCOPES.map((scope): HeldObjection => {
    const { objects, since } = objectionState(rows, scope, parts.now());
    return { scope, objects, ...(since === undefined ? {} : { since: new Date(since).toISOString() }) };
  });
}
