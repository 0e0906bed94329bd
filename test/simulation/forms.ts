/** What visitors of a schedule send: the sample site's subscription form, truthfully filled in. */
import { consentsOf } from '../../src/protocol/form-answers.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { publishedWords } from '../../src/protocol/submission-check.ts';
import type { Channel } from '../../src/protocol/terms.ts';
import { openMemoryStore } from '../../src/server/store/memory.ts';
import { startBackend } from '../helpers/backend.ts';
import { POSTAL_ADDRESS } from '../helpers/operations.ts';

export async function subscriptionForm(): Promise<PublishedForm> {
  const backend = await startBackend(openMemoryStore());
  const response = await backend.fetch('/v1/sites/smartxpo/forms/subscription');
  await backend.close();
  return (await response.json()) as PublishedForm;
}

export function payloadOf(
  form: PublishedForm,
  { email, canary, channels }: { email: string; canary: string; channels: readonly Channel[] },
): SubmissionPayload {
  const isTicked = (consent: string): boolean => channels.some((channel) => consent === `news-${channel}`);
  return {
    form: form.definition.form,
    formVersion: form.definition.version,
    language: 'en',
    policy: { ...form.policy },
    hurdles: { trap: '', seconds: 30 },
    answers: {
      email,
      name: canary,
      ...(channels.includes('post') ? { 'postal-address': POSTAL_ADDRESS } : {}),
    },
    consents: consentsOf(form.definition).map(([consent, block]) => ({
      consent,
      words: publishedWords(form, consent, 'en') ?? '',
      hash: form.wordings[consent]?.['en'] ?? '',
      ...(block.kind === 'notice' ? {} : { ticked: isTicked(consent), touched: isTicked(consent) }),
    })),
  };
}
