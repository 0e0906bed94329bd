/** `smartxpo-consent forms …`: forms in files, as a team keeps them in git. */
import { ConfigError } from '../config.ts';
import type { Environment } from '../config.ts';
import { exportForm } from './forms-export.ts';
import { printForms } from './forms-list.ts';
import { publishForms } from './forms-publish.ts';
import { pullForms } from './forms-pull.ts';
import { printSchema } from './forms-schema.ts';
import { validateForms } from './forms-validate.ts';

export const FORMS_HELP = `  smartxpo-consent forms list [--json]       Each form: its version, and who has a draft
  smartxpo-consent forms pull [FORM…] [OPTION…]
                                             Write forms into files, byte for byte
    --into FOLDER (.)                        One file for each form: FORM.json
    --draft                                  Drafts in place of what is published
    --force                                  Write over files that say something else
  smartxpo-consent forms validate FILE… [SITE_FILE POLICY_FILE…]
                                             Check forms, also against their site and policy:
                                             in files, or with --site SITE in the database
  smartxpo-consent forms publish FILE… --note WORDS [OPTION…]
                                             Publish forms as the studio does; a file that is
                                             published already is left as it is
    --rewording CONSENT=typo|meaning         What other words of a consent are, for each
    --approved-by NAME                       Who approved words that mean something else
    --by NAME                                Who publishes (the user of this machine)
    --dry-run                                Only say what would change and be asked
  smartxpo-consent forms schema              Print the JSON Schema of form definitions
  smartxpo-consent forms export SITE FORM [VERSION]
                                             Print a published form as it was written
    --site SITE                              list, pull, publish: which one, where there are more`;

type Command = (env: Environment, words: readonly string[]) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  list: printForms,
  pull: pullForms,
  validate: validateForms,
  publish: publishForms,
  schema: (_env, words) => {
    if (words.length > 0) throw new ConfigError('forms schema', 'nothing more', words.join(' '));
    return printSchema();
  },
  export: (env, words) => {
    const [site, form, version, ...more] = words;
    if (site === undefined || form === undefined || more.length > 0)
      throw new ConfigError('forms export', 'SITE FORM [VERSION]', words.join(' '));
    return exportForm(env, site, form, version);
  },
};

/** The exit code; a wrong call throws ConfigError, or the TypeError of `parseArgs`. */
export async function runForms(
  env: Environment,
  [action = '', ...words]: readonly string[],
): Promise<number> {
  const command = Object.hasOwn(COMMANDS, action) ? COMMANDS[action] : undefined;
  if (command === undefined)
    throw new ConfigError('forms', `one of ${Object.keys(COMMANDS).join(', ')}`, action);
  return command(env, words);
}
