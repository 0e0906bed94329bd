/** What is said of requests, by language. */
import type { RequestState } from '../../protocol/request.ts';
import type { RequestKind } from '../../protocol/terms.ts';

interface Headline {
  title: string;
  body: string;
}

export interface RequestWords {
  kinds: Record<RequestKind, string>;
  about: (kind: string, site: string, reference: string, day: string) => string;
  states: Partial<Record<RequestState, Headline>>;
  message: Headline;
  due: (day: string) => string;
  unproved: string;
  routes: (where: { email: string; name: string; url: string }) => string;
  /** The link to a copy. */
  fetch: (address: string) => string;
  panel: (address: string) => string;
}

export const REQUEST_WORDS: Record<string, RequestWords> = {
  en: {
    kinds: {
      access: 'a copy of your data',
      portability: 'your data in a form that other services can read',
      rectification: 'a correction of your data',
      erasure: 'the deletion of your data',
      restriction: 'a restriction of how your data is used',
      objection: 'an end to a use of your data',
      'marketing-objection': 'an end to all marketing',
      'consent-withdrawal': 'the withdrawal of your consents',
      'client-offboarding': 'a copy and the deletion of your data as a client',
      complaint: 'a complaint',
    },
    about: (kind, site, reference, day) =>
      `This is about your request to ${site} of ${day}: ${kind}.\nReference: ${reference}`,
    states: {
      acknowledged: { title: 'We have your request', body: 'We have received it.' },
      fulfilled: { title: 'Your request is done', body: 'It is done.' },
      'identity-needed': {
        title: 'We have to know that it is you',
        body: 'We are not sure that you asked this yourself. Sign in to “my data” and confirm it.',
      },
      'clarification-needed': { title: 'We have a question', body: 'We need to know more before we go on.' },
      extended: {
        title: 'Your request takes longer',
        body: 'We need up to two months more. The new date is shown in “my data”.',
      },
      ready: {
        title: 'Your copy is ready',
        body: 'The copy of your data is ready. It can be fetched for seven days.',
      },
      'link-expired': {
        title: 'Your copy was not fetched',
        body: 'The time for fetching your copy is over. You can have a new link made in “my data”.',
      },
      'scheduled-erasure': {
        title: 'Your data will be deleted',
        body: 'We delete your data in 72 hours. Until then you can call it off in “my data”.',
      },
      refused: { title: 'We cannot do what you ask', body: 'We have refused your request, for this reason:' },
      'partly-refused': {
        title: 'We can do a part of what you ask',
        body: 'We have done a part of what you asked, and refused the rest, for this reason:',
      },
      cancelled: { title: 'Your request is cancelled', body: 'It was cancelled, and nothing more is done.' },
      investigating: {
        title: 'We look into your complaint',
        body: 'Somebody is looking into your complaint.',
      },
      'outcome-sent': {
        title: 'The outcome of your complaint',
        body: 'This is what came of your complaint:',
      },
    },
    message: { title: 'A message about your request', body: 'We have written to you:' },
    due: (day) => `We answer by ${day} at the latest.`,
    unproved:
      'It was made without signing in. If it was you, sign in to “my data” and confirm it there. If it was not you, you can cancel it there.',
    routes: ({ email, name, url }) =>
      `If you do not accept this, you can complain to us (${email}) and to the supervisory authority (${name}, ${url}), and you can go to court.`,
    fetch: (address) =>
      `Fetch it here. Whoever has this link can fetch your data; do not pass it on:\n${address}`,
    panel: (address) => `Where it stands, and how to answer:\n${address}`,
  },
  de: {
    kinds: {
      access: 'eine Kopie Ihrer Daten',
      portability: 'Ihre Daten in einer Form, die andere Dienste lesen können',
      rectification: 'eine Berichtigung Ihrer Daten',
      erasure: 'die Löschung Ihrer Daten',
      restriction: 'eine Einschränkung der Verwendung Ihrer Daten',
      objection: 'das Ende einer Verwendung Ihrer Daten',
      'marketing-objection': 'das Ende aller Werbung',
      'consent-withdrawal': 'der Widerruf Ihrer Einwilligungen',
      'client-offboarding': 'eine Kopie und die Löschung Ihrer Daten als Kunde',
      complaint: 'eine Beschwerde',
    },
    about: (kind, site, reference, day) =>
      `Es geht um Ihren Antrag an ${site} vom ${day}: ${kind}.\nKennzeichen: ${reference}`,
    states: {
      acknowledged: { title: 'Wir haben Ihren Antrag', body: 'Er ist bei uns eingegangen.' },
      fulfilled: { title: 'Ihr Antrag ist erledigt', body: 'Er ist erledigt.' },
      'identity-needed': {
        title: 'Wir müssen wissen, dass Sie es sind',
        body: 'Wir sind nicht sicher, dass der Antrag von Ihnen kommt. Melden Sie sich bei „Meine Daten“ an und bestätigen Sie ihn.',
      },
      'clarification-needed': {
        title: 'Wir haben eine Frage',
        body: 'Bevor wir weitermachen, müssen wir mehr wissen.',
      },
      extended: {
        title: 'Ihr Antrag dauert länger',
        body: 'Wir brauchen bis zu zwei Monate mehr. Das neue Datum steht in „Meine Daten“.',
      },
      ready: {
        title: 'Ihre Kopie liegt bereit',
        body: 'Die Kopie Ihrer Daten liegt bereit. Sie kann sieben Tage lang abgeholt werden.',
      },
      'link-expired': {
        title: 'Ihre Kopie wurde nicht abgeholt',
        body: 'Die Zeit zum Abholen Ihrer Kopie ist um. In „Meine Daten“ bekommen Sie einen neuen Link.',
      },
      'scheduled-erasure': {
        title: 'Ihre Daten werden gelöscht',
        body: 'Wir löschen Ihre Daten in 72 Stunden. Bis dahin können Sie es in „Meine Daten“ noch abbrechen.',
      },
      refused: {
        title: 'Wir können nicht tun, was Sie beantragt haben',
        body: 'Wir haben Ihren Antrag abgelehnt, aus diesem Grund:',
      },
      'partly-refused': {
        title: 'Wir können einen Teil dessen tun, was Sie beantragt haben',
        body: 'Einen Teil haben wir getan, den Rest haben wir abgelehnt, aus diesem Grund:',
      },
      cancelled: {
        title: 'Ihr Antrag ist zurückgenommen',
        body: 'Er wurde zurückgenommen, und es geschieht nichts weiter.',
      },
      investigating: {
        title: 'Wir gehen Ihrer Beschwerde nach',
        body: 'Jemand geht Ihrer Beschwerde nach.',
      },
      'outcome-sent': {
        title: 'Das Ergebnis Ihrer Beschwerde',
        body: 'Das hat Ihre Beschwerde ergeben:',
      },
    },
    message: { title: 'Eine Nachricht zu Ihrem Antrag', body: 'Wir haben Ihnen geschrieben:' },
    due: (day) => `Wir antworten spätestens am ${day}.`,
    unproved:
      'Er wurde ohne Anmeldung gestellt. Wenn Sie das waren, melden Sie sich bei „Meine Daten“ an und bestätigen Sie ihn dort. Wenn Sie es nicht waren, können Sie ihn dort zurücknehmen.',
    routes: ({ email, name, url }) =>
      `Wenn Sie das nicht annehmen, können Sie sich bei uns beschweren (${email}) und bei der Aufsichtsbehörde (${name}, ${url}), und Sie können vor Gericht gehen.`,
    fetch: (address) =>
      `Hier holen Sie sie ab. Wer diesen Link hat, kann Ihre Daten abholen; geben Sie ihn nicht weiter:\n${address}`,
    panel: (address) => `Wie es steht, und wie Sie antworten:\n${address}`,
  },
};
