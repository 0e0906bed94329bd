/** What published forms ask for and offer, against what the policy declares and says (S-04, T3). Pure. */
import { questionsOf } from '../form-answers.ts';
import { checkData, dataOf } from '../form-data-check.ts';
import type { ConsentBlock, FormDefinition } from '../form-definition.schema.ts';
import { documentLanguage, textAt } from '../localised.ts';
import type { PolicyVersionDocument } from '../policy.schema.ts';
import { shown } from '../problem.ts';
import type { SiteDocument } from '../site.schema.ts';
import type { Channel } from '../terms.ts';
import type { GateFinding, GatePlace } from './finding.ts';
import { rootsOf, speaksOf } from './naming.ts';
import { saidIn, sentencesOf } from './reading.ts';
import type { ReadText } from './reading.ts';
import { languageOf } from './words.ts';

type OptIn = Extract<ConsentBlock, { kind: 'opt-in' }>;

export function checkForms(
  { collects }: PolicyVersionDocument,
  texts: readonly ReadText[],
  { site, forms }: GatePlace,
): GateFinding[] {
  const offers = offersOf(forms);
  return [
    ...undeclared(forms, collects),
    ...texts.flatMap((text) => [...unnamed(text, site, offers), ...withoutContact(text, offers)]),
  ];
}

function optInsOf({ consents }: FormDefinition): OptIn[] {
  return Object.values(consents).filter((block) => block.kind === 'opt-in');
}

/** Each purpose and channel once. */
function offersOf(forms: readonly FormDefinition[]): OptIn[] {
  const keyed = forms.flatMap(optInsOf).map((block) => [`${block.purpose} ${block.channel}`, block] as const);
  return [...new Map(keyed).values()];
}

/** A kind of data that some form asks for, once. */
function undeclared(forms: readonly FormDefinition[], collects: readonly string[]): GateFinding[] {
  const asked = forms.flatMap((form) => {
    const contacts = new Set(contactDataOf(form).map((kind) => shown(kind)));
    return checkData(form, collects)
      .filter(({ code }) => code === 'undeclared-field')
      .map(({ found = '', suggestion }) => ({
        form: form.form,
        found,
        suggestion,
        isContact: contacts.has(found),
      }));
  });
  const kinds = [...new Set(asked.map(({ found }) => found))];
  return kinds.map((kind) => {
    const own = asked.filter(({ found }) => found === kind);
    const names = [...new Set(own.map(({ form }) => form))].join(', ');
    return {
      pointer: '/collects',
      code: 'undeclared-field',
      requirement: own.some(({ isContact }) => isContact) ? 'T3' : 'S-04',
      expected: `the kinds of data that published forms ask for: ${names}`,
      found: kind,
      suggestion: own[0]?.suggestion,
    };
  });
}

/** What its opt-ins need to reach somebody. */
function contactDataOf(form: FormDefinition): string[] {
  const ids = optInsOf(form).flatMap(({ needs, reveal = [] }) => [
    ...(needs === undefined ? [] : [needs]),
    ...reveal,
  ]);
  return questionsOf(form)
    .filter(({ id }) => ids.includes(id))
    .map(dataOf);
}

/** A way in which a form offers to send something stands where the text speaks of that. */
function unnamed(text: ReadText, site: SiteDocument, offers: readonly OptIn[]): GateFinding[] {
  const words = languageOf(text.language)?.words;
  if (words === undefined) return [];
  const said = saidIn(text.sections)
    .flatMap((passage) => pairsOf(sentencesOf(passage.text)))
    .map((pair) => ({ pair, roots: rootsOf(pair, words) }));
  return offers.flatMap(({ purpose: id, channel }): GateFinding[] => {
    const purpose = site.purposes.find((own) => own.id === id);
    if (purpose === undefined) return [];
    const local = (path: string, source: string): string =>
      textAt(site, `purposes.${id}.${path}`, source, documentLanguage(site, text.language));
    const title = local('title', purpose.title);
    const description = local('description', purpose.description);
    const named = { title: rootsOf(title, words), description: rootsOf(description, words) };
    const isMarketing = words.marketing.test(`${title} ${description}`);
    const stands = said.some(
      ({ pair, roots }) =>
        words.channels[channel].test(pair) &&
        (speaksOf(roots, named) || (isMarketing && words.marketing.test(pair))),
    );
    const expected = `"${title}" by ${channel}, as published forms offer it`;
    const found = `${id} ${channel}`;
    return stands
      ? []
      : [{ pointer: text.pointer, code: 'channel-unnamed', requirement: 'T3', expected, found }];
  });
}

/** A sentence with the next one: "We send you news. It comes by post." */
function pairsOf(sentences: readonly string[]): string[] {
  return sentences.map((sentence, index) => `${sentence} ${sentences[index + 1] ?? ''}`);
}

/** Who is written to by post left a postal address: the text says so. */
function withoutContact(text: ReadText, offers: readonly OptIn[]): GateFinding[] {
  const words = languageOf(text.language)?.words;
  if (words === undefined) return [];
  const said = saidIn(text.sections);
  const channels = [...new Set(offers.map(({ channel }): Channel => channel))];
  return channels
    .filter((channel) => !said.some((passage) => words.contacts[channel].test(passage.text)))
    .map((channel) => ({
      pointer: text.pointer,
      code: 'contact-unnamed',
      requirement: 'T3',
      expected: `the data that is needed to reach people by ${channel}`,
      found: channel,
    }));
}
