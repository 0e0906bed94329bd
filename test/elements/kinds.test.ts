/** Every kind of form, from the first key to the backend's confirmation, without a mouse. */
import { expect } from '@open-wc/testing';
import type { Answers } from '../../src/protocol/answers.ts';
import { openForm } from '../helpers/elements.ts';
import { createSampleWorld, Hands, ticksIn } from '../helpers/kinds.ts';
import type { SampleWorld } from '../helpers/kinds.ts';

interface Journey {
  fill: (hands: Hands) => Promise<void>;
  /** The key that sends, at the button. */
  sends: 'Enter' | ' ';
  thanks: string;
  answers: Answers;
  ticks: Record<string, boolean>;
}

const POST = { street: '1 Hall Street', postcode: 'N1 1AA', town: 'London', country: 'GB' };

async function typeAddress(hands: Hands): Promise<void> {
  await hands.type('postal-address.street', POST.street);
  await hands.type('postal-address.postcode', POST.postcode);
  await hands.type('postal-address.town', POST.town);
  await hands.choose('postal-address.country', 'United Kingdom');
}

async function goOn(hands: Hands, step: string): Promise<void> {
  await hands.tabTo('next');
  await hands.press('Enter');
  await hands.arrivesAt(step);
}

const JOURNEYS: Record<string, Journey> = {
  contact: {
    fill: async (hands) => {
      await hands.tabTo('email');
      await hands.tabBackTo('name');
      await hands.write('Ada Byron');
      await hands.type('email', 'ada@visitor.example');
      await hands.type('occupation', 'Engineer');
      await hands.type('affiliation', 'Engine House');
      await hands.choose('relationship', 'I write for the press');
      await hands.choose('reason', 'A press enquiry');
      await hands.type('publication', 'The Ledger');
      await hands.type('message', 'When does the hall open?');
      await hands.tick('news-email');
    },
    sends: 'Enter',
    thanks: 'Thank you. We have your message.',
    answers: {
      name: 'Ada Byron',
      email: 'ada@visitor.example',
      occupation: 'Engineer',
      affiliation: 'Engine House',
      relationship: 'press',
      reason: 'press',
      publication: 'The Ledger',
      message: 'When does the hall open?',
    },
    ticks: { 'news-email': true },
  },
  'information-request': {
    fill: async (hands) => {
      await hands.choose('topic', 'Visitor flow');
      await hands.type('message', 'A sample plan.');
      await hands.type('name', 'Ben');
      await hands.type('email', 'ben@visitor.example');
      await hands.choose('industry', 'Food and hospitality');
      await hands.choose('region', 'Asia and Pacific');
      await hands.type('phone', '+44 20 7946 0000');
      await hands.tick('news-phone');
    },
    sends: 'Enter',
    thanks: 'Thank you. We have your request.',
    answers: {
      topic: 'visitor-flow',
      message: 'A sample plan.',
      name: 'Ben',
      email: 'ben@visitor.example',
      industry: 'food',
      region: 'asia-pacific',
      phone: '+44 20 7946 0000',
    },
    ticks: { 'news-email': false, 'news-phone': true },
  },
  callback: {
    fill: async (hands) => {
      await hands.type('phone', '+44 20 7946 0001');
      await hands.type('name', 'Cleo');
      await hands.date('day', '2031-03-14');
      await hands.pick('time', 'afternoon');
      await hands.choose('reason', 'A quote');
      await hands.type('message', 'The plan of hall 4.');
    },
    sends: ' ',
    thanks: 'Thank you. We will call you.',
    answers: {
      phone: '+44 20 7946 0001',
      name: 'Cleo',
      day: '2031-03-14',
      time: 'afternoon',
      reason: 'quote',
      message: 'The plan of hall 4.',
    },
    ticks: {},
  },
  'employment-application': {
    fill: async (hands) => {
      await hands.tabTo('next');
      await hands.press('Enter');
      await hands.arrivesAt('There is a problem');
      await hands.press('Tab');
      await hands.press('Tab');
      expect(hands.form.problems).to.deep.equal(['Fill in “Your name”', 'Fill in “Email address”']);
      await hands.press('Enter');
      expect(hands.place).to.equal('email');
      await hands.write('dora@visitor.example');
      await hands.tabBackTo('name');
      await hands.write('Dora');
      await goOn(hands, 'Your application');
      await hands.choose('position', 'Another job');
      await hands.type('other-position', 'Draw stands by night');
      await hands.date('start', '2031-10-02');
      // The text in place of the file: no driver can steer the system's own dialog for files by keys.
      await hands.pick('cv-way', 'text');
      await hands.type('cv-text', 'Ten years of drawing.');
      await hands.type('link', 'www.example.com/dora');
      await hands.type('message', 'I like halls.');
      await goOn(hands, 'Before you send');
      await hands.tick('talent-pool', 'statement');
    },
    sends: 'Enter',
    thanks: 'Thank you. We have your application.',
    answers: {
      name: 'Dora',
      email: 'dora@visitor.example',
      position: 'other',
      'other-position': 'Draw stands by night',
      start: '2031-10-02',
      'cv-way': 'text',
      'cv-text': 'Ten years of drawing.',
      link: 'www.example.com/dora',
      message: 'I like halls.',
    },
    ticks: { 'talent-pool': true, statement: true },
  },
  subscription: {
    fill: async (hands) => {
      await hands.type('name', 'Emil');
      await hands.type('email', 'emil@visitor.example');
      await hands.choose('industry', 'Another industry');
      await hands.choose('region', 'UK and Ireland');
      await hands.tick('topics=deadlines', 'topics=shows');
      await hands.tick('news-post');
      await typeAddress(hands);
    },
    sends: 'Enter',
    thanks: 'Thank you. We have your choices.',
    answers: {
      name: 'Emil',
      email: 'emil@visitor.example',
      industry: 'other',
      region: 'uk-ireland',
      topics: ['deadlines', 'shows'],
      'postal-address': POST,
    },
    ticks: { 'news-email': false, 'news-post': true },
  },
  'consulting-inquiry': {
    fill: async (hands) => {
      await hands.tick('expertise=stand-planning', 'expertise=counting');
      await hands.type('show', 'Expo 2031');
      await hands.type('stand-size', '1,250.5');
      await hands.type('message', 'More visitors.');
      await goOn(hands, 'About you');
      await hands.type('name', 'Fay');
      await hands.type('email', 'fay@visitor.example');
      await hands.type('phone', '+49 30 901820');
      await hands.type('affiliation', 'Fay & Co');
      await hands.type('website', 'fay.example.com');
      await hands.choose('relationship', 'I exhibit');
      await hands.choose('country', 'Portugal');
      await goOn(hands, 'Staying in touch');
      await hands.tick('news-email', 'news-phone', 'news-post');
      await typeAddress(hands);
    },
    sends: 'Enter',
    thanks: 'Thank you. We have your inquiry.',
    answers: {
      expertise: ['stand-planning', 'counting'],
      show: 'Expo 2031',
      'stand-size': 1250.5,
      message: 'More visitors.',
      name: 'Fay',
      email: 'fay@visitor.example',
      phone: '+49 30 901820',
      affiliation: 'Fay & Co',
      website: 'fay.example.com',
      relationship: 'exhibitor',
      country: 'PT',
      'postal-address': POST,
    },
    ticks: { 'news-email': true, 'news-phone': true, 'news-post': true },
  },
  survey: {
    fill: async (hands) => {
      await hands.pick('role', 'visited');
      await hands.pick('overall', '2');
      await hands.type('what-went-wrong', 'It rained in.');
      await hands.pick('our-part.advice', 'good');
      await hands.pick('our-part.place', 'poor');
      await hands.pick('our-part.costs', 'none');
      await hands.tick('results=contacts', 'results=ideas');
      await hands.pick('again', 'no');
      await hands.type('comment', 'Mend the roof.');
    },
    sends: ' ',
    thanks: 'Thank you. Your answers are here.',
    answers: {
      role: 'visited',
      overall: 2,
      'what-went-wrong': 'It rained in.',
      'our-part': { advice: 'good', place: 'poor', costs: 'none' },
      results: ['contacts', 'ideas'],
      again: 'no',
      comment: 'Mend the roof.',
    },
    ticks: {},
  },
};

describe('<sx-form> by keyboard', () => {
  let world: SampleWorld;
  beforeEach(async () => {
    world = await createSampleWorld();
  });
  afterEach(() => world.end());

  for (const [kind, { fill, sends, thanks, answers, ticks }] of Object.entries(JOURNEYS)) {
    it(`fills in and sends the form of the kind ${kind}`, async () => {
      const hands = new Hands(await openForm(kind));
      await fill(hands);
      await hands.tabTo('submit');
      await hands.press(sends);
      await hands.confirms(thanks);
      const taken = world.taken();
      expect(taken).to.include({ form: kind, formVersion: 1, language: 'en' });
      expect(taken.answers).to.deep.equal(answers);
      expect(ticksIn(taken)).to.deep.equal(ticks);
    });
  }
});
