/** Settings from the environment, checked at the door: what was expected, what came. */
import { resolve } from 'node:path';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Where browsers reach this server, without a slash at the end. */
  publicUrl: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
}

/** Explains every variable; `--help` prints it. */
export const ENVIRONMENT = `  PORT          Port of the backend.                          Default: 8787
  HOST          Address to listen on.                         Default: 127.0.0.1
  DATA_DIR      Folder of the embedded database.              Default: ./data
  PUBLIC_URL    Address under which browsers reach the backend.
                                                              Default: http://localhost:PORT
  DATABASE_URL  postgres://… when one machine is not enough.  Default: none (embedded SQLite)
  SMTP_URL      smtp://… or smtps://… to send mail.           Default: none (a local mailbox page,
                only while HOST and PUBLIC_URL are this machine's own)`;

/** A setting cannot be used; the message names it, what was expected and what came. */
export class ConfigError extends Error {
  constructor(name: string, expected: string, found: string) {
    super(`${name}: expected ${expected}, got "${found}"`);
    this.name = 'ConfigError';
  }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || host.endsWith('.localhost');
}

export function portFrom(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name] ?? '';
  if (text === '') return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new ConfigError(name, 'a port number from 0 to 65535', text);
  return port;
}

function urlFrom(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): string | undefined {
  const text = env[name] ?? '';
  if (text === '') return undefined;
  const expected = `an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  // A database address carries a password: it is not echoed.
  const shown = text.replace(/\/\/[^/]*@/, '//…@');
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
    throw new ConfigError(name, expected, shown);
  return text.replace(/\/+$/, '');
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = portFrom(env, 'PORT', 8787);
  const host = env['HOST'] ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:-]+$/.test(host)) throw new ConfigError('HOST', 'a host name or address', host);
  const config: Config = {
    port,
    host,
    dataDir: resolve(env['DATA_DIR'] ?? 'data'),
    publicUrl: urlFrom(env, 'PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${String(port)}`,
    databaseUrl: urlFrom(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    smtpUrl: urlFrom(env, 'SMTP_URL', ['smtp:', 'smtps:']),
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
