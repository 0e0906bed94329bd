/** Forms around a text that the lint is to judge. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import { lintForm } from '../../src/protocol/lint/lint-form.ts';
import type { Finding } from '../../src/protocol/problem.ts';
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import { siteSchema } from '../../src/protocol/site.schema.ts';
import type { SiteDocument } from '../../src/protocol/site.schema.ts';
import type { ConsentText, ReadLanguage } from '../fixtures/consent-words.ts';

export const SAMPLE = join(import.meta.dirname, '../../src/server/sample/smartxpo');

export const SITE = siteOf();

function siteOf(): SiteDocument {
  const { value } = parseAuthored(siteSchema, JSON.parse(readFileSync(join(SAMPLE, 'site.json'), 'utf8')));
  if (value === undefined) throw new Error('The sample site has no site document.');
  return value;
}

const NOTICES = {
  en: 'SmartXpo Solutions Limited keeps your answers for 24 months. The [privacy policy](policy:privacy) says more.',
  de: 'SmartXpo Solutions Limited bewahrt Ihre Angaben 24 Monate auf. Mehr steht in der [Datenschutzerklärung](policy:privacy).',
};
const NAMELESS = {
  en: 'We keep your answers for 24 months. The [privacy policy](policy:privacy) says more.',
  de: 'Wir bewahren Ihre Angaben 24 Monate auf. Mehr steht in der [Datenschutzerklärung](policy:privacy).',
};
const OTHER_WORDS = {
  en: { title: 'News', submit: 'Send', thanks: 'Thank you', next: 'We have it.' },
  de: { title: 'Neues', submit: 'Senden', thanks: 'Danke', next: 'Wir haben es.' },
};

/** A form that asks for one consent in these words. */
export function formSaying(
  { text, channel, isAlone }: Pick<ConsentText, 'text' | 'channel' | 'isAlone'>,
  language: ReadLanguage,
): FormDefinition {
  const { title, submit, thanks, next } = OTHER_WORDS[language];
  return {
    form: 'news',
    kind: 'subscription',
    version: 1,
    languages: [language],
    title,
    purpose: 'requested-information',
    items: [
      { id: 'email', type: 'email', label: 'Adresse' },
      { id: 'choices', ask: ['choice'] },
      { id: 'your-data', ask: ['notice'] },
    ],
    consents: {
      choice: { kind: 'opt-in', purpose: 'direct-marketing', channel, needs: 'email', text },
      notice: { kind: 'notice', text: (isAlone ? NAMELESS : NOTICES)[language] },
    },
    submit: { label: submit },
    after: { title: thanks, message: next },
  };
}

export function lint(definition: FormDefinition): Finding[] {
  return lintForm(definition, SITE);
}

/** What would keep it from being published. */
export function errorsOf(definition: FormDefinition): string[] {
  return lint(definition).flatMap(({ code, severity }) => (severity === undefined ? [code] : []));
}

/** Everything, warnings too. */
export function codesOf(definition: FormDefinition): string[] {
  return lint(definition).map(({ code }) => code);
}
