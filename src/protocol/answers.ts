/** What a visitor answered, as it is sent and stored: one value a question, in JSON's own types. */
import type { FileKind } from './terms.ts';

/** A file that goes along with its submission, in a part of the request that is named like the question. */
export interface FileAnswer {
  /** As the visitor called it. */
  name: string;
  /** Bytes. */
  size: number;
  /** By its name on the device; the server looks at the content. */
  kind: FileKind | 'unknown';
}

/** Row id → column id of a matrix, or the parts of a postal address. */
export type AnswerParts = Record<string, string>;

/**
 * text, email, phone, url, textarea, date (ISO day), select, radio, country: a string. number and
 * scale: a number. checkbox: `true`. multi-choice: option ids. matrix and address: parts. file: what
 * came along.
 */
export type AnswerValue = string | number | true | string[] | AnswerParts | FileAnswer;
export type Answers = Record<string, AnswerValue>;

/** consent id → ticked; a missing id means the box was left. */
export type Ticks = Record<string, boolean>;

/** The parts of a postal address; a country may have no postcodes. */
export const ADDRESS_PARTS = ['street', 'postcode', 'town', 'country'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

export function isFileAnswer(value: unknown): value is FileAnswer {
  return value !== null && typeof value === 'object' && 'size' in value && typeof value.size === 'number';
}

/** Whether nothing was answered. */
export function isBlank(value: AnswerValue | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || isFileAnswer(value)) return false;
  return Object.values(value).every((part) => part.trim() === '');
}
