/** What can be set of the thing in hand: which control, where in the file, under which words. */
import type { Path } from '../text/json-edit.ts';
import type { Fields } from '../model/authored.ts';

interface Base {
  key: string;
  label: string;
  hint?: string | undefined;
}

export type Property = Base &
  (
    | { control: 'words'; lines: 1 | 3; textPath: string }
    | { control: 'line'; pattern?: string }
    | { control: 'number'; least: number; most: number }
    | { control: 'day' }
    | { control: 'check' }
    | { control: 'choice'; options: readonly Choice[]; isOptional: boolean }
    /** Any of several; a list in the file. */
    | { control: 'several'; options: readonly Choice[]; isOptional: boolean }
    /** A list of answers, each with an id and a label. */
    | { control: 'options'; least: number }
    | { control: 'condition' }
    | { control: 'identifier' }
  );

export type Choice = readonly [value: string | number, words: string];

export interface PropertyGroup {
  title: string;
  /** Open from the start. */
  isOpen: boolean;
  properties: readonly Property[];
}

/** What the properties are of. */
export interface Subject {
  /** Where it stands in the file. */
  path: Path;
  /** As it stands in the file. */
  own: Fields;
  /** With what the library says. */
  fields: Fields;
  /** Its name in paths of translations; '' for the form itself. */
  owner: string;
}
