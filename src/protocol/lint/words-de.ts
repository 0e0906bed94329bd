/** German, as consents and notices are written in it. */
import type { LanguageWords } from './language-words.ts';

export const GERMAN: LanguageWords = {
  channels: {
    email: ['e-mail*', 'email*', 'mail', 'mails', 'mailen', 'postfach'],
    post: ['post', 'postweg', 'postalisch*', 'postsendung*', 'brief', 'briefe', 'brieflich', 'briefpost'],
    phone: ['telefon*', 'anruf*', 'rufen sie mich', 'rufen mich', 'ruft mich', 'rückruf*', 'fernmündlich'],
    sms: ['sms', 'textnachricht*', 'kurznachricht*'],
  },
  withdrawal: [
    'widerruf*', 'abmeld*', 'melde mich ab', 'abbestell*', 'jederzeit', 'beenden', 'austragen', 'zurücknehmen', 'stoppen',
  ], // prettier-ignore
  bundles: [
    'agb', 'geschäftsbedingungen', 'nutzungsbedingungen', 'partner*', 'dritte', 'dritten', 'dritter', 'sponsor*',
    'verbundene unternehmen', 'verbundenen unternehmen', 'weitere unternehmen', 'andere unternehmen', 'anderen unternehmen',
    'aussteller*',
  ], // prettier-ignore
  negations: ['nicht', 'nie', 'niemals', 'kein', 'keine', 'keinen', 'keiner', 'niemand', 'ohne'],
  twists: [
    /(häkchen|haken|kreuz)[^.]{0,30}(entfern|heraus|weg|lösch)/,
    /\babwähl\w*/,
    /(ankreuzen|anklicken|häkchen|haken)[^.]{0,60}(nicht|kein)/,
    /(nicht|kein\w*|nie)\b[^.,;]*\b(nicht|kein\w*|nie|ohne)\b/,
    /\bes sei denn\b/,
    /\b(sofern|wenn|falls) (sie|ich)\b[^.]*\bnicht\b/,
    /\bbereits (angemeldet|eingetragen)\b/,
  ],
  sending: [
    /\bmit (dem|der|ihrem|ihrer|einem|jedem)?\s?(absenden|senden|abschicken|klick|nutzung|besuch|ausfüllen|teilnahme)\b[^.]*(stimm|akzeptier|einverstanden|einwillig|erlaub)/,
    /\b(durch|beim) (das )?(absenden|senden|abschicken|klicken|nutzen|ausfüllen)\b[^.]*(stimm|akzeptier|einverstanden|einwillig|erlaub)/,
    /\bindem (sie|ich)\b[^.]*(stimm|akzeptier|einwillig|willig)/,
    /\b(wenn|sobald) sie\b[^.]*(absenden|senden|fortfahren|nutzen)\b[^.]*(stimmen|akzeptieren|willigen)/,
    /\bgilt als (zustimmung|einwilligung|einverständnis)/,
  ],
  button: [/(zustimm|akzeptier|einwillig|einverstanden|erlaub)/],
  duration:
    /(\d+|einen?|zwei|drei|vier|fünf|sechs|neun|zehn|zwölf|achtzehn|vierundzwanzig)\s+(tag|woche|monat|jahr)\w*|\b(solange|so lange|bis|nichts gespeichert)\b/,
  hard: 65,
};
