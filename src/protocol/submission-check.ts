/**
 * Whether a submission fits the published form it names: the questions exist, the answers obey the
 * form's rules, and every consent block carries exactly the published words. Pure, so that every
 * backend refuses the same things.
 */
import { checkAnswers, consentsOf, isOffered, isShown, questionsOf } from './form-answers.ts';
import type { Ticks } from './form-answers.ts';
import type { PublishedForm } from './form-definition.schema.ts';
import { textAt } from './localised.ts';
import { nearest } from './nearest.ts';
import type { SubmissionPayload } from './operation.schema.ts';
import { shown } from './problem.ts';
import type { Finding } from './problem.ts';

/** The published words of a consent block in one language. */
export function publishedWords(form: PublishedForm, consent: string, language: string): string | undefined {
  const block = form.definition.consents[consent];
  return block && textAt(form.definition, `${consent}.text`, block.text, language);
}

/** What is wrong with a submission; an empty list means nothing is. */
export function checkSubmission(form: PublishedForm, payload: SubmissionPayload): Finding[] {
  const ticks: Ticks = Object.fromEntries(
    payload.consents
      .filter((given) => given.ticked !== undefined)
      .map((given) => [given.consent, given.ticked === true]),
  );
  return [
    ...checkLanguage(form, payload),
    ...checkFields(form, payload, ticks),
    ...checkConsents(form, payload),
  ];
}

function checkLanguage(form: PublishedForm, payload: SubmissionPayload): Finding[] {
  const { languages } = form.definition;
  if (languages.includes(payload.language)) return [];
  return [
    {
      pointer: '/operation/payload/language',
      code: 'unknown-language',
      expected: languages.join(', '),
      found: shown(payload.language),
    },
  ];
}

function checkFields(form: PublishedForm, payload: SubmissionPayload, ticks: Ticks): Finding[] {
  const ids = questionsOf(form.definition).map((question) => question.id);
  const unknown = Object.keys(payload.answers)
    .filter((id) => !ids.includes(id) || !isShown(form.definition, id, ticks))
    .map((id): Finding => ({
      pointer: `/operation/payload/answers/${id}`,
      code: ids.includes(id) ? 'hidden-question' : 'unknown-question',
      expected: `one of ${ids.join(', ')}`,
      found: shown(id),
      suggestion: nearest(id, ids),
    }));
  const wrong = checkAnswers(form.definition, payload.answers, ticks).map(
    ({ item, code, limit }): Finding => ({
      pointer:
        code === 'must-acknowledge'
          ? `/operation/payload/consents/${item}`
          : `/operation/payload/answers/${item}`,
      code,
      expected: limit === undefined ? undefined : `at most ${String(limit)} characters`,
    }),
  );
  return [...unknown, ...wrong];
}

function checkConsents(form: PublishedForm, payload: SubmissionPayload): Finding[] {
  const blocks = new Map(consentsOf(form.definition));
  const findings: Finding[] = [];
  payload.consents.forEach((given, index) => {
    const pointer = `/operation/payload/consents/${String(index)}`;
    const block = blocks.get(given.consent);
    const published = form.wordings[given.consent]?.[payload.language];
    if (block === undefined || published === undefined) {
      const known = [...blocks.keys()];
      findings.push({
        pointer: `${pointer}/consent`,
        code: 'unknown-consent',
        expected: `one of ${known.join(', ')}`,
        found: shown(given.consent),
        suggestion: nearest(given.consent, known),
      });
      return;
    }
    if (given.hash !== published || given.words !== publishedWords(form, given.consent, payload.language)) {
      findings.push({
        pointer: `${pointer}/words`,
        code: 'words-differ',
        expected: published,
        found: given.hash,
      });
    }
    if (payload.consents.findIndex((other) => other.consent === given.consent) !== index) {
      findings.push({ pointer: `${pointer}/consent`, code: 'consent-twice', found: shown(given.consent) });
    }
    if ((block.kind === 'notice') !== (given.ticked === undefined)) {
      const expected = block.kind === 'notice' ? 'nothing' : 'true or false';
      findings.push({
        pointer: `${pointer}/ticked`,
        code: 'wrong-tick',
        expected,
        found: shown(given.ticked),
      });
    }
    if (given.ticked === true && !isOffered(form.definition, block, payload.answers)) {
      const needs = block.kind === 'opt-in' ? (block.needs ?? '') : '';
      findings.push({ pointer: `/operation/payload/answers/${needs}`, code: 'required' });
    }
  });
  return [...findings, ...missingConsents(form, payload)];
}

/** Every offered block must be reported, ticked or not: silence is no evidence. */
function missingConsents(form: PublishedForm, payload: SubmissionPayload): Finding[] {
  const reported = new Set(payload.consents.map((given) => given.consent));
  return consentsOf(form.definition)
    .filter(([id, block]) => isOffered(form.definition, block, payload.answers) && !reported.has(id))
    .map(([id]): Finding => ({
      pointer: '/operation/payload/consents',
      code: 'consent-missing',
      expected: `an entry for ${id}`,
    }));
}
