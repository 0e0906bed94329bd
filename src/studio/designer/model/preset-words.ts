/** The words of new forms, in the languages the package speaks. `{controller}`, `{policy}` and `{purpose}` are filled in. */

export interface PresetWords {
  news: string;
  notice: string;
  acknowledge: string;
  byEmail: string;
  byPost: string;
  byPhone: string;
  bySms: string;
  send: string;
  thanks: string;
  next: string;
  cvWhy: string;
  nameWhy: string;
  rating: string;
  low: string;
  high: string;
  comment: string;
}

const WORDS: Record<string, PresetWords> = {
  en: {
    news: 'Email me news and offers, at most once a month. The sender is {controller}. I can stop this at any time under “My data”.',
    notice:
      '{controller} uses your answers to reply to you, and keeps them for 24 months after our last message to you. You can see, correct and delete them under “My data”. The [privacy policy](policy:{policy}) says more.',
    acknowledge: 'What I have entered is correct.',
    byEmail:
      'Email me about: {purpose}. The sender is {controller}. I can stop this at any time under “My data”.',
    byPost:
      'Write to me by post about: {purpose}. The sender is {controller}. I can stop this at any time under “My data”.',
    byPhone:
      'Call me by phone about: {purpose}. The caller is {controller}. I can stop this at any time under “My data”.',
    bySms:
      'Send me text messages about: {purpose}. The sender is {controller}. I can stop this at any time under “My data”.',
    send: 'Send',
    thanks: 'Thank you. We have your answers.',
    next: 'We reply within two working days.',
    cvWhy: 'We decide about your application with it.',
    nameWhy: 'We need to know whose application this is.',
    rating: 'How was it for you?',
    low: 'Poor',
    high: 'Excellent',
    comment: 'What should we do better?',
  },
  de: {
    news: 'Schicken Sie mir per E-Mail Neuigkeiten und Angebote, höchstens einmal im Monat. Absender ist {controller}. Ich kann das jederzeit unter „Meine Daten“ beenden.',
    notice:
      '{controller} nutzt Ihre Angaben, um Ihnen zu antworten, und bewahrt sie bis 24 Monate nach unserer letzten Nachricht an Sie auf. Unter „Meine Daten“ können Sie sie sehen, berichtigen und löschen. Mehr steht in der [Datenschutzerklärung](policy:{policy}).',
    acknowledge: 'Meine Angaben sind richtig.',
    byEmail:
      'Schicken Sie mir E-Mails zu: {purpose}. Absender ist {controller}. Ich kann das jederzeit unter „Meine Daten“ beenden.',
    byPost:
      'Schreiben Sie mir per Post zu: {purpose}. Absender ist {controller}. Ich kann das jederzeit unter „Meine Daten“ beenden.',
    byPhone:
      'Rufen Sie mich per Telefon an zu: {purpose}. Es ruft an: {controller}. Ich kann das jederzeit unter „Meine Daten“ beenden.',
    bySms:
      'Schicken Sie mir SMS zu: {purpose}. Absender ist {controller}. Ich kann das jederzeit unter „Meine Daten“ beenden.',
    send: 'Absenden',
    thanks: 'Danke. Ihre Angaben sind angekommen.',
    next: 'Wir antworten innerhalb von zwei Arbeitstagen.',
    cvWhy: 'Mit ihm entscheiden wir über Ihre Bewerbung.',
    nameWhy: 'Wir müssen wissen, wessen Bewerbung das ist.',
    rating: 'Wie war es für Sie?',
    low: 'Schlecht',
    high: 'Ausgezeichnet',
    comment: 'Was sollen wir besser machen?',
  },
};

export function presetWords(language: string): PresetWords | undefined {
  return WORDS[language.split('-')[0] ?? ''];
}
