/** What was done, in words: the title of a form or of a purpose instead of an id. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { Operation } from '../../protocol/operation.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import type { ObjectionScope, RequestKind } from '../../protocol/terms.ts';
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

/** What is asked for, in a line of a list. */
export function requestWords(kind: RequestKind): string {
  const what = requestKindWords(kind);
  return msg(str`Request: ${what}`);
}

/** What somebody can ask for, in the words of whoever asks (S-31: each is called something else). */
export function requestKindWords(kind: RequestKind): string {
  switch (kind) {
    case 'access':
      return msg('A copy of my data');
    case 'portability':
      return msg('My data for another service');
    case 'rectification':
      return msg('A correction of my data');
    case 'erasure':
      return msg('Delete my data');
    case 'restriction':
      return msg('Keep my data, but stop using it for now');
    case 'objection':
      return msg('Stop a use of my data that I did not allow');
    case 'marketing-objection':
      return msg('No more marketing');
    case 'consent-withdrawal':
      return msg('Withdraw everything I allowed');
    case 'client-offboarding':
      return msg('A copy of my client data, then delete it');
    case 'complaint':
      return msg('A complaint');
  }
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
    case 'request':
      return requestWords(operation.payload.kind);
    case 'request-step':
      return msg('A step in a request of yours');
    case 'acknowledgement':
      return msg('That you have read the changes of the policy');
    default:
      // A newer version of this script saved it.
      return msg('Something you did on this site');
  }
}
