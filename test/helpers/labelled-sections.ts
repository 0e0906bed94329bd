/**
 * Sections that were renamed, moved, split, merged, swapped or share their heading, and which of them a
 * person calls the same: those of one label.
 */

export interface Labelled {
  label: string;
  heading: string;
  text: string;
  inner: readonly Labelled[];
}

export interface LabelledCase {
  what: string;
  then: readonly Labelled[];
  now: readonly Labelled[];
}

const WORDS = {
  rights: [
    'You can ask us which facts about you we hold and get a copy of them.',
    'If a fact is wrong, we mend it within ten days and tell everyone who got it from us.',
    'You can have your account emptied; what the tax office wants kept stays until its time is over.',
    'None of this costs you anything, and nobody will ask you for your reasons.',
  ],
  keeping: [
    'Letters are kept for as long as we talk with each other, and two years longer.',
    'Invoices stay in the cellar for eight years because the law on bookkeeping says so.',
    'Logs of the web server are wiped every Sunday night.',
    'After that nothing is left but numbers that name nobody.',
  ],
  sharing: [
    'Our printer in Leeds gets names and streets so that badges can be made.',
    'The hotel next door learns when you arrive if you book a room through the fair.',
    'A court can order us to open our books, and then we have to.',
    'We have never sold a list and are not going to begin with it.',
  ],
  cookies: [
    'One small file remembers that you have closed the banner.',
    'A second one holds your basket until you pay or leave.',
    'Statistics are counted on our own machine, with addresses cut to half.',
    'Your browser can delete all of them at any time without harm.',
  ],
  security: [
    'Doors to the machine room open with two keys that lie in two houses.',
    'Whoever reads your data leaves a line in a book that cannot be rubbed out.',
    'Copies are sealed before they travel and are opened twice a year to see that they still work.',
    'Should something be stolen all the same, you hear of it within three days.',
  ],
  contact: [
    'Write to Jona Field, Harbour Lane 7, Bristol, or to privacy@fair.example.',
    'The telephone is answered on weekdays between nine and four.',
    'Whoever prefers to speak with the supervisory office finds it in Wilmslow.',
  ],
  children: [
    'The fair is meant for people at work, so we ask nobody under sixteen for anything.',
    'Parents who find that a child has written to us can have the letter taken out at once.',
    'School classes are counted at the door without any names.',
  ],
  abroad: [
    'Two of the machines we rent stand in Canada, which the Commission holds to be safe.',
    'For helpers in other countries we sign the clauses that the Commission has written.',
    'You can read these contracts in our office or have them sent to you.',
  ],
  mail: [
    'Once a month we send news about stands, talks and early tickets.',
    'Each letter ends with a link that stops them, and it works without signing in.',
    'Whether a letter was opened is something we do not look at.',
  ],
  jobs: [
    'Applications go to the head of the team and to nobody else.',
    'If the place goes to another person, your papers are shredded after half a year.',
    'Only if you tick the box do we hold on to them for later openings.',
  ],
} as const;

type Name = keyof typeof WORDS;

/** A text of the words above; `sentences` picks some of them. */
function words(name: Name, ...sentences: number[]): string {
  const all: readonly string[] = WORDS[name];
  return (sentences.length === 0 ? all : sentences.map((place) => all[place])).join(' ');
}

function edited(text: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`"${from}" is not in: ${before}`);
    return before.replace(from, to);
  }, text);
}

function s(label: string, heading: string, text = '', ...inner: readonly Labelled[]): Labelled {
  return { label, heading, text, inner };
}

const RIGHTS = s('rights', 'Your rights', words('rights'));
const KEEPING = s('keeping', 'How long we keep it', words('keeping'));
const SHARING = s('sharing', 'Who else sees it', words('sharing'));
const COOKIES = s('cookies', 'Cookies', words('cookies'));
const CONTACT = s('contact', 'Contact', words('contact'));

