/**
 * What tests need and npm cannot bring: browsers, PostgreSQL, and strace to make a disk fail. On a Debian or Ubuntu machine where we are
 * root (a container, a CI runner) they are installed; elsewhere one line says what is missing.
 * SKIP_SETUP=1 leaves the machine as it is.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromiumPath, firefoxPath, webkitPath, which } from './browsers.mjs';
import { postgresBinaries } from './postgres.ts';

function missingPackages(): string[] {
  const packages: string[] = [];
  if (!chromiumPath()) packages.push('chromium');
  if (!firefoxPath()) packages.push('firefox-esr');
  if (!webkitPath()) packages.push('webkit2gtk-driver');
  if (!which('Xvfb') && !process.env['DISPLAY']) packages.push('xvfb');
  if (!postgresBinaries()) packages.push('postgresql');
  if (process.platform === 'linux' && !which('strace')) packages.push('strace');
  return packages;
}

export function installMissing(): void {
  const packages = missingPackages();
  if (packages.length === 0) return;
  const list = packages.join(' ');
  if (process.env['SKIP_SETUP'] === '1') return console.log(`Not installed (SKIP_SETUP): ${list}`);
  if (process.getuid?.() !== 0 || !isDebian()) return console.log(`Not installed on this machine: ${list}`);

  console.log(`Installing with apt-get what the tests need: ${list}`);
  tryAptGet('update', '-qq');
  // One by one: a package that this distribution does not have must not keep the others away.
  for (const name of packages) tryAptGet('install', '-y', '-qq', '--no-install-recommends', name);
  const still = missingPackages();
  if (still.length > 0) console.log(`Still missing: ${still.join(' ')}`);
}

function isDebian(): boolean {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync(file, 'utf8'));
}

function tryAptGet(...args: string[]): void {
  try {
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (error) {
    console.log(`apt-get ${args.join(' ')} failed: ${String(error)}`);
  }
}
