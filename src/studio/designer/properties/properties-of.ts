/** The properties of whatever is selected. */
import { msg } from '../../../locales/lit-localize.ts';
import type { FormPlace } from '../../../protocol/form-check.ts';
import { CHANNELS, FORM_KINDS } from '../../../protocol/terms.ts';
import type { SiteDocument } from '../../../protocol/site.schema.ts';
import { asFields, questionsBefore, textOf } from '../model/authored.ts';
import type { AuthoredForm, AuthoredItem } from '../model/authored.ts';
import type { Selection } from '../model/selection.ts';
import { channelName, consentKindName, itemName, kindName } from '../words.ts';
import { condition, identifier, questionProperties, wordsProperty } from './question-properties.ts';
import type { Choice, Property, PropertyGroup, Subject } from './property.ts';

export function subjectOf(form: AuthoredForm, selection: Selection): Subject {
  const { fields } = form;
  switch (selection.part) {
    case 'form':
      return { path: [], own: fields, fields, owner: '' };
    case 'submit':
    case 'after': {
      const own = asFields(fields[selection.part]);
      return { path: [selection.part], own, fields: own, owner: selection.part };
    }
    case 'item': {
      const item = form.items.find(({ id }) => id === selection.id);
      return {
        path: ['items', item?.index ?? 0],
        own: item?.own ?? {},
        fields: item?.fields ?? {},
        owner: selection.id,
      };
    }
    case 'consent': {
      const own = form.consents.find(([id]) => id === selection.id)?.[1] ?? {};
      return { path: ['consents', selection.id], own, fields: own, owner: selection.id };
    }
  }
}

export function propertiesOf(
  form: AuthoredForm,
  selection: Selection,
  place: FormPlace | undefined,
): PropertyGroup[] {
  const site = place?.site;
  switch (selection.part) {
    case 'form':
      return formProperties(form, site);
    case 'submit':
      return submitProperties();
    case 'after':
      return [
        {
          title: msg('Content'),
          isOpen: true,
          properties: [
            wordsProperty('after', 'title', msg('Heading')),
            wordsProperty('after', 'message', msg('What happens next'), 3),
          ],
        },
      ];
    case 'item': {
      const item = form.items.find(({ id }) => id === selection.id);
      return item === undefined ? [] : itemProperties(item, place?.collects);
    }
    case 'consent':
      return consentProperties(form, selection.id, site);
  }
}

function itemProperties(item: AuthoredItem, collects: readonly string[] | undefined): PropertyGroup[] {
  if (item.kind === 'question') return questionProperties(item, collects);
  const { id, kind } = item;
  const content: Record<'say' | 'step' | 'ask', Property> = {
    say: wordsProperty(id, 'say', msg('Text'), 3),
    step: wordsProperty(id, 'step', msg('Title of the page')),
    ask: wordsProperty(id, 'heading', msg('Heading above the choices')),
  };
  return [
    { title: msg('Content'), isOpen: true, properties: [content[kind]] },
    ...(kind === 'ask' ? [] : [{ title: msg('Show when'), isOpen: true, properties: [condition()] }]),
    { title: msg('Advanced'), isOpen: false, properties: [identifier()] },
  ];
}

