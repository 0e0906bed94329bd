/** German: phrases that only a person can judge. Every repetition is bounded. */
import type { Phrases } from './phrase-rules.ts';

export const GERMAN_PHRASES: Phrases = {
  said: {
    'check-back':
      /(prüfen|lesen|sehen|schauen|besuchen|achten|informieren)[^.]{0,60}(Erklärung|Seite|Hinweise|Richtlinie|Fassung|Änderung)[^.]{0,60}(regelmäßig|jedes Mal|bei jedem|immer wieder|von Zeit zu Zeit|wieder besuchen|häufig)|(regelmäßig|jedes Mal|bei jedem|immer wieder|häufig|von Zeit zu Zeit)[^.]{0,60}(prüfen|lesen|ansehen|nachsehen|nachlesen|besuchen|informieren)/i,
    'changes-without-notice':
      /behalten (wir )?uns[^.]{0,40}vor[^.]{0,60}(änder|anpass|ergänz|aktualisier)|(können|dürfen) (wir )?(diese|die|unsere)[^.]{0,40}(Erklärung|Richtlinie|Hinweise)[^.]{0,20}(von Zeit zu Zeit|jederzeit)[^.]{0,20}(änder|anpass|ergänz|aktualisier)|eigenem Ermessen/i,
    'opt-out-tick':
      /(nicht|untersagen|widersprechen|ablehnen).{0,260}(kreuzen|setzen) Sie[^.]{0,40}(Feld|Kästchen|Haken|Häkchen)|(kreuzen|setzen) Sie[^.]{0,40}(Feld|Kästchen|Haken|Häkchen)[^.]{0,80}(nicht|widersprechen|ablehnen|keine)|(entfernen|abwählen)[^.]{0,20}(Haken|Häkchen|Kreuz)|(Haken|Häkchen|Kreuz)[^.]{0,20}(entfernen|abwählen)|(sofern|wenn|solange) Sie (dem )?nicht widersprechen|es sei denn, Sie (widersprechen|teilen uns)/i,
    'product-notices':
      /(unterrichten|informieren|mitteilen|benachrichtigen|Bescheid)[^.;]{0,60}Produkt|Produkt[^.;]{0,60}(unterrichten|informieren|mitteilen|benachrichtigen)/i,
    'erasure-late':
      /(Bestätig|Empfang|Erhalt)[^.]{0,120}(lösch|Löschung|entfern)|(lösch|entfern)[^.]{0,60}innerhalb (eines Jahres|von (zwölf|12) Monaten)|innerhalb (eines Jahres|von (zwölf|12) Monaten)[^.]{0,60}(lösch|entfern)/i,
    'period-open': /so ?lange[^.]{0,40}(erforderlich|nötig|notwendig|brauchen|benötigen)/i,
    'erasure-impossible':
      /(nicht möglich|unmöglich|nicht machbar|keine Möglichkeit)[^.]{0,60}(lösch|entfern|schwärz)|(lösch|entfern|schwärz)[^.]{0,60}(nicht möglich|unmöglich|nicht machbar|keine Möglichkeit)|nicht (gelöscht|entfernt|geschwärzt) werden|nicht[^.]{0,20}entfernen lassen|(Sicherung|Backup)[^.]{0,80}(nur als Ganzes|einzelne Dateien)|unveränderlich/i,
    'any-purpose':
      /(alle|allen|sämtliche[nr]?|beliebige[nr]?|jegliche[nr]?) (anderen |sonstigen |weiteren )?Zwecken?\b|für alles, was[^.]{0,40}üblich/i,
    'vague-recipients':
      /(Berater|Partner|Dritte|Firmen|Unternehmen|Organisationen|Stellen)[^.]{0,40}(soweit|falls|wenn|wo) (erforderlich|nötig|angebracht|angemessen)|(andere|anderen|ausgewählte|ausgewählten|vertrauenswürdige|vertrauenswürdigen) (Dritte|Partner|Firmen|Unternehmen|Organisationen)n?\b|(geben|teilen|übermitteln)[^.]{0,60}und andere\b/i,
    'business-sale':
      /(?<!ver)(Käufer|Verkäufer|Erwerber)|(verkaufen|kaufen|erwerben)[^.]{0,40}(Unternehmen|Firma|Geschäft)|(Unternehmen|Firma|Geschäft|Teile)[^.]{0,40}(verkaufen|kaufen|erwerben)|Fusion|Verschmelzung/i,
    'agreed-by-use':
      /(Mit|Durch) (der|die|dem|das)? ?(weitere[nr]? |fortgesetzte[nr]? )?(Nutzung|Nutzen|Besuch|Zugriff|Absenden)[^.]{0,80}(stimmen|akzeptieren|willigen|erklären|einverstanden|erkennen)/i,
    'accept-words':
      /(akzeptieren|stimmen|willigen)[^.]{0,30}(Sie )?(dieser|diese|der|die|unserer|unsere)[^.]{0,20}(Datenschutz|Erklärung|Richtlinie|Hinweise)[^.]{0,30}|(Erklärung|Richtlinie|Hinweisen?)[^.]{0,20}(zustimmen|akzeptieren|einverstanden)/i,
    'vague-purpose':
      /neue (Produkte|Dienste|Leistungen|Angebote)[^.]{0,20}(entwickeln|anbieten)|zu Forschungszwecken|personalisierte (Dienste|Inhalte|Angebote|Erlebnisse)|interessieren (könnte|könnten)/i,
  },
  vagueVerb:
    /(?<!Sie )(?<![\p{L}])(könnten?|dürften?|möglicherweise|gegebenenfalls|unter Umständen|eventuell)(?![\p{L}])/giu,
  complaint: /beschwer/i,
  otherRoute: /Formular|\bPost\b|Brief|Telefon|anrufen|schriftlich|Meine Daten/i,
  breach: /Datenpanne|(Verletzung|Verstoß|Vorfall|Datenleck|Zwischenfall)/i,
  clients: /Kunden|Ansprechperson|Ansprechpartner|Kontaktperson/i,
  authority: /Aufsicht|Behörde|Commission|Commissioner|Beauftragten für/i,
  toldPeople:
    /(sagen|teilen|unterrichten|informieren|benachrichtigen|erfahren)[^.]{0,20}(Ihnen|Sie|Betroffene|Menschen|Personen)|(Sie|Betroffene|Personen)[^.]{0,30}(erfahren|benachrichtig|unterricht|informier)/i,
  eea: /Europäische[nrs]? Wirtschaftsraum|\bEWR\b/i,
  unitedKingdom: /Vereinigte[ns]? Königreich|Großbritannien/i,
};
