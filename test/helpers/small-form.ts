/** The smallest form that may be published: a notice that names the policy, asked at its end. */
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';

export const NOTICE = { kind: 'notice', text: 'See the [policy](policy:privacy).' } as const;
export const ASK: { id: string; ask: string[] } = { id: 'your-data', ask: ['notice'] };
export const EMAIL = { id: 'email', type: 'email', label: 'Email address' } as const;

/** What stays the same whatever such a form asks. */
export const SMALL_FORM = {
  kind: 'contact',
  version: 1,
  languages: ['en'],
  title: 'Write to us',
  purpose: 'requested-information',
  items: [EMAIL, ASK],
  consents: { notice: NOTICE },
  submit: { label: 'Send' },
  after: { title: 'Thank you', message: 'We have it.' },
} satisfies Omit<FormDefinition, 'form'>;
