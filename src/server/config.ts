/** Settings from the environment, checked at the door: what was expected, what came. */
import { join, resolve } from 'node:path';
import { isLoopback } from './loopback.ts';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Where browsers reach this server, without a slash at the end. */
  publicUrl: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  /** Who may sign in to the studio of a site that has no privacy-admin, lower case. */
  firstAdmin: string | undefined;
  staffPasskeys: 'required' | 'off';
  /** Where erasures and withdrawals are written down outside of the database. */
  ledgerFile: string;
}

/** Names and values, as `process.env` has them. */
export type Environment = Record<string, string | undefined>;

/** Explains every variable; `--help` prints it. */
export const ENVIRONMENT = `  PORT          Port of the backend.                          Default: 8787
  HOST          Address to listen on.                         Default: 127.0.0.1
  DATA_DIR      Folder of the embedded database.              Default: ./data
  PUBLIC_URL    Address under which browsers reach the backend.
                                                              Default: http://localhost:PORT
  DATABASE_URL  postgres://… when one machine is not enough.  Default: none (embedded SQLite)
  LEDGER_FILE   What a restored backup must not undo: erasures and
                withdrawals. Keep it apart from the backups.  Default: DATA_DIR/ledger.jsonl
  SMTP_URL      smtp://… or smtps://… to send mail.           Default: none (a local mailbox page,
                only while HOST and PUBLIC_URL are this machine's own)
  BACKUP_PASSPHRASE  What backup and restore encrypt with.    Default: none
  ADMIN_EMAIL   Who signs in first to the studio of a site, as its privacy-admin.
                                                              Default: none
  STAFF_PASSKEYS  required or off: whether staff show a passkey before they see
                anything about visitors.                      Default: required`;

/** A setting cannot be used; the message names it, what was expected and what came. */
export class ConfigError extends Error {
  constructor(name: string, expected: string, found: string) {
    super(`${name}: expected ${expected}, got "${found}"`);
    this.name = 'ConfigError';
  }
}

export function portFrom(env: Environment, name: string, fallback: number): number {
  const text = textFrom(env, name);
  if (text === undefined) return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new ConfigError(name, 'a port number from 1 to 65535', text);
  }
  return port;
}

/** An empty value means "not set". */
function textFrom(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

/** Addresses may carry a password: what came is never repeated. */
function urlFrom(env: Environment, name: string, protocols: readonly string[]): string | undefined {
  const text = textFrom(env, name);
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    const starts = protocols.map((protocol) => `${protocol}//`).join(' or ');
    throw new ConfigError(name, `an address that starts with ${starts}`, 'something else');
  }
  return text;
}

/** Pages and links are made from it, so it is a bare origin. */
function originFrom(env: Environment, name: string): string | undefined {
  const text = urlFrom(env, name, ['http:', 'https:']);
  if (text === undefined) return undefined;
  const { origin } = new URL(text);
  if (text.replace(/\/$/, '') !== origin) {
    throw new ConfigError(name, 'scheme, host and port only, as in https://consent.example', text);
  }
  return origin;
}

function addressFrom(env: Environment, name: string): string | undefined {
  const text = textFrom(env, name)?.trim().toLowerCase();
  if (text !== undefined && !/^[^\s@]+@[^\s@]+$/.test(text)) {
    throw new ConfigError(name, 'an email address', text);
  }
  return text;
}

/** The first one is the default. */
function choiceFrom<T extends string>(env: Environment, name: string, choices: readonly [T, ...T[]]): T {
  const text = textFrom(env, name) ?? choices[0];
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new ConfigError(name, choices.join(' or '), text);
  return choice;
}

export function readConfig(env: Environment): Config {
  const port = portFrom(env, 'PORT', 8787);
  const host = textFrom(env, 'HOST') ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:-]+$/.test(host)) throw new ConfigError('HOST', 'a host name or address', host);
  const dataDir = resolve(textFrom(env, 'DATA_DIR') ?? 'data');
  const config: Config = {
    port,
    host,
    dataDir,
    publicUrl: originFrom(env, 'PUBLIC_URL') ?? `http://localhost:${String(port)}`,
    databaseUrl: urlFrom(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    smtpUrl: urlFrom(env, 'SMTP_URL', ['smtp:', 'smtps:']),
    firstAdmin: addressFrom(env, 'ADMIN_EMAIL'),
    staffPasskeys: choiceFrom(env, 'STAFF_PASSKEYS', ['required', 'off']),
    ledgerFile: resolve(textFrom(env, 'LEDGER_FILE') ?? join(dataDir, 'ledger.jsonl')),
  };
  requireMail(config);
  return config;
}

/** Sign-in links on a page that anybody can read would be everybody's keys (DESIGN, section 6). */
function requireMail({ smtpUrl, host, publicUrl }: Config): void {
  if (smtpUrl !== undefined) return;
  const expected = 'smtp://… or smtps://…, because without it mail is shown on a page of this server';
  if (!isLoopback(host))
    throw new ConfigError('SMTP_URL', `${expected} and HOST=${host} lets others read it`, '');
  if (!isLoopback(new URL(publicUrl).hostname)) {
    throw new ConfigError('SMTP_URL', `${expected} and PUBLIC_URL=${publicUrl} lets others read it`, '');
  }
}
