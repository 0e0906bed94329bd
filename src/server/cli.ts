#!/usr/bin/env node
/** The command line: serve, check and publish documents, make a service key. */
import { parseArgs } from 'node:util';
import { VERSION } from '../version.ts';
import { validateForm } from './commands/forms-validate.ts';
import { publish } from './commands/publish.ts';
import { runServer } from './commands/serve.ts';
import { createServiceKey } from './commands/service-key.ts';
import { ConfigError, ENVIRONMENT } from './config.ts';

const HELP = `smartxpo-consent ${VERSION}

Usage
  smartxpo-consent serve                     Start the backend
  smartxpo-consent forms validate FILE       Check a form definition
  smartxpo-consent publish SITE FILE…        Publish a site document, forms, policy versions
  smartxpo-consent service-key create SITE   Make a key for POST /v1/permissions/check
  smartxpo-consent --help | --version

Environment
${ENVIRONMENT}
`;

/** Returns the exit code: 0 done, 1 the work failed, 2 the call was wrong. */
async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
  });
  const [command, action, argument] = positionals;
  const files = positionals.slice(2);
  if (values.version === true) {
    console.log(VERSION);
    return 0;
  }
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (command === 'serve') return runServer(process.env);
  if (command === 'forms' && action === 'validate' && argument !== undefined) return validateForm(argument);
  if (command === 'publish' && action !== undefined && files.length > 0)
    return publish(process.env, action, files);
  if (command === 'service-key' && action === 'create' && argument !== undefined) {
    return createServiceKey(process.env, argument);
  }
  console.error(`Expected one of the commands below, got "${positionals.join(' ')}".\n\n${HELP}`);
  return 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof ConfigError || (error instanceof TypeError && 'code' in error);
  console.error(isUsage ? `${error.message}\nSee --help.` : error);
  process.exitCode = isUsage ? 2 : 1;
}
