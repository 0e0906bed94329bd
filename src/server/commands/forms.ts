/** `smartxpo-consent forms …`: forms as files, for teams that keep them in git. */
import { formPublicationSchema } from '../../protocol/staff-forms.schema.ts';
import type { FormPublication } from '../../protocol/staff-forms.schema.ts';
import { parse } from '../../protocol/parse.schema.ts';
import { ConfigError } from '../config.ts';
import type { Environment } from '../config.ts';
import { exportForm } from './forms-export.ts';
import { listSiteForms } from './forms-list.ts';
import { publishForms } from './forms-publish.ts';
import { pullForms } from './forms-pull.ts';
import { printSchema } from './forms-schema.ts';
import { validateForm, validateForSite } from './forms-validate.ts';

export const FORMS_OPTIONS = {
  site: { type: 'string' },
  json: { type: 'boolean' },
  into: { type: 'string' },
  draft: { type: 'boolean' },
  force: { type: 'boolean' },
  note: { type: 'string' },
  reworded: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
} as const;

export interface FormsValues {
  site?: string | undefined;
  json?: boolean | undefined;
  into?: string | undefined;
  draft?: boolean | undefined;
  force?: boolean | undefined;
  note?: string | undefined;
  reworded?: string[] | undefined;
  'dry-run'?: boolean | undefined;
  by?: string | undefined;
  'approved-by'?: string | undefined;
}

/** Which options each action heeds. */
export const FORMS_HEEDED: Readonly<Record<string, readonly string[]>> = {
  list: ['json'],
  pull: ['into', 'draft', 'force'],
  validate: ['site'],
  publish: ['note', 'reworded', 'approved-by', 'by', 'dry-run'],
};

/** The exit code; undefined for a call that is none of these. */
export async function formsCommand(
  env: Environment,
  [action, ...words]: readonly string[],
  values: FormsValues,
): Promise<number | undefined> {
  const [first, second, third] = words;
  if (action === 'schema') return printSchema();
  if (first === undefined) return undefined;
  switch (action) {
    case 'validate':
      return values.site === undefined
        ? validateForm(first, words.slice(1))
        : validateForSite(env, values.site, words);
    case 'export':
      return second === undefined ? undefined : exportForm(env, first, second, third);
    case 'list':
      return listSiteForms(env, first, values.json === true);
    case 'pull':
      return pullForms(env, {
        site: first,
        forms: words.slice(1),
        into: values.into ?? '.',
        isDraft: values.draft === true,
        isForced: values.force === true,
      });
    case 'publish':
      return second === undefined
        ? undefined
        : publishForms(env, {
            site: first,
            paths: words.slice(1),
            by: values.by ?? 'command line',
            publication: publicationIn(values),
            isTrial: values['dry-run'] === true,
          });
    default:
      return undefined;
  }
}

function publicationIn({ note, reworded = [], 'approved-by': approvedBy }: FormsValues): FormPublication {
  const rewordings = Object.fromEntries(reworded.map(rewordingIn));
  const asked = {
    ...(note === undefined ? {} : { note }),
    ...(approvedBy === undefined ? {} : { approvedBy }),
    rewordings,
  };
  const { value, findings } = parse(formPublicationSchema, asked);
  if (value !== undefined) return value;
  const [{ pointer, expected, found } = { pointer: '' }] = findings;
  throw new ConfigError(`--${OPTIONS[pointer.split('/')[1] ?? ''] ?? 'note'}`, expected ?? '', found ?? '');
}

/** By the keys of what they become. */
const OPTIONS: Readonly<Record<string, string>> = { approvedBy: 'approved-by', rewordings: 'reworded' };

function rewordingIn(text: string): [string, string] {
  const [consent = '', kind] = text.split('=');
  if (kind === undefined) throw new ConfigError('--reworded', 'CONSENT=typo or CONSENT=meaning', text);
  return [consent, kind];
}
