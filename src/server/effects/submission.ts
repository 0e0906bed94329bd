/** What a submitted form does: keeps the answers, records every box, asks for proof of the address. */
import { ends } from '../../protocol/consent.ts';
import { answersToSend, questionsOf } from '../../protocol/form-answers.ts';
import type { FormDefinition, OptIn, PublishedForm } from '../../protocol/form-definition.schema.ts';
import { textAt } from '../../protocol/localised.ts';
import type {
  RenderedConsent,
  SubmissionOperation,
  SubmissionPayload,
} from '../../protocol/operation.schema.ts';
import { ProblemError, shown } from '../../protocol/problem.ts';
import type { ReceiptConsent } from '../../protocol/receipt.ts';
import { checkSubmission, ticksOf } from '../../protocol/submission-check.ts';
import { queueConfirmation } from '../confirmation.ts';
import type { Arrival, Effect } from '../intake.ts';
import { EVERYTHING } from '../objections.ts';
import { erasedEnd, eventOf } from '../permissions.ts';
import { publishedForm } from '../publishing.ts';
import type { ConsentEventRow } from '../store/consents.ts';
import { contactKey, subjectFor } from '../subjects.ts';
import { checkAnonymity, dayOf } from './anonymity.ts';
import { consentRow } from './consent-rows.ts';
import { contradictsGpc } from './objection.ts';
import { checkFiles, fileRows, receiptFiles } from './files.ts';
import { checkHurdles } from './hurdles.ts';

export async function applySubmission(arrival: Arrival, operation: SubmissionOperation): Promise<Effect> {
  const { parts, queries, site, files, receivedAt } = arrival;
  const { payload } = operation;
  const form = await formOf(arrival, payload);
  const isAnonymous = form.definition.anonymous === true;
  const findings = [
    ...checkSubmission(form, payload),
    ...checkFiles(payload, files),
    ...(isAnonymous ? checkAnonymity(operation) : []),
  ];
  if (findings.length > 0) throw new ProblemError('validation', '', findings);
  checkHurdles(arrival, form.definition, payload);

  const recordedAt = isAnonymous ? dayOf(arrival) : receivedAt;
  const email = emailIn(form.definition, payload);
  const subject = isAnonymous
    ? await anonymousSubject(arrival)
    : await subjectFor(parts, queries, site.site, email);
  await queries.contacts.lockSubject(subject);
  await queries.operations.addSubmission({
    operation: operation.id,
    site: site.site,
    subject,
    form: payload.form,
    version: payload.formVersion,
    kind: form.definition.kind,
    language: payload.language,
    answers: JSON.stringify(answersToSend(form.definition, payload.answers, ticksOf(payload))),
    captured: payload.captured === undefined ? null : JSON.stringify(payload.captured),
    received_at: recordedAt,
  });
  if (isAnonymous) await queries.operations.scatter(operation.id);
  const kept = fileRows(operation, files);
  await queries.operations.addFiles(kept);
  const rows = payload.consents.flatMap((given) => eventRow(arrival, operation, form, subject, given));
  const judged = await afterErasure(arrival, email, rows);
  const unproved = await needingProof(arrival, subject, judged);
  await queries.consents.append(judged);
  if (unproved.length > 0 && email !== undefined)
    await queueConfirmation(arrival, { subject, email, language: payload.language });
  return {
    subject,
    ...(isAnonymous ? { recorded: { received_at: recordedAt, age: 0, content: null } } : {}),
    // The same for known, unknown and suppressed addresses: it follows from the site's rule alone.
    notCounted: rows.some((row) => row.type === 'grant' && row.timely === 0),
    confirmByMail: timelyGrants(rows).some((row) => row.needs_proof === 1),
    statement: {
      form: { form: payload.form, version: payload.formVersion, title: titleOf(form, payload) },
      policy: payload.policy,
      language: payload.language,
      consents: payload.consents.map((given) => statementOf(form, given)),
      ...receiptFiles(kept),
    },
  };
}

/** The published version the operation names; superseded ones are accepted and judged by the fold. */
async function formOf(
  { queries, site, receivedAt }: Arrival,
  payload: SubmissionPayload,
): Promise<PublishedForm> {
  const row = await queries.documents.formVersion(site.site, payload.form, payload.formVersion);
  if (row === undefined) {
    const found = shown(`${payload.form} ${String(payload.formVersion)}`);
    const pointer = '/operation/payload/form';
    throw new ProblemError('validation', '', [
      { pointer, code: 'unknown-form', expected: 'a published version', found },
    ]);
  }
  const { policy, version, hash } = payload.policy;
  const shownPolicy = await queries.policies.version(site.site, policy, version);
  if (shownPolicy?.hash !== hash) {
    const pointer = '/operation/payload/policy';
    const expected = shownPolicy?.hash ?? 'a published version';
    throw new ProblemError('validation', '', [
      { pointer, code: 'unknown-policy', expected, found: shown(hash) },
    ]);
  }
  return publishedForm(queries, site, row, receivedAt);
}

