/** What `publish` and `policy check` are told about a publication beside its files. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { ConfigError } from '../config.ts';
import type { Answer, PublicationRequest } from '../policies/review.ts';

export const PUBLICATION_OPTIONS = {
  by: { type: 'string' },
  'approved-by': { type: 'string' },
  answers: { type: 'string' },
  at: { type: 'string' },
  'already-public': { type: 'boolean' },
} as const;

export interface PublicationValues {
  by?: string | undefined;
  'approved-by'?: string | undefined;
  answers?: string | undefined;
  at?: string | undefined;
  'already-public'?: boolean | undefined;
}

const NAME = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const ANSWERS = v.array(
  v.object({
    code: v.string(),
    pointer: v.string(),
    found: v.optional(v.string()),
    answer: v.pipe(v.string(), v.maxLength(2000)),
  }),
);

/** Throws ConfigError for what cannot be understood. */
export async function publicationRequest(values: PublicationValues): Promise<PublicationRequest> {
  return {
    by: nameIn('--by', values.by) ?? 'command line',
    approvedBy: nameIn('--approved-by', values['approved-by']),
    answers: values.answers === undefined ? undefined : await answersIn(values.answers),
    publishAt: values.at === undefined ? undefined : momentIn(values.at),
    isPublicAlready: values['already-public'] === true,
  };
}

/** Throws ConfigError for what is no name. */
export function nameIn(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { success, output } = v.safeParse(NAME, value);
  if (!success) throw new ConfigError(option, 'the name of a person, at most 100 letters', value);
  return output;
}

/** With its offset: a day alone leaves open where it begins. */
function momentIn(value: string): number {
  const isWhole = v.is(v.pipe(v.string(), v.isoTimestamp()), value);
  const moment = isWhole ? Date.parse(value) : NaN;
  if (Number.isNaN(moment)) throw new ConfigError('--at', 'a moment such as 2026-12-01T08:00:00Z', value);
  return moment;
}

async function answersIn(path: string): Promise<Answer[]> {
  const expected = 'a JSON file with [{"code", "pointer", "found", "answer"}, …], as policy check writes it';
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ConfigError('--answers', expected, error instanceof Error ? error.message : path);
  }
  const { success, output } = v.safeParse(ANSWERS, json);
  if (!success) throw new ConfigError('--answers', expected, path);
  return output;
}
