#!/usr/bin/env node
/** The command line: serve, check, import and publish documents, make a service key. */
import { parseArgs } from 'node:util';
import { VERSION } from '../version.ts';
import { BACKUP_HELP, runBackup, runRestore } from './commands/backup.ts';
import { FORMS_HELP, runForms } from './commands/forms.ts';
import { checkPolicyFile } from './commands/policy-check.ts';
import { withdrawPolicyVersion } from './commands/policy-withdraw.ts';
import { PUBLICATION_OPTIONS, publicationRequest } from './commands/publication-options.ts';
import { publish } from './commands/publish.ts';
import { runServer } from './commands/serve.ts';
import { createServiceKey } from './commands/service-key.ts';
import { createStaffKey } from './commands/staff-key.ts';
import { runWebhooks, WEBHOOKS_HELP } from './commands/webhooks.ts';
import { ConfigError, ENVIRONMENT } from './config.ts';

const HELP = `smartxpo-consent ${VERSION}

Usage
  smartxpo-consent serve                     Start the backend
${FORMS_HELP}
  smartxpo-consent policy import FILE [OPTION…]
                                             Turn a policy in text, Markdown, HTML or DOCX
                                             into a policy version, and report what was cleaned
    --policy ID (privacy)  --policy-version NAME (day of the update)  --language TAG (en)
    --updated DAY  --effective DAY           Days that the text does not say
    --title WORDS  --format text|markdown|html|docx
    --base ADDRESS                           Where relative links lead from
    --previous FILE                          The version before: its sections keep their ids
    --out FILE  --report text|json           The document (stdout) and the report (stderr)
  smartxpo-consent policy check SITE FILE [OPTION…]
                                             Say what stands between a policy version and
                                             its publication; options as for publish, and
    --template FILE                          Write the open questions down, to be answered
  smartxpo-consent policy withdraw SITE POLICY VERSION --reason WORDS [--by NAME]
                                             Take a version back; its text stays
  smartxpo-consent publish SITE FILE… [OPTION…]
                                             Publish a site document, forms, policy versions
    --by NAME  --approved-by NAME            Who publishes; the second person, where a
                                             change is called smaller than it is computed
    --answers FILE                           Answers to the questions of the rules
    --at MOMENT                              Publish later, such as 2026-12-01T08:00:00Z
    --already-public                         It was public elsewhere, and in force since
                                             its effective date
  smartxpo-consent service-key create SITE   Make a key for POST /v1/permissions/check
${WEBHOOKS_HELP}
${BACKUP_HELP}
  smartxpo-consent staff-key create SITE PERSON [--roles ROLE,…]
                                             Let a person work by HTTP or command line;
                                             default: privacy-admin
  smartxpo-consent --help | --version

Environment
${ENVIRONMENT}
`;

/** Returns the exit code: 0 done, 1 the work failed, 2 the call was wrong. */
async function run(words: string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  if (words[0] === 'forms') return runForms(process.env, words.slice(1));
  if (words[0] === 'policy' && words[1] === 'import') {
    // Its parsers are loaded for nothing else.
    const { importPolicyFile } = await import('./commands/policy-import.ts');
    return importPolicyFile(words.slice(2));
  }
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      version: { type: 'boolean' },
      reason: { type: 'string' },
      template: { type: 'string' },
      roles: { type: 'string' },
      events: { type: 'string' },
      private: { type: 'boolean' },
      unencrypted: { type: 'boolean' },
      ...PUBLICATION_OPTIONS,
    },
  });
  const [command, action, argument] = positionals;
  const wrong = misplaced(values, positionals);
  if (wrong !== undefined) throw new ConfigError(`--${wrong}`, 'another command', positionals.join(' '));
  const files = positionals.slice(2);
  if (values.version === true) {
    console.log(VERSION);
    return 0;
  }
  if (command === 'serve') return runServer(process.env);
  if (command === 'policy') {
    const [site, second, third] = files;
    const { template, reason, by = 'command line' } = values;
    if (action === 'check' && site !== undefined && second !== undefined) {
      const request = await publicationRequest(values);
      return checkPolicyFile(process.env, { site, path: second, template }, request);
    }
    if (action === 'withdraw' && site !== undefined && second !== undefined && third !== undefined) {
      if (reason === undefined || reason.trim() === '')
        throw new ConfigError('--reason', 'why it is withdrawn, in words', reason ?? '');
      return withdrawPolicyVersion(process.env, { site, policy: second, version: third, by, reason });
    }
  }
  if (command === 'publish' && action !== undefined && files.length > 0)
    return publish(process.env, action, files, await publicationRequest(values));
  if (command === 'service-key' && action === 'create' && argument !== undefined) {
    return createServiceKey(process.env, argument);
  }
  if (command === 'staff-key' && action === 'create' && argument !== undefined && files[1] !== undefined) {
    return createStaffKey(process.env, argument, files[1], values.roles);
  }
  if (command === 'backup' && action !== undefined)
    return runBackup(action, values.unencrypted ?? false, process.env);
  if (command === 'restore' && action !== undefined) return runRestore(action, process.env);
  if (command === 'webhooks') {
    const done = await runWebhooks(process.env, positionals.slice(1), values);
    if (done !== undefined) return done;
  }
  console.error(`Expected one of the commands below, got "${positionals.join(' ')}".\n\n${HELP}`);
  return 2;
}

/** An option that this command would not heed. */
function misplaced(values: object, [command, action]: string[]): string | undefined {
  const publication = Object.keys(PUBLICATION_OPTIONS);
  const heeded: Record<string, string[]> = {
    publish: publication,
    'policy check': [...publication, 'template'],
    'policy withdraw': ['by', 'reason'],
    'staff-key': ['roles'],
    'webhooks add': ['events', 'private'],
    backup: ['unencrypted'],
  };
  const own =
    heeded[
      ['policy', 'webhooks'].includes(command ?? '') ? `${command ?? ''} ${action ?? ''}` : (command ?? '')
    ] ?? [];
  return Object.keys(values).find((option) => !['version', ...own].includes(option));
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof ConfigError || (error instanceof TypeError && 'code' in error);
  console.error(isUsage ? `${error.message}\nSee --help.` : error);
  process.exitCode = isUsage ? 2 : 1;
}
