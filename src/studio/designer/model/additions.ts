/** What can be put into a form: questions of the library, types of question, text, steps, consents. */
import { LIBRARY_IDS } from '../../../protocol/form-library.ts';
import type { QuestionType } from '../../../protocol/question.schema.ts';
import type { Fields } from './authored.ts';
import { freeId } from './edits.ts';

export type Addition =
  | { group: 'library'; use: string }
  | { group: 'type'; type: QuestionType }
  | { group: 'text'; what: 'say' | 'step' }
  | { group: 'consent'; kind: 'opt-in' | 'acknowledge' | 'notice' };

export const TYPES: readonly QuestionType[] = [
  'text', 'textarea', 'email', 'phone', 'url', 'number', 'date', 'select', 'radio', 'checkbox', 'multi-choice', 'country',
  'scale', 'matrix', 'address', 'file',
]; // prettier-ignore

export const ADDITIONS: readonly Addition[] = [
  ...LIBRARY_IDS.map((use): Addition => ({ group: 'library', use })),
  ...TYPES.map((type): Addition => ({ group: 'type', type })),
  { group: 'text', what: 'say' },
  { group: 'text', what: 'step' },
  { group: 'consent', kind: 'opt-in' },
  { group: 'consent', kind: 'acknowledge' },
  { group: 'consent', kind: 'notice' },
];

const option = (number: number): Fields => ({ id: `option-${String(number)}`, label: '' });
const TWO = [option(1), option(2)];

/** What a type cannot be without. */
const NEEDED: Partial<Record<QuestionType, Fields>> = {
  select: { options: TWO },
  radio: { options: TWO },
  'multi-choice': { options: TWO },
  scale: { from: 1, to: 5, low: '', high: '' },
  matrix: { rows: [{ id: 'row-1', label: '' }], columns: TWO },
  file: { accept: ['pdf'] },
};

/** A new item; consents are added by `addConsent`. */
export function newItem(
  addition: Exclude<Addition, { group: 'consent' }>,
  taken: ReadonlySet<string>,
): Fields {
  switch (addition.group) {
    case 'library':
      return { use: addition.use, id: freeId(addition.use, taken) };
    case 'type':
      return {
        id: freeId(addition.type, taken),
        type: addition.type,
        label: '',
        ...NEEDED[addition.type],
      };
    case 'text':
      return addition.what === 'say'
        ? { id: freeId('text', taken), say: '' }
        : { id: freeId('step', taken), step: '' };
  }
}