function formProperties(form: AuthoredForm, site: SiteDocument | undefined): PropertyGroup[] {
  return [
    {
      title: msg('Content'),
      isOpen: true,
      properties: [wordsProperty('', 'title', msg('Title')), wordsProperty('', 'intro', msg('Introduction'), 3)],
    },
    {
      title: msg('Purpose'),
      isOpen: true,
      properties: [
        {
          control: 'choice',
          key: 'purpose',
          label: msg('What the answers are used for'),
          options: purposes(site, textOf(form.fields['purpose'])),
          isOptional: false,
        },
        {
          control: 'choice',
          key: 'kind',
          label: msg('Kind of form'),
          options: FORM_KINDS.map((kind) => [kind, kindName(kind)]),
          isOptional: false,
        },
        {
          control: 'check',
          key: 'anonymous',
          label: msg('Anonymous'),
          hint: msg('No contact, no device number, no link to anything else a visitor sent.'),
        },
      ],
    },
    {
      title: msg('Advanced'),
      isOpen: false,
      properties: [
        {
          control: 'several',
          key: 'capture',
          label: msg('Read from the page’s address'),
          options: ['page', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'].map((name) => [name, name]),
          isOptional: true,
        },
      ],
    },
  ]; // prettier-ignore
}

function submitProperties(): PropertyGroup[] {
  return [
    {
      title: msg('Content'),
      isOpen: true,
      properties: [wordsProperty('submit', 'label', msg('Words on the button'))],
    },
    {
      title: msg('Sending'),
      isOpen: true,
      properties: [
        {
          control: 'several',
          key: 'spam',
          label: msg('Hurdles for programs'),
          options: [
            ['honeypot', msg('A field that only programs fill in')],
            ['time', msg('A moment that people need')],
            ['challenge', msg('A calculation in the background')],
          ],
          isOptional: true,
        },
        {
          control: 'number',
          key: 'keepDraftDays',
          label: msg('Days that unsent answers may stay on the device'),
          hint: msg('Empty: never. Only if the visitor asks for it.'),
          least: 1,
          most: 30,
        },
      ],
    },
  ];
}

function consentProperties(form: AuthoredForm, id: string, site: SiteDocument | undefined): PropertyGroup[] {
  const block = form.consents.find(([consent]) => consent === id)?.[1] ?? {};
  const isOptIn = block['kind'] === 'opt-in';
  const questions = questionsBefore(form, form.items.length);
  const named = (items: readonly AuthoredItem[]): Choice[] => items.map((item) => [item.id, itemName(item)]);
  const byType: Record<string, string> = { email: 'email', post: 'address', phone: 'phone', sms: 'phone' };
  const type = byType[textOf(block['channel'])];
  const optIn: Property[] = isOptIn
    ? [
        {
          control: 'choice',
          key: 'purpose',
          label: msg('For which purpose'),
          options: purposes(site, textOf(block['purpose']), true),
          isOptional: false,
        },
        {
          control: 'choice',
          key: 'channel',
          label: msg('By which channel'),
          options: CHANNELS.map((channel) => [channel, channelName(channel)]),
          isOptional: false,
        },
        {
          control: 'choice',
          key: 'needs',
          label: msg('Reaches the visitor at the answer to'),
          options: named(questions.filter(({ fields }) => fields['type'] === type)),
          isOptional: true,
        },
        {
          control: 'several',
          key: 'reveal',
          label: msg('Questions that appear with the tick'),
          options: named(questions.filter(({ fields }) => fields['type'] === type)),
          isOptional: true,
        },
      ]
    : [];
  return [
    {
      title: msg('What is this?'),
      isOpen: true,
      properties: [
        {
          control: 'choice',
          key: 'kind',
          label: msg('Kind of consent block'),
          options: ['opt-in', 'acknowledge', 'notice'].map((kind) => [kind, consentKindName(kind)]),
          isOptional: false,
        },
        ...optIn,
      ],
    },
    {
      title: msg('Words'),
      isOpen: true,
      properties: [
        wordsProperty(
          id,
          'text',
          msg('Exact words'),
          3,
          isOptIn
            ? msg('Name the channel, the sender and how to stop it, in at most 40 words (L-04 to L-06).')
            : undefined,
        ),
      ],
    },
  ];
}

function purposes(site: SiteDocument | undefined, current: string, onlyConsent = false): Choice[] {
  const known = (site?.purposes ?? [])
    .filter(({ lawfulBasis }) => !onlyConsent || lawfulBasis === 'consent')
    .map(({ id, title }): Choice => [id, title]);
  return known.some(([id]) => id === current) || current === '' ? known : [...known, [current, current]];
}
