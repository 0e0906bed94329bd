/** The words of the page in a copy, in the languages of the visitor elements. */
import type { PersonalCopy } from '../../protocol/personal-copy.schema.ts';
import type { RefusalCode } from '../../protocol/request.ts';
import type { Channel, LawfulBasis, RequestKind } from '../../protocol/terms.ts';
import { REQUEST_WORDS } from '../words/request-words.ts';

export interface CopyWords {
  title: (site: string) => string;
  made: (day: string) => string;
  responsible: string;
  authority: string;
  contacts: string;
  left: string;
  letters: string;
  permissions: string;
  history: string;
  requests: string;
  files: string;
  purposes: string;
  elsewhere: string;
  rights: string;
  rightsHow: (email: string) => string;
  withheld: (records: number, why: string) => string;
  others: string;
  nothing: string;
  kept: (period: string, after: string) => string;
  period: { years: (n: number) => string; months: (n: number) => string; days: (n: number) => string };
  yes: string;
  bytes: string;
  columns: Record<'when' | 'what' | 'channel' | 'words' | 'state', string>;
  events: Record<PersonalCopy['consentHistory'][number]['type'], string>;
  channels: Record<Channel, string>;
  bases: Record<LawfulBasis, string>;
  reasons: Record<RefusalCode, string>;
  kinds: Record<RequestKind, string>;
}

const kindsIn = (language: string): CopyWords['kinds'] => {
  const words = REQUEST_WORDS[language];
  if (words === undefined) throw new Error(`words of requests in ${language} are missing`);
  return words.kinds;
};

export const COPY_WORDS: Record<string, CopyWords> = {
  en: {
    title: (site) => `What ${site} holds about you`,
    made: (day) => `Made on ${day}.`,
    responsible: 'Who is responsible',
    authority: 'Supervisory authority',
    contacts: 'How you can be reached',
    left: 'What you left',
    letters: 'Letters, mails and calls',
    permissions: 'What you permit now',
    history: 'Everything you chose, with the words that were shown',
    requests: 'What you asked for',
    files: 'Files',
    purposes: 'What data is used for, and for how long',
    elsewhere: 'What else is held, and is not in this copy',
    rights: 'What you can ask for',
    rightsHow: (email) => `Ask in “my data”, or write to ${email}:`,
    withheld: (records, why) =>
      `${String(records)} ${records === 1 ? 'record is' : 'records are'} left out: ${why}`,
    others:
      'The same for other programs: data.json (described in data.schema.json), and tables in the folder “records”.',
    nothing: 'Nothing.',
    kept: (period, after) => `Kept for ${period} after ${after}.`,
    period: {
      years: (n) => (n === 1 ? 'one year' : `${String(n)} years`),
      months: (n) => (n === 1 ? 'one month' : `${String(n)} months`),
      days: (n) => (n === 1 ? 'one day' : `${String(n)} days`),
    },
    yes: 'Yes',
    bytes: 'bytes',
    columns: { when: 'When', what: 'What for', channel: 'How', words: 'Words', state: 'What happened' },
    events: { grant: 'Permitted', refuse: 'Not permitted', confirm: 'Address confirmed', end: 'Ended' },
    channels: { email: 'By email', post: 'By post', phone: 'By phone', sms: 'By text message' },
    bases: {
      consent: 'Your consent',
      contract: 'A contract with you, or steps towards one',
      'legal-obligation': 'A duty by law',
      'vital-interests': 'Vital interests',
      'public-task': 'A public task',
      'legitimate-interests': 'Legitimate interests',
    },
    reasons: {
      IdentityVerificationFailure: 'it is not known that it is about you.',
      ProcessUnfounded: 'the request has no ground.',
      ProcessExcessive: 'the request goes too far.',
      LegalObligationImpaired: 'the law forbids it.',
      LegalClaimDefenceImpaired: 'it is needed for legal claims.',
      ThirdPartyRightsImpaired: 'it would tell of somebody else.',
      FulfilmentImpossible: 'it cannot be done.',
      LegallyExempted: 'the law makes an exception.',
    },
    kinds: kindsIn('en'),
  },
  de: {
    title: (site) => `Was ${site} über Sie gespeichert hat`,
    made: (day) => `Erstellt am ${day}.`,
    responsible: 'Wer verantwortlich ist',
    authority: 'Aufsichtsbehörde',
    contacts: 'Wie Sie zu erreichen sind',
    left: 'Was Sie hinterlassen haben',
    letters: 'Briefe, E-Mails und Anrufe',
    permissions: 'Was Sie jetzt erlauben',
    history: 'Alles, was Sie gewählt haben, mit den Worten, die gezeigt wurden',
    requests: 'Was Sie beantragt haben',
    files: 'Dateien',
    purposes: 'Wofür Daten verwendet werden, und wie lange',
    elsewhere: 'Was sonst gespeichert und nicht in dieser Kopie ist',
    rights: 'Was Sie verlangen können',
    rightsHow: (email) => `Verlangen Sie es in „Meine Daten“, oder schreiben Sie an ${email}:`,
    withheld: (records, why) =>
      `${String(records)} ${records === 1 ? 'Datensatz fehlt' : 'Datensätze fehlen'}: ${why}`,
    others:
      'Dasselbe für andere Programme: data.json (beschrieben in data.schema.json) und Tabellen im Ordner „records“.',
    nothing: 'Nichts.',
    kept: (period, after) => `Aufbewahrt für ${period} nach ${after}.`,
    period: {
      years: (n) => (n === 1 ? 'ein Jahr' : `${String(n)} Jahre`),
      months: (n) => (n === 1 ? 'einen Monat' : `${String(n)} Monate`),
      days: (n) => (n === 1 ? 'einen Tag' : `${String(n)} Tage`),
    },
    yes: 'Ja',
    bytes: 'Bytes',
    columns: { when: 'Wann', what: 'Wofür', channel: 'Wie', words: 'Worte', state: 'Was geschah' },
    events: { grant: 'Erlaubt', refuse: 'Nicht erlaubt', confirm: 'Adresse bestätigt', end: 'Beendet' },
    channels: { email: 'Per E-Mail', post: 'Per Post', phone: 'Per Telefon', sms: 'Per SMS' },
    bases: {
      consent: 'Ihre Einwilligung',
      contract: 'Ein Vertrag mit Ihnen, oder Schritte zu einem Vertrag',
      'legal-obligation': 'Eine gesetzliche Pflicht',
      'vital-interests': 'Lebenswichtige Interessen',
      'public-task': 'Eine öffentliche Aufgabe',
      'legitimate-interests': 'Berechtigte Interessen',
    },
    reasons: {
      IdentityVerificationFailure: 'Es ist nicht bekannt, dass es um Sie geht.',
      ProcessUnfounded: 'Der Antrag hat keinen Grund.',
      ProcessExcessive: 'Der Antrag geht zu weit.',
      LegalObligationImpaired: 'Das Gesetz verbietet es.',
      LegalClaimDefenceImpaired: 'Es wird für Rechtsansprüche gebraucht.',
      ThirdPartyRightsImpaired: 'Es würde etwas über andere verraten.',
      FulfilmentImpossible: 'Es ist nicht möglich.',
      LegallyExempted: 'Das Gesetz macht eine Ausnahme.',
    },
    kinds: kindsIn('de'),
  },
};
