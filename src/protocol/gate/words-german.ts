/** German: the words by which the rules know what a text says. Every repetition is bounded. */
import type { PolicyWords } from './words.ts';

/** No letter before it; `\b` knows no umlauts. */
const START = '(?<![\\p{L}])';
const DATA = '(?:(?:personenbezogenen? |persönlichen? )?(?:Daten|Angaben|Informationen))';

const WITHDRAWAL =
  /Einwilligung[^.]{0,60}(widerruf|widerrief|zurücknehm|zurückzieh)|(widerruf|widerrief|zurücknehm|zurückzieh)[^.]{0,60}(Einwilligung|Zustimmung)/i;

export const GERMAN: PolicyWords = {
  duties: {
    identity: {
      heading: /wer wir sind|verantwortliche|über uns|wer (ist )?verantwortlich/i,
      said: new RegExp(`Verantwortliche[rn]?\\b|verantwortlich für|betrieben von`, 'i'),
    },
    purposes: {
      heading: /zwecke?|wofür wir|wie wir .{0,30}(nutzen|verwenden)|nutzung/i,
      said: new RegExp(
        `(nutzen|verarbeiten|verwenden) (wir )?(Ihre |die )?${DATA}[^.]{0,60}(um|für|zu|zur|zum)\\b|zu (folgenden|diesen) Zwecken`,
        'i',
      ),
    },
    interests: {
      said: /berechtigte[nsmr]? (geschäftliche[nsmr]? )?Interessen?(?! (oder|und|das|die)\b)[^.;]{0,40}?((?<![a-zäöü])(sind|ist|an|etwa|nämlich|zum Beispiel)\b|:|-|\u2013)/i,
    },
    recipients: {
      heading: /wer .{0,40}(sieht|bekommt|erhält)|empfänger|weitergabe|weitergeben|dritte/i,
      said: new RegExp(
        `Empfänger|(geben|übermitteln|teilen)[^.]{0,40}${DATA}[^.]{0,60}(weiter|an|mit)\\b|können ${DATA}[^.]{0,20} (bekommen|erhalten)`,
        'i',
      ),
    },
    transfers: {
      heading: /übermittlung|drittl(and|änder)|wo (wir )?ihre/i,
      said: /Europäische[nrs]? Wirtschaftsraum|\bEWR\b|Dritt(land|länder|staat)|(übermitteln|speichern|verarbeiten|schicken)[^.]{0,80}(außerhalb|andere[nr]? L(and|änder)|im Vereinigten Königreich|in den USA|in der Europäischen Union|in der EU)|Angemessenheitsbeschluss/i,
    },
    retention: {
      heading: /wie lange|speicherdauer|aufbewahrung|löschung|löschfristen/i,
      said: /aufbewahr|bewahren[^.]{0,80}\bauf\b|Speicherdauer|so lange (wie|auf)|speichern[^.]{0,60}(bis zu|für die Dauer|solange)|nach [^.]{0,40}gelöscht/i,
    },
    rights: {
      heading: /rechte/i,
      said: new RegExp(
        `haben (Sie )?das Recht|Recht auf (Auskunft|Berichtigung|Löschung|Einschränkung|Widerspruch|Datenübertrag)|Sie können (Ihre |die )?${DATA}[^.]{0,20}(einsehen|berichtigen|löschen)`,
        'i',
      ),
    },
    withdrawal: { said: WITHDRAWAL },
    'controller-complaint': {
      said: /(Recht|können|dürfen)[^.]{0,40}\bbei uns\b[^.]{0,40}(beschwer|Beschwerde)|(Recht|können|dürfen)[^.]{0,40}(beschwer|Beschwerde)[^.]{0,20}\bbei uns\b/i,
    },
    'authority-complaint': {
      said: /(beschwer|Beschwerde)[^.]{0,90}(Aufsicht|Behörde|Beauftragten für|Commission|Datenschutzbeauftragten des)|(Aufsicht|Behörde|Commission)[^.]{0,60}(beschwer|Beschwerde)/i,
    },
    obligation: {
      heading: /was sie uns (sagen|geben|mitteilen) müssen|pflicht/i,
      said: new RegExp(
        `verpflichtet[^.]{0,40}${DATA}|${DATA}[^.]{0,30}(freiwillig|verpflichtet)|(freiwillig|Pflichtangabe)|ohne (diese|Ihre|eine?|Angabe)[^.;]{0,40}können wir[^.;]{0,30}\\b(nicht|keine?n?)\\b`,
        'i',
      ),
    },
    'automated-decisions': {
      heading: /automat\w+[^.]{0,20}entscheidung/i,
      said: /automat(isch|isiert)\w*[^.]{0,30}(Entscheidung|entschieden)|Profiling|Kein (Programm|Computer|Rechner) entscheidet/i,
    },
    dpo: {
      heading: /datenschutzbeauftragte/i,
      // Many authorities are named so too: theirs has a land or a federation behind it.
      said: /Datenschutzbeauftragte[nr]?\b(?! (des|der|für) (Land|Bund|Freistaat))/i,
    },
  },
  rights: {
    access: /Auskunft|einsehen|Einsicht|Kopie/i,
    rectification: /berichtig|korrigier|richtigstell/i,
    erasure: /lösch/i,
    restriction: /(einschränk|beschränk)/i,
    portability: /Datenübertrag|übertragbar|maschinenlesbar|Maschinen lesen|mitnehmen/i,
    objection: /widersprech|Widerspruch/i,
    withdrawal: WITHDRAWAL,
  },
  bases: {
    consent: /einwillig|zustimm/i,
    contract: /Vertrag|Verträge|vertraglich/i,
    'legal-obligation':
      /(rechtliche|gesetzliche)[nrs]? (Verpflichtung|Pflicht)|Gesetz(e)? (verlang|verpflicht|fordert)/i,
    'vital-interests': /lebenswichtige/i,
    'public-task': /öffentliche[nsmr]? (Aufgabe|Interesse)|öffentlicher Gewalt/i,
    'legitimate-interests': /berechtigte[nsmr]? (geschäftliche[nsmr]? )?Interesse/i,
  },
  channels: {
    email: /E-?Mails?/i,
    post: new RegExp(`${START}Post\\b|Postweg|postalisch|${START}Briefe?\\b`, 'iu'),
    phone: /Telefon|(rufen|anrufen|Anrufe?)\b/i,
    sms: /\bSMS\b|Textnachricht/i,
  },
  contacts: {
    email: /E-?Mail/i,
    post: /(Post|Liefer|Haus)(anschrift|adresse)|postalische (Anschrift|Adresse)/i,
    phone: /(Telefon|Mobil|Handy|Ruf)nummer/i,
    sms: /(Telefon|Mobil|Handy|Ruf)nummer/i,
  },
  marketing: /Werbung|Werbe|Marketing|Neuigkeiten|Newsletter|Angebote/i,
  days: {
    lastUpdated:
      /^Stand\b|^(letzte|zuletzt)[^.]{0,20}(Änderung|geändert|aktualisiert|Aktualisierung)|(Erklärung|Hinweise|Fassung)[^.]{0,40}(geändert|aktualisiert)/i,
    effectiveFrom:
      /^(gilt|gültig|in Kraft|wirksam)( seit| ab)|(Erklärung|Hinweise|Fassung)[^.]{0,40}\b(gilt|gelten|gültig|in Kraft|wirksam)\b/i,
  },
  months: [
    'januar',
    'februar',
    'märz',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'dezember',
  ],
  numbers: {
    ein: 1,
    eine: 1,
    einen: 1,
    einem: 1,
    einer: 1,
    eines: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwölf: 12,
    vierzehn: 14,
    achtzehn: 18,
    zwanzig: 20,
    vierundzwanzig: 24,
    dreißig: 30,
    sechsunddreißig: 36,
    achtundvierzig: 48,
    sechzig: 60,
    zweiundsiebzig: 72,
    neunzig: 90,
  },
  units: { day: 'tage?[ns]?', week: 'wochen?', month: 'monate?[ns]?', year: 'jahre?[ns]?' },
  endings: /(ungen|ung|enden|ende|end|en|er|es|em|e|n|s|t)$/,
  empty: new Set(
    'der die das den dem des ein eine einen einem einer eines und oder aber wenn weil dass mit von vom zum zur für auf aus bei nach über unter vor wir uns unser unsere unseren unserer unseres unserem sie ihr ihre ihren ihrer ihres ihrem ihnen ist sind war wird werden kann können nicht kein keine nur auch noch was wer wie wofür welche sich als damit daten informationen angaben andere anderen anderer rund etwa'.split(
      ' ',
    ),
  ),
};
