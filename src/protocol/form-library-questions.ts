/** The library's questions, with their words in the languages the package speaks. */

export interface LibraryQuestion {
  question: { type: string; data: string; options?: readonly string[] } & Record<string, unknown>;
  /** Language → path within the question → text. */
  texts: Record<string, Record<string, string>>;
}

/** Options are said as `options.<id>`. */
function options(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([id, text]) => [`options.${id}`, text]));
}

const INDUSTRIES = {
  exhibitions: 'Exhibitions and events',
  engineering: 'Engineering and manufacturing',
  construction: 'Construction and property',
  technology: 'IT and telecoms',
  health: 'Health and care',
  food: 'Food and hospitality',
  'consumer-goods': 'Retail and consumer goods',
  education: 'Education and public sector',
  other: 'Another industry',
};
const REGIONS = {
  'uk-ireland': 'UK and Ireland',
  'de-at-ch': 'Germany, Austria and Switzerland',
  'rest-of-europe': 'Rest of Europe',
  'middle-east-africa': 'Middle East and Africa',
  'asia-pacific': 'Asia and Pacific',
  'north-america': 'North America',
  'latin-america': 'Latin America',
};

/** One field for a name and no title unless a form asks for it, as the GOV.UK Design System advises. */
export const QUESTIONS: Record<string, LibraryQuestion> = {
  name: {
    question: { type: 'text', data: 'name', autocomplete: 'name' },
    texts: { en: { label: 'Your name' }, de: { label: 'Ihr Name' } },
  },
  email: {
    question: { type: 'email', data: 'email', autocomplete: 'email' },
    texts: { en: { label: 'Email address' }, de: { label: 'E-Mail-Adresse' } },
  },
  phone: {
    question: { type: 'phone', data: 'phone', autocomplete: 'tel' },
    texts: {
      en: { label: 'Phone number', hint: 'With country code if you are not in the UK' },
      de: { label: 'Telefonnummer', hint: 'Mit Landesvorwahl' },
    },
  },
  title: {
    question: { type: 'text', data: 'title', autocomplete: 'honorific-prefix', maxLength: 40 },
    texts: { en: { label: 'Your title' }, de: { label: 'Ihr Titel' } },
  },
  occupation: {
    question: { type: 'text', data: 'occupation', autocomplete: 'organization-title' },
    texts: { en: { label: 'Your occupation' }, de: { label: 'Ihre berufliche Tätigkeit' } },
  },
  affiliation: {
    question: { type: 'text', data: 'affiliation', autocomplete: 'organization' },
    texts: { en: { label: 'Company or university' }, de: { label: 'Firma oder Hochschule' } },
  },
  industry: {
    question: { type: 'select', data: 'industry', options: Object.keys(INDUSTRIES) },
    texts: {
      en: { label: 'Your industry', ...options(INDUSTRIES) },
      de: {
        label: 'Ihre Branche',
        ...options({
          exhibitions: 'Messen und Veranstaltungen',
          engineering: 'Maschinenbau und Fertigung',
          construction: 'Bau und Immobilien',
          technology: 'IT und Telekommunikation',
          health: 'Gesundheit und Pflege',
          food: 'Lebensmittel und Gastgewerbe',
          'consumer-goods': 'Handel und Konsumgüter',
          education: 'Bildung und öffentlicher Dienst',
          other: 'Andere Branche',
        }),
      },
    },
  },
  region: {
    question: { type: 'select', data: 'region', options: Object.keys(REGIONS) },
    texts: {
      en: { label: 'Your region', ...options(REGIONS) },
      de: {
        label: 'Ihre Region',
        ...options({
          'uk-ireland': 'Vereinigtes Königreich und Irland',
          'de-at-ch': 'Deutschland, Österreich und Schweiz',
          'rest-of-europe': 'Übriges Europa',
          'middle-east-africa': 'Naher Osten und Afrika',
          'asia-pacific': 'Asien und Pazifik',
          'north-america': 'Nordamerika',
          'latin-america': 'Lateinamerika',
        }),
      },
    },
  },
  country: {
    question: { type: 'country', data: 'region', autocomplete: 'country' },
    texts: { en: { label: 'Your country' }, de: { label: 'Ihr Land' } },
  },
  address: {
    question: { type: 'address', data: 'postal-address' },
    texts: { en: { label: 'Postal address' }, de: { label: 'Postanschrift' } },
  },
  message: {
    question: { type: 'textarea', data: 'message', rows: 6, maxLength: 4000 },
    texts: {
      en: {
        label: 'Your message',
        hint: 'Leave out what we do not need, such as health or bank details.',
      },
      de: {
        label: 'Ihre Nachricht',
        hint: 'Lassen Sie weg, was wir nicht brauchen, etwa Angaben zu Gesundheit oder Bankkonto.',
      },
    },
  },
  cv: {
    question: { type: 'file', data: 'application', accept: ['pdf', 'docx', 'odt'], maxBytes: 5_242_880 },
    texts: { en: { label: 'Your CV' }, de: { label: 'Ihr Lebenslauf' } },
  },
  relationship: {
    question: {
      type: 'select',
      data: 'relationship',
      options: ['visitor', 'exhibitor', 'organiser', 'supplier', 'client', 'press', 'other'],
    },
    texts: {
      en: {
        label: 'What describes you best?',
        ...options({
          visitor: 'I visit exhibitions',
          exhibitor: 'I exhibit',
          organiser: 'I organise exhibitions',
          supplier: 'I supply exhibitions',
          client: 'I am a client',
          press: 'I write for the press',
          other: 'Something else',
        }),
      },
      de: {
        label: 'Was trifft auf Sie zu?',
        ...options({
          visitor: 'Ich besuche Messen',
          exhibitor: 'Ich stelle aus',
          organiser: 'Ich veranstalte Messen',
          supplier: 'Ich beliefere Messen',
          client: 'Ich nutze Ihre Leistungen',
          press: 'Ich schreibe für die Presse',
          other: 'Etwas anderes',
        }),
      },
    },
  },
  reason: {
    question: {
      type: 'select',
      data: 'reason',
      options: ['question', 'quote', 'cooperation', 'current-project', 'press', 'my-data', 'other'],
    },
    texts: {
      en: {
        label: 'What is your message about?',
        ...options({
          question: 'A question',
          quote: 'A quote',
          cooperation: 'Working together',
          'current-project': 'A project you already run for me',
          press: 'A press enquiry',
          'my-data': 'My personal data',
          other: 'Something else',
        }),
      },
      de: {
        label: 'Worum geht es?',
        ...options({
          question: 'Um eine Frage',
          quote: 'Um ein Angebot',
          cooperation: 'Um eine Zusammenarbeit',
          'current-project': 'Um ein laufendes Projekt',
          press: 'Um eine Presseanfrage',
          'my-data': 'Um meine persönlichen Daten',
          other: 'Um etwas anderes',
        }),
      },
    },
  },
};
