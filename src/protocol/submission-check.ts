/**
 * Whether a submission fits the published form it names: the questions exist, the answers obey the
 * form's rules, and every consent block carries exactly the published words. Pure, so that every
 * backend refuses the same things.
 */
import type { Ticks } from './answers.ts';
import { checkAnswers, consentsOf, questionsOf, shownOf } from './form-answers.ts';
import type { Shown } from './form-answers.ts';
import type { ConsentBlock, PublishedForm } from './form-definition.schema.ts';
import { textAt } from './localised.ts';
import { nearest } from './nearest.ts';
import type { SubmissionPayload } from './operation.schema.ts';
import { shown as printed } from './problem.ts';
import type { Finding } from './problem.ts';

/** The published words of a consent block in one language. */
export function publishedWords(form: PublishedForm, consent: string, language: string): string | undefined {
  const block = form.definition.consents[consent];
  return block && textAt(form.definition, `${consent}.text`, block.text, language);
}

/** The boxes of a submission that was sent. */
export function ticksOf({ consents }: SubmissionPayload): Ticks {
  return Object.fromEntries(
    consents
      .filter((given) => given.ticked !== undefined)
      .map((given) => [given.consent, given.ticked === true]),
  );
}

/** What is wrong with a submission; an empty list means nothing is. */
export function checkSubmission(form: PublishedForm, payload: SubmissionPayload): Finding[] {
  const ticks = ticksOf(payload);
  const shown = shownOf(form.definition, payload.answers, ticks);
  return [
    ...checkLanguage(form, payload),
    ...checkFields(form, payload, ticks, shown),
    ...checkCaptured(form, payload),
    ...checkConsents(form, payload, shown),
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
      found: printed(payload.language),
    },
  ];
}

function checkFields(form: PublishedForm, payload: SubmissionPayload, ticks: Ticks, shown: Shown): Finding[] {
  const ids = questionsOf(form.definition).map((question) => question.id);
  const unknown = Object.keys(payload.answers)
    .filter((id) => !ids.includes(id) || !shown.items.has(id))
    .map((id): Finding => ({
      pointer: `/operation/payload/answers/${id}`,
      code: ids.includes(id) ? 'hidden-question' : 'unknown-question',
      expected: 'a question that is shown',
      found: printed(id),
    }));
  const wrong = checkAnswers(form.definition, payload.answers, ticks).map(
    ({ item, code, limit, part }): Finding => ({
      pointer: `/operation/payload/${code === 'must-acknowledge' ? 'consents' : 'answers'}/${item}${part === undefined ? '' : `/${part}`}`,
      code,
      expected: limit === undefined ? undefined : String(limit),
    }),
  );
  return [...unknown, ...wrong];
}

function checkCaptured({ definition }: PublishedForm, { captured = {} }: SubmissionPayload): Finding[] {
  const allowed = definition.capture ?? [];
  return Object.keys(captured)
    .filter((key) => !allowed.includes(key))
    .map((key) => ({
      pointer: `/operation/payload/captured/${key}`,
      code: 'not-captured',
      expected: allowed.length === 0 ? 'nothing' : `one of ${allowed.join(', ')}`,
      found: printed(key),
    }));
}

function checkConsents(form: PublishedForm, payload: SubmissionPayload, shown: Shown): Finding[] {
  const blocks = new Map(consentsOf(form.definition));
  const offered = new Set(shown.consents.map(([id]) => id));
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
        found: printed(given.consent),
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
      findings.push({ pointer: `${pointer}/consent`, code: 'consent-twice', found: printed(given.consent) });
    }
    if ((block.kind === 'notice') !== (given.ticked === undefined)) {
      const expected = block.kind === 'notice' ? 'nothing' : 'true or false';
      findings.push({
        pointer: `${pointer}/ticked`,
        code: 'wrong-tick',
        expected,
        found: printed(given.ticked),
      });
    }
    if (given.ticked === true && given.touched === false) {
      // Nothing but the visitor moves a box.
      findings.push({ pointer: `${pointer}/touched`, code: 'wrong-tick', expected: 'true' });
    }
    if (!offered.has(given.consent)) findings.push(unreachable(block, given.ticked === true, pointer));
  });
  return [...findings, ...missingConsents(shown, payload)];
}

/** A tick in a box that was not there: what it needs is missing, or its step was never shown. */
function unreachable(block: ConsentBlock, isTicked: boolean, pointer: string): Finding {
  return block.kind !== 'opt-in' || block.needs === undefined || !isTicked
    ? { pointer: `${pointer}/consent`, code: 'not-offered' }
    : { pointer: `/operation/payload/answers/${block.needs}`, code: 'required' };
}

/** Every offered block must be reported, ticked or not: silence is no evidence. */
function missingConsents({ consents }: Shown, payload: SubmissionPayload): Finding[] {
  const reported = new Set(payload.consents.map((given) => given.consent));
  return consents
    .filter(([id]) => !reported.has(id))
    .map(([id]): Finding => ({
      pointer: '/operation/payload/consents',
      code: 'consent-missing',
      expected: `an entry for ${id}`,
    }));
}
