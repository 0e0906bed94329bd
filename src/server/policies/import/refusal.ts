/** Why a file is not imported: a code, what was expected, what was found, and what to do about it. */
import type { Finding } from '../../../protocol/problem.ts';

/** Largest file, bytes; the longest real policies are near 100 kB, and pictures in a DOCX need room. */
export const LARGEST_FILE = 4 * 1024 * 1024;
/** Largest text after decoding, UTF-16 units: a published document holds no more. */
export const LARGEST_TEXT = 2 * 1024 * 1024;
/** What the texts of a DOCX may grow to when they are unpacked, bytes; reading takes 150 times that of memory. */
export const LARGEST_UNPACKED = 8 * 1024 * 1024;
/** Levels of elements inside elements. Pages people read stay below 60. */
export const DEEPEST = 200;

const REFUSALS = {
  unreadable: { expected: 'a file that can be read', advice: 'check its path and its permissions' },
  empty: { expected: 'a file with a text in it', advice: 'check that the export it comes from worked' },
  'too-large': {
    expected: `at most ${String(LARGEST_FILE)} bytes`,
    advice: 'take pictures and everything that is not the policy out of it',
  },
  'too-long': {
    expected: 'a text that fits a policy document of 1 MB',
    advice: 'take everything that is not the policy out of it',
  },
  binary: { expected: 'text, Markdown, HTML or DOCX', advice: 'save it as one of these' },
  'unknown-format': {
    expected: 'text, Markdown, HTML or DOCX',
    advice: 'save it as one of these, or say which it is with --format',
  },
  'bad-encoding': { expected: 'text in one encoding', advice: 'save it as UTF-8' },
  'archive-too-large': {
    expected: `a DOCX whose texts unpack to at most ${String(LARGEST_UNPACKED)} bytes, in 2000 files`,
    advice: 'copy its text into a new document',
  },
  damaged: { expected: 'a DOCX that can be opened', advice: 'open it in a word processor and save it again' },
  encrypted: { expected: 'a DOCX without a password', advice: 'save it without the password' },
  'too-deep': {
    expected: `at most ${String(DEEPEST)} levels inside each other`,
    advice: 'take the nesting out of it: what is nested so deep was made by a program',
  },
  'no-text': {
    expected: 'words that can be seen',
    advice: 'check that the text is not a picture, and not made by a script',
  },
  'headings-only': { expected: 'a text under the headings', advice: 'check that the export is complete' },
  'date-missing': {
    expected: 'the day of the last update, in the text or as --updated',
    advice: 'give it with --updated DAY',
  },
  'too-early': {
    expected: 'an effective day that is not before the update',
    advice: 'give the right days with --updated and --effective',
  },
  'previous-unreadable': {
    expected: 'a policy version (with "texts") as --previous',
    advice: 'give the document that was imported or published before this one',
  },
  'previous-other-policy': {
    expected: 'a version of the same policy as --previous',
    advice: 'give a version of this policy, or say with --policy which one this is',
  },
  'previous-other-language': {
    expected: 'a text in the same language in --previous',
    advice: 'give a version that has this language, or say with --language which one this is',
  },
  'not-valid': { expected: 'a document that the schema allows', advice: 'report this with the file' },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal extends Finding {
  code: RefusalCode;
  expected: string;
  /** What to do, in a few words. */
  advice: string;
}

/** Thrown by everything that reads; nothing of the file is kept. */
export class ImportRefused extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, found?: string, more: Partial<Refusal> = {}) {
    super(code);
    this.name = 'ImportRefused';
    this.refusal = {
      pointer: '',
      code,
      ...REFUSALS[code],
      ...(found === undefined ? {} : { found }),
      ...more,
    };
  }
}
