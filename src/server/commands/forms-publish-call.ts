/** What `forms publish` is told beside its files. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { parse } from '../../protocol/parse.schema.ts';
import { formPublicationSchema, REWORDING_KINDS } from '../../protocol/staff-forms.schema.ts';
import type { FormPublication, RewordingKind } from '../../protocol/staff-forms.schema.ts';
import { ConfigError } from '../config.ts';
import { nameIn } from './publication-options.ts';

export interface PublishCall {
  site: string | undefined;
  paths: readonly string[];
  /** Who publishes. */
  by: string;
  publication: FormPublication;
  /** Say what would happen, and let nothing happen. */
  isDryRun: boolean;
}

/** Throws ConfigError for what cannot be understood. */
export function publishCall(words: readonly string[]): PublishCall {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      site: text,
      note: text,
      rewording: { type: 'string', multiple: true },
      'approved-by': text,
      by: text,
      'dry-run': { type: 'boolean' },
    },
  });
  if (positionals.length === 0) throw new ConfigError('forms publish', 'FILE…', '');
  const isDryRun = values['dry-run'] === true;
  if (!isDryRun && (values.note ?? '').trim() === '')
    throw new ConfigError('--note', 'what the new version is for, in words', values.note ?? '');
  const approvedBy = nameIn('--approved-by', values['approved-by']);
  return {
    site: values.site,
    paths: positionals,
    by: nameIn('--by', values.by) ?? userName(),
    publication: checked({
      note: values.note ?? '',
      rewordings: answersIn(values.rewording ?? []),
      ...(approvedBy === undefined ? {} : { approvedBy }),
    }),
    isDryRun,
  };
}

/** By the rules that hold for the studio. */
function checked(asked: FormPublication): FormPublication {
  const { value, findings } = parse(formPublicationSchema, asked);
  if (value !== undefined) return value;
  const { pointer = '', expected = '', found = '' } = findings[0] ?? {};
  throw new ConfigError(pointer.startsWith('/rewordings') ? '--rewording' : '--note', expected, found);
}

function answersIn(words: readonly string[]): Record<string, RewordingKind> {
  const answers = new Map<string, RewordingKind>();
  for (const word of words) {
    const [consent = '', answer, more] = word.split('=');
    const kind = REWORDING_KINDS.find((known) => known === answer);
    if (kind === undefined || consent === '' || more !== undefined)
      throw new ConfigError('--rewording', 'CONSENT=typo or CONSENT=meaning', word);
    if ((answers.get(consent) ?? kind) !== kind)
      throw new ConfigError('--rewording', `one answer about ${consent}`, words.join(' '));
    answers.set(consent, kind);
  }
  return Object.fromEntries(answers);
}

/** Who is signed in to this machine; a container may have nobody. */
function userName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new ConfigError('--by', 'who publishes, because this machine has no name for its user', '');
  }
}
