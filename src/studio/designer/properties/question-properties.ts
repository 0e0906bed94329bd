/** What can be set of a question, by its type. */
import { msg } from '../../../locales/lit-localize.ts';
import { FILE_KINDS } from '../../../protocol/terms.ts';
import { textOf } from '../model/authored.ts';
import type { AuthoredItem } from '../model/authored.ts';
import type { Property, PropertyGroup } from './property.ts';

/** The tokens that fit forms like these (WCAG 1.3.5); any other can be set in the JSON. */
const AUTOCOMPLETE = [
  'name', 'given-name', 'family-name', 'honorific-prefix', 'email', 'tel', 'organization', 'organization-title',
  'street-address', 'postal-code', 'country', 'url', 'bday',
]; // prettier-ignore

export function questionProperties(
  { id, fields }: AuthoredItem,
  collects: readonly string[] | undefined,
): PropertyGroup[] {
  const type = textOf(fields['type']);
  return [
    {
      title: msg('Content'),
      isOpen: true,
      properties: [...contentOf(id), ...answersOf(id, type), data(textOf(fields['data']), collects)],
    },
    { title: msg('Answer rules'), isOpen: true, properties: rulesOf(id, type) },
    { title: msg('Show when'), isOpen: true, properties: [condition()] },
    { title: msg('Advanced'), isOpen: false, properties: advancedOf(type) },
  ];
}

export const wordsProperty = (
  id: string,
  key: string,
  label: string,
  lines: 1 | 3 = 1,
  hint?: string,
): Property => ({
  control: 'words',
  key,
  label,
  lines,
  hint,
  textPath: id === '' ? key : `${id}.${key}`,
});

function contentOf(id: string): Property[] {
  return [wordsProperty(id, 'label', msg('Label')), wordsProperty(id, 'hint', msg('Hint'), 3)];
}

function answersOf(id: string, type: string): Property[] {
  switch (type) {
    case 'select':
    case 'radio':
    case 'multi-choice':
      return [{ control: 'options', key: 'options', label: msg('Answers to choose from'), least: 2 }];
    case 'matrix':
      return [
        { control: 'options', key: 'rows', label: msg('Rows'), least: 1 },
        { control: 'options', key: 'columns', label: msg('Columns'), least: 2 },
      ];
    case 'scale':
      return [
        wordsProperty(id, 'low', msg('What the lowest number means')),
        wordsProperty(id, 'high', msg('What the highest number means')),
      ];
    default:
      return [];
  }
}

/** What may be collected is what the policy declares; without one, whatever is written. */
function data(current: string, collects: readonly string[] | undefined): Property {
  const base = {
    key: 'data',
    label: msg('Kind of data'),
    hint: msg('The privacy policy’s own word for it (S-04); without one, the id.'),
  };
  if (collects === undefined) return { ...base, control: 'line' };
  const known = current === '' || collects.includes(current) ? collects : [...collects, current];
  return { ...base, control: 'choice', options: known.map((kind) => [kind, kind]), isOptional: true };
}

function rulesOf(id: string, type: string): Property[] {
  const required: Property[] =
    type === 'checkbox'
      ? []
      : [
          { control: 'check', key: 'required', label: msg('Must be answered') },
          wordsProperty(id, 'why', msg('Why it is needed'), 3, msg('Shown beside the question (S-05).')),
        ];
  return [...required, ...limitsOf(type)];
}

function limitsOf(type: string): Property[] {
  switch (type) {
    case 'text':
      return [
        {
          control: 'number',
          key: 'maxLength',
          label: msg('Longest answer, characters'),
          least: 1,
          most: 1000,
        },
      ];
    case 'textarea':
      return [
        {
          control: 'number',
          key: 'maxLength',
          label: msg('Longest answer, characters'),
          least: 1,
          most: 20_000,
        },
        { control: 'number', key: 'rows', label: msg('Height, lines'), least: 2, most: 20 },
      ];
    case 'number':
      return [
        { control: 'number', key: 'min', label: msg('Smallest number'), least: -1e15, most: 1e15 },
        { control: 'number', key: 'max', label: msg('Largest number'), least: -1e15, most: 1e15 },
        { control: 'check', key: 'whole', label: msg('Whole numbers only') },
      ];
    case 'date':
      return [
        { control: 'day', key: 'earliest', label: msg('Earliest day') },
        { control: 'day', key: 'latest', label: msg('Latest day') },
      ];
    case 'scale':
      return [
        { control: 'choice', key: 'from', label: msg('Begins at'), options: [[0, '0'], [1, '1']], isOptional: false },
        { control: 'number', key: 'to', label: msg('Ends at'), least: 2, most: 10 },
      ]; // prettier-ignore
    case 'file':
      return [
        {
          control: 'several',
          key: 'accept',
          label: msg('Kinds of file'),
          options: FILE_KINDS.map((kind) => [kind, kind.toUpperCase()]),
          isOptional: false,
        },
        {
          control: 'number',
          key: 'maxBytes',
          label: msg('Largest file, bytes'),
          least: 1024,
          most: 10_485_760,
        },
      ];
    default:
      return [];
  }
}

export function condition(): Property {
  return { control: 'condition', key: 'showIf', label: msg('Show when') };
}

export function identifier(): Property {
  return {
    control: 'identifier',
    key: 'id',
    label: msg('Id'),
    hint: msg('Stays when the label changes; answers are stored under it.'),
  };
}

function advancedOf(type: string): Property[] {
  const autofill: Property[] = [
    'text',
    'email',
    'phone',
    'url',
    'date',
    'textarea',
    'select',
    'country',
  ].includes(type)
    ? [
        {
          control: 'choice',
          key: 'autocomplete',
          label: msg('What browsers fill in'),
          options: AUTOCOMPLETE.map((token) => [token, token]),
          isOptional: true,
        },
      ]
    : [];
  const prefill: Property[] =
    type === 'checkbox' || type === 'file'
      ? []
      : [
          {
            control: 'line',
            key: 'prefillFrom',
            label: msg('Filled in from the address'),
            hint: msg('Name of a query parameter, such as topic.'),
          },
        ];
  return [identifier(), ...autofill, ...prefill];
}