export const LABELLED: readonly LabelledCase[] = [
  // Renamed
  {
    what: 'renamed, word for word the same',
    then: [RIGHTS, KEEPING, SHARING],
    now: [RIGHTS, s('keeping', 'Storage periods', words('keeping')), SHARING],
  },
  {
    what: 'renamed and a number changed in it',
    then: [RIGHTS, KEEPING],
    now: [RIGHTS, s('keeping', 'Storage', edited(words('keeping'), ['two years', 'three years']))],
  },
  {
    what: 'renamed and half of it rewritten',
    then: [RIGHTS, SHARING],
    now: [
      RIGHTS,
      s('sharing', 'Recipients', `${words('sharing', 0, 1)} Banks learn what you paid. Nobody else does.`),
    ],
  },
  {
    what: 'renamed and a sentence in front',
    then: [COOKIES, CONTACT],
    now: [s('cookies', 'Small files', `We like it quiet on your device. ${words('cookies')}`), CONTACT],
  },
  {
    what: 'every one renamed',
    then: [RIGHTS, KEEPING, SHARING, COOKIES],
    now: [
      s('rights', 'What you can ask for', words('rights')),
      s('keeping', 'Deadlines', words('keeping')),
      s('sharing', 'Recipients', words('sharing')),
      s('cookies', 'Your browser', words('cookies')),
    ],
  },
  {
    what: 'every one renamed, and a word changed in each',
    then: [RIGHTS, KEEPING, SHARING, COOKIES],
    now: [
      s('rights', 'What you can ask for', edited(words('rights'), ['ten days', 'five days'])),
      s('keeping', 'Deadlines', edited(words('keeping'), ['cellar', 'attic'])),
      s('sharing', 'Recipients', edited(words('sharing'), ['Leeds', 'York'])),
      s('cookies', 'Your browser', edited(words('cookies'), ['basket', 'cart'])),
    ],
  },
  {
    what: 'another number of its chapter, other words in it',
    then: [s('a', '3. Cookies', words('cookies')), s('b', '4. Contact', words('contact', 0))],
    now: [s('a', '4. Cookies', words('children')), s('b', '5. Contact', words('jobs', 0))],
  },
  {
    what: 'numbered where it was not',
    then: [s('a', 'Cookies', words('cookies')), s('b', 'Contact', 'By post only.')],
    now: [s('a', 'I. Cookies', words('cookies', 0)), s('b', '§ 2.1 Contact', 'By post.')],
  },
  {
    what: 'other case, other marks, other words in it',
    then: [s('a', 'COOKIES & TRACKING', words('cookies', 0)), s('b', 'Contact us', words('contact', 0))],
    now: [s('a', 'Cookies, tracking', words('mail', 0)), s('b', 'Contact us:', words('jobs', 0))],
  },
  {
    what: 'the heading stayed, every word in it is new',
    then: [RIGHTS, KEEPING],
    now: [s('rights', 'Your rights', words('children')), KEEPING],
  },
  {
    what: 'a new one under a heading that another one had',
    then: [RIGHTS, CONTACT],
    now: [RIGHTS, s('contact', 'How to reach us', words('contact')), s('new', 'Contact', words('jobs'))],
  },
  {
    what: 'a new one under a heading that another, edited one had',
    then: [RIGHTS, CONTACT],
    now: [
      RIGHTS,
      s('contact', 'How to reach us', edited(words('contact'), ['four', 'five'])),
      s('new', 'Contact', words('children')),
    ],
  },
  {
    what: 'replaced: neither heading nor words stayed',
    then: [RIGHTS, s('old', 'Raffles', words('children')), KEEPING],
    now: [RIGHTS, s('new', 'Photographs', words('mail')), KEEPING],
  },
  // Moved
  {
    what: 'moved to the end',
    then: [RIGHTS, KEEPING, SHARING, COOKIES],
    now: [KEEPING, SHARING, COOKIES, RIGHTS],
  },
  {
    what: 'in the reverse order',
    then: [RIGHTS, KEEPING, SHARING, COOKIES],
    now: [COOKIES, SHARING, KEEPING, RIGHTS],
  },
  {
    what: 'moved into another one',
    then: [RIGHTS, KEEPING, COOKIES],
    now: [RIGHTS, s('keeping', KEEPING.heading, KEEPING.text, COOKIES)],
  },
  {
    what: 'moved out of another one and renamed',
    then: [s('a', 'Data', words('keeping'), s('b', 'Cookies', words('cookies')))],
    now: [s('a', 'Data', words('keeping')), s('b', 'Your browser', words('cookies'))],
  },
  {
    what: 'moved and edited',
    then: [RIGHTS, KEEPING, SHARING],
    now: [s('sharing', SHARING.heading, edited(SHARING.text, ['Leeds', 'York'])), RIGHTS, KEEPING],
  },
  {
    what: 'moved, renamed and edited',
    then: [RIGHTS, KEEPING, SHARING],
    now: [s('sharing', 'Recipients', edited(SHARING.text, ['Leeds', 'York'])), RIGHTS, KEEPING],
  },
  {
    what: 'gathered under a new one',
    then: [RIGHTS, KEEPING, SHARING],
    now: [s('new', 'Your data', '', RIGHTS, KEEPING, SHARING)],
  },
  {
    what: 'set free from one that is gone',
    then: [s('old', 'Your data', '', RIGHTS, KEEPING), COOKIES],
    now: [RIGHTS, KEEPING, COOKIES],
  },
  // What holds others
  {
    what: 'renamed, with nothing in it but others',
    then: [s('a', 'Your data', '', RIGHTS, KEEPING), s('b', 'The rest', '', COOKIES, CONTACT)],
    now: [s('a', 'What is yours', '', RIGHTS, KEEPING), s('b', 'And else', '', COOKIES, CONTACT)],
  },
  {
    what: 'renamed, as are those inside it',
    then: [s('a', 'Your data', '', RIGHTS, KEEPING), COOKIES],
    now: [
      s('a', 'What is yours', '', s('rights', 'To ask for', RIGHTS.text), s('keeping', 'Time', KEEPING.text)),
      COOKIES,
    ],
  },
  {
    what: 'renamed, with one more inside',
    then: [s('a', 'Your data', '', RIGHTS, KEEPING), COOKIES],
    now: [s('a', 'What is yours', '', RIGHTS, KEEPING, s('new', 'Jobs', words('jobs'))), COOKIES],
  },
  {
    what: 'renamed on two levels',
    then: [s('a', 'Data', '', s('b', 'Yours', '', RIGHTS, KEEPING)), COOKIES],
    now: [s('a', 'Facts', '', s('b', 'About you', '', RIGHTS, KEEPING)), COOKIES],
  },
  {
    what: 'a new one around what stayed',
    then: [s('a', 'Data', '', RIGHTS, KEEPING)],
    now: [s('new', 'Everything', '', s('a', 'Data', '', RIGHTS, KEEPING))],
  },
  {
    what: 'its words went into a new one inside it',
    then: [s('a', 'Abroad', words('abroad')), RIGHTS],
    now: [s('new', 'Abroad', '', s('a', 'Canada', words('abroad'))), RIGHTS],
  },
  // Split
  {
    what: 'split in two, the greater part kept the heading',
    then: [RIGHTS, KEEPING],
    now: [
      RIGHTS,
      s('keeping', KEEPING.heading, words('keeping', 0, 1, 2)),
      s('new', 'Afterwards', words('keeping', 3)),
    ],
  },
  {
    what: 'split in two, the smaller part kept the heading',
    then: [RIGHTS, KEEPING],
    now: [
      RIGHTS,
      s('keeping', KEEPING.heading, words('keeping', 0, 1)),
      s('new', 'Afterwards', `${words('keeping', 2, 3)} ${words('jobs', 1)}`),
    ],
  },
  {
    what: 'split in two, both with other headings',
    then: [RIGHTS, SHARING],
    now: [
      RIGHTS,
      s('sharing', 'Helpers', words('sharing', 0, 1, 2)),
      s('new', 'No sale', words('sharing', 3)),
    ],
  },
  {
    what: 'split in three, under its heading',
    then: [s('a', 'Security', words('security')), RIGHTS],
    now: [
      s(
        'a',
        'Security',
        words('security', 0),
        s('n1', 'Records', words('security', 1)),
        s('n2', 'Copies', words('security', 2, 3)),
      ),
      RIGHTS,
    ],
  },
  // Merged
  {
    what: 'merged into the first of two',
    then: [RIGHTS, s('old', 'Children', words('children')), COOKIES],
    now: [s('rights', 'Your rights', `${words('rights')} ${words('children')}`), COOKIES],
  },
  {
    what: 'merged under a new heading: the longer one is it',
    then: [RIGHTS, s('old', 'Mail', words('mail', 0)), COOKIES],
    now: [s('rights', 'You and we', `${words('rights')} ${words('mail', 0)}`), COOKIES],
  },
  {
    what: 'merged under a heading of both',
    then: [s('long', 'Keeping', words('keeping')), s('old', 'Deleting', words('jobs', 1))],
    now: [s('long', 'Keeping and deleting', `${words('keeping')} ${words('jobs', 1)}`)],
  },
  {
    what: 'those inside it became its text',
    then: [
      s('a', 'Security', words('security'), s('old', 'Copies', words('children', 1))),
      s('b', 'Jobs', words('jobs')),
    ],
    now: [s('a', 'Security', `${words('security')} ${words('children', 1)}`), s('b', 'Jobs', words('jobs'))],
  },
  // Swapped
  {
    what: 'two that changed places',
    then: [RIGHTS, KEEPING, SHARING],
    now: [RIGHTS, SHARING, KEEPING],
  },
  {
    what: 'two that changed their headings',
    then: [s('a', 'First steps', words('mail')), s('b', 'Last steps', words('jobs'))],
    now: [s('a', 'Last steps', words('mail')), s('b', 'First steps', words('jobs'))],
  },
  {
    what: 'two that changed their headings, edited',
    then: [s('a', 'First steps', words('mail')), s('b', 'Last steps', words('jobs'))],
    now: [
      s('a', 'Last steps', edited(words('mail'), ['a month', 'a week'])),
      s('b', 'First steps', edited(words('jobs'), ['half a year', 'a year'])),
    ],
  },
  {
    what: 'two that changed places and words',
    then: [RIGHTS, KEEPING],
    now: [
      s('keeping', KEEPING.heading, edited(KEEPING.text, ['eight', 'ten'])),
      s('rights', RIGHTS.heading, edited(RIGHTS.text, ['ten days', 'a week'])),
    ],
  },
  // One heading, several times
  {
    what: 'one heading in two places, both edited',
    then: [
      s('a', 'Europe', '', s('c', 'Contact', words('contact', 0, 1))),
      s('b', 'Canada', '', s('d', 'Contact', words('abroad', 0, 2))),
    ],
    now: [
      s('a', 'Europe', '', s('c', 'Contact', edited(words('contact', 0, 1), ['four', 'five']))),
      s('b', 'Canada', '', s('d', 'Contact', edited(words('abroad', 0, 2), ['Two', 'Three']))),
    ],
  },
  {
    what: 'one heading in two places, every word new',
    then: [
      s('a', 'Europe', words('rights'), s('c', 'Contact', 'Mail to Paris.')),
      s('b', 'Canada', words('keeping'), s('d', 'Contact', 'Mail to Ottawa.')),
    ],
    now: [
      s('b', 'Canada', words('keeping'), s('d', 'Contact', 'Call 613 000.')),
      s('a', 'Europe', words('rights'), s('c', 'Contact', 'Call 01 000.')),
    ],
  },
  {
    what: 'one heading in two renamed places, every word new',
    then: [
      s('a', 'Europe', words('rights'), s('c', 'Contact', 'Mail to Paris.')),
      s('b', 'Canada', words('keeping'), s('d', 'Contact', 'Mail to Ottawa.')),
    ],
    now: [
      s('b', 'In Canada', words('keeping'), s('d', 'Contact', 'Call 613 000.')),
      s('a', 'In Europe', words('rights'), s('c', 'Contact', 'Call 01 000.')),
    ],
  },
  {
    what: 'one heading twice side by side, every word new',
    then: [s('a', 'Note', 'Doors open at nine.'), s('b', 'Note', 'Dogs stay outside.'), RIGHTS],
    now: [s('a', 'Note', 'Come early, please.'), s('b', 'Note', 'No pets.'), RIGHTS],
  },
  {
    what: 'one heading twice side by side, in the other order',
    then: [s('a', 'Note', words('mail')), s('b', 'Note', words('jobs')), RIGHTS],
    now: [s('b', 'Note', words('jobs')), s('a', 'Note', words('mail')), RIGHTS],
  },
  {
    what: 'one heading twice, in the other order and edited',
    then: [s('a', 'Note', words('mail')), s('b', 'Note', words('jobs'))],
    now: [
      s('b', 'Note', edited(words('jobs'), ['half a year', 'a year'])),
      s('a', 'Note', edited(words('mail'), ['a month', 'a week'])),
    ],
  },
  {
    what: 'one heading twice, where it stood once',
    then: [s('a', 'Note', words('mail')), RIGHTS],
    now: [s('new', 'Note', words('jobs')), s('a', 'Note', words('mail')), RIGHTS],
  },
  {
    what: 'one heading once, where it stood twice',
    then: [s('a', 'Note', words('mail')), s('b', 'Note', words('jobs')), RIGHTS],
    now: [s('b', 'Note', edited(words('jobs'), ['half a year', 'a year'])), RIGHTS],
  },
  {
    what: 'the same text twice, under two headings',
    then: [s('a', 'By post', words('mail')), s('b', 'By phone', words('mail'))],
    now: [s('b', 'By phone', words('mail')), s('a', 'By post', words('mail'))],
  },
  {
    what: 'a copy under another heading',
    then: [s('a', 'By post', words('mail')), RIGHTS],
    now: [s('new', 'By phone', words('mail')), s('a', 'By post', words('mail')), RIGHTS],
  },
  // Short ones and new ones
  {
    what: 'too short to be known by its words, under its heading',
    then: [s('a', 'Officer', 'None.'), s('b', 'Profiling', 'None.')],
    now: [s('b', 'Profiling', 'Not at all.'), s('a', 'Officer', 'Jona Field.')],
  },
  {
    what: 'new ones between',
    then: [RIGHTS, KEEPING],
    now: [
      s('n1', 'Jobs', words('jobs')),
      RIGHTS,
      s('n2', 'Abroad', words('abroad')),
      KEEPING,
      s('n3', 'Children', words('children')),
    ],
  },
  {
    what: 'those that went',
    then: [s('o1', 'Jobs', words('jobs')), RIGHTS, s('o2', 'Abroad', words('abroad')), KEEPING],
    now: [RIGHTS, KEEPING],
  },
  {
    what: 'everything at once',
    then: [RIGHTS, KEEPING, SHARING, COOKIES, s('old', 'Raffles', words('children')), CONTACT],
    now: [
      s('contact', 'How to reach us', words('contact')),
      s('rights', 'Your rights', edited(words('rights'), ['ten', 'five'])),
      s('new', 'Abroad', words('abroad')),
      s(
        'group',
        'Details',
        '',
        s('sharing', '1. Recipients', edited(words('sharing'), ['Leeds', 'York'])),
        COOKIES,
      ),
      s('keeping', 'How long we keep it', words('keeping', 0, 1, 2)),
      s('n2', 'Afterwards', words('keeping', 3)),
    ],
  },
];
