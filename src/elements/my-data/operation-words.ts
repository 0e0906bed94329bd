/** What was done, in words: the title of a form or of a purpose instead of an id. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { Operation } from '../../protocol/operation.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import type { ObjectionScope } from '../../protocol/terms.ts';
import { channelWords, purposeWords } from '../base/words.ts';

/** A form by its title in the reader's language; by its id where the site no longer lists it. */
export function formWords({ forms }: SiteConfig, form: string, language: string): string {
  const titles = forms.find((known) => known.form === form)?.titles ?? {};
  return titles[language] ?? Object.values(titles)[0] ?? form;
}

/** The label of a switch, in the person's own words (S-30). */
export function objectionWords(scope: ObjectionScope): string {
  return scope === 'marketing'
    ? msg('Do not use my information for marketing')
    : msg('Do not pass my information to others');
}

export function operationWords(operation: Operation, config: SiteConfig, language: string): string {
  switch (operation.kind) {
    case 'submission': {
      const { form } = operation.payload;
      const title = formWords(config, form, language);
      return msg(str`Form: ${title}`);
    }
    case 'withdrawal': {
      const title = purposeWords(config, operation.payload.purpose, language);
      const how = channelWords(operation.payload.channel);
      return msg(str`Withdrawal: ${title}, ${how}`);
    }
    case 'permission-change':
      return msg('Confirmation of your address');
    case 'correction':
      return msg('A correction of what we hold');
    case 'objection':
      return objectionWords(operation.payload.scope);
    case 'acknowledgement':
      return msg('That you have read the changes of the policy');
    default:
      // A newer version of this script saved it.
      return msg('Something you did on this site');
  }
}
