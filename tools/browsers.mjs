/**
 * Where the browsers are on this machine. Browser tests, journeys and the set-up step all ask here,
 * so that none of them guesses differently. JavaScript, because test runner configurations load it.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Flags every Chromium of ours starts with: no sandbox for root (containers), no traffic of its own. */
export const CHROME_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * The first of these commands or absolute paths that can be run.
 * @param {...(string | undefined)} names
 * @returns {string | undefined}
 */
export function which(...names) {
  for (const name of names) {
    if (!name) continue;
    const folders = name.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

/** @returns {string | undefined} */
export function chromiumPath() {
  return which(
    process.env['CHROME_PATH'],
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
}

/** @returns {string | undefined} */
export function firefoxPath() {
  return which(
    process.env['FIREFOX_PATH'],
    'firefox-esr',
    'firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  );
}

/** WebKitGTK's MiniBrowser, if the driver that steers it and a display (or Xvfb) are there as well. */
export function webkitPath() {
  if (!which('WebKitWebDriver') || !(process.env['DISPLAY'] ?? which('Xvfb'))) return undefined;
  return ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']
    .flatMap((version) =>
      ['x86_64-linux-gnu/', 'aarch64-linux-gnu/', ''].map((arch) => `/usr/lib/${arch}${version}/MiniBrowser`),
    )
    .find((path) => existsSync(path));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