/** A subject that is this one answer and nothing else. */
async function anonymousSubject(arrival: Arrival): Promise<string> {
  const { queries, site, operation } = arrival;
  await queries.contacts.addSubject({ id: operation.id, site: site.site, created_at: dayOf(arrival) });
  return operation.id;
}

function emailIn(definition: FormDefinition, payload: SubmissionPayload): string | undefined {
  const question = questionsOf(definition).find((candidate) => candidate.type === 'email');
  const answer = question && payload.answers[question.id];
  // A blank answer is nobody's address: it must not join visitors to one subject.
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
}

function titleOf({ definition }: PublishedForm, { language }: SubmissionPayload): string {
  return textAt(definition, 'title', definition.title, language);
}

function statementOf(form: PublishedForm, { consent, words, hash, ticked }: RenderedConsent): ReceiptConsent {
  const block = form.definition.consents[consent];
  const choice = block?.kind === 'opt-in' ? { purpose: block.purpose, channel: block.channel } : {};
  return { consent, words, hash, ...choice, ...(ticked === undefined ? {} : { ticked }) };
}

/** Ticked or left: each opt-in is one event. Notices and acknowledgements stand in the receipt. */
function eventRow(
  arrival: Arrival,
  operation: SubmissionOperation,
  form: PublishedForm,
  subject: string,
  given: RenderedConsent,
): ConsentEventRow[] {
  const block = form.definition.consents[given.consent];
  if (block?.kind !== 'opt-in') return [];
  const { payload } = operation;
  return [
    consentRow(arrival, {
      subject,
      purpose: block.purpose,
      channel: block.channel,
      type: given.ticked === true ? 'grant' : 'refuse',
      method: 'checkbox+submit',
      consent: given.consent,
      needs_proof: needsProof(arrival, block, payload) ? 1 : 0,
      gpc: given.ticked === true && contradictsGpc(arrival, block.purpose) ? 1 : 0,
      proved: arrival.actor.kind === 'session' && arrival.actor.subject === subject ? 1 : 0,
      valid_until: given.ticked === true ? validUntil(arrival) : null,
      wording: given.hash,
      form: payload.form,
      form_version: payload.formVersion,
      policy_version: payload.policy.version,
      policy_hash: payload.policy.hash,
      language: payload.language,
      touched: given.touched === true ? 1 : 0,
    }),
  ];
}

/** In a form of the site's own nobody has seen whose address it is, so the site's rule cannot waive it. */
function needsProof({ site }: Arrival, block: OptIn, { hostForm }: SubmissionPayload): boolean {
  return block.channel === 'email' && (site.doubleOptIn.email || hostForm === true);
}

/** Calendar months from the act, as P24M says; never longer: the end of a shorter month counts (L-13). */
function validUntil({ site, receivedAt, age }: Arrival): number {
  const end = new Date(receivedAt - age);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + site.consentMonths);
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return end.getTime();
}

/**
 * What was given before its person was erased has no effect, whenever it arrives, and what they give afterwards counts
 * once they have proved that it was them (DESIGN, section 7.3). The receipt does not tell: that would be their secret.
 */
async function afterErasure(
  { parts, queries, site: { site } }: Arrival,
  email: string | undefined,
  rows: readonly ConsentEventRow[],
): Promise<ConsentEventRow[]> {
  if (email === undefined) return [...rows];
  const suppressions = await queries.unsubscribe.suppressionsOf(site, contactKey(parts, site, email));
  const erased = suppressions.find(({ purpose }) => purpose === EVERYTHING.purpose);
  if (erased === undefined) return [...rows];
  const end = erasedEnd(erased.at);
  return rows.map((row) => {
    const grant = eventOf(row);
    return grant.type === 'grant' && ends(end, grant) ? { ...row, timely: 0 } : { ...row, needs_proof: 1 };
  });
}

function timelyGrants(rows: ConsentEventRow[]): ConsentEventRow[] {
  return rows.filter((row) => row.type === 'grant' && row.timely === 1);
}

/** Grants that only count once the address is proved: by the site's rule, or after any withdrawal. */
async function needingProof(
  arrival: Arrival,
  subject: string,
  rows: ConsentEventRow[],
): Promise<ConsentEventRow[]> {
  const open: ConsentEventRow[] = [];
  for (const row of timelyGrants(rows).filter(({ proved }) => proved === 0)) {
    const earlier = await arrival.queries.consents.ofKey(subject, row.purpose, row.channel);
    if (row.needs_proof === 1 || earlier.some((event) => event.type === 'end')) open.push(row);
  }
  return open;
}
