/**
 * Browser tests: every file under test/client, test/faults and test/elements, in Chromium, Firefox and WebKit.
 * WTR_BROWSERS=chromium (a comma list) runs fewer; an engine that is not installed is named and left out.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteerCore from 'puppeteer-core';
import { CHROME_ARGS, chromiumPath, firefoxPath, webkitPath } from './tools/browsers.mjs';
import { webkitLauncher } from './tools/webkit-launcher.ts';
import { verdictReporter } from './tools/wtr-reporter.ts';

const engines = {
  chromium: {
    path: chromiumPath(),
    needs: 'chromium (or CHROME_PATH)',
    /** @param {string} executablePath */
    launch: (executablePath) =>
      chromeLauncher({ launchOptions: { executablePath, headless: true, args: CHROME_ARGS } }),
  },
  firefox: {
    path: firefoxPath(),
    needs: 'firefox-esr (or FIREFOX_PATH)',
    /** @param {string} executablePath */
    launch: (executablePath) =>
      chromeLauncher({
        puppeteer: puppeteerCore,
        concurrency: 1,
        launchOptions: { browser: 'firefox', executablePath, headless: true, timeout: 60_000 },
      }),
  },
  webkit: { path: webkitPath(), needs: 'webkit2gtk-driver and xvfb', launch: webkitLauncher },
};

const wanted = process.env['WTR_BROWSERS']?.split(',');
/** @type {string[]} */
const missing = [];
const browsers = Object.entries(engines).flatMap(([name, { path, needs, launch }]) => {
  if (wanted && !wanted.includes(name)) return [];
  if (path) return [launch(path)];
  missing.push(`${name}: not installed (needs ${needs})`);
  return [];
});
if (!wanted && !engines.chromium.path) {
  console.error('No Chromium: browser tests cannot run. Install chromium or set CHROME_PATH.');
  process.exit(1);
}

const mswWorker = readFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8');

/** @type {import('@web/test-runner').TestRunnerPlugin} */
const mswWorkerAtRoot = {
  name: 'msw-worker',
  serve(context) {
    // At the root, so that the worker's scope covers every test page.
    if (context.path !== '/mockServiceWorker.js') return undefined;
    return { body: mswWorker, type: 'js', headers: { 'cache-control': 'no-store' } };
  },
};

/**
 * An imported JSON file arrives as a module: esbuild drops `with { type: 'json' }`. One that is fetched
 * stays JSON.
 * @type {import('@web/test-runner').TestRunnerPlugin}
 */
const jsonModules = {
  name: 'json-modules',
  transformImport: ({ source }) => (source.endsWith('.json') ? `${source}?module` : undefined),
  resolveMimeType: ({ path, URL }) => (path.endsWith('.json') && URL.search === '?module' ? 'js' : undefined),
  transform({ body, path, URL }) {
    return path.endsWith('.json') && URL.search === '?module' ? `export default ${String(body)}` : undefined;
  },
};

/** @type {Promise<import('./test/helpers/fault-server.ts').FaultServer> | undefined} */
let faultServer;
/**
 * Tests under test/faults ask here where the server is whose network fails; it is started for the first of them.
 * @type {import('@web/test-runner').TestRunnerPlugin}
 */
const faultServerOnDemand = {
  name: 'fault-server',
  async serve(context) {
    if (context.path !== '/fault-server.json') return undefined;
    faultServer ??= import('./test/helpers/fault-server.ts').then((module) => module.startFaultServer());
    return { body: JSON.stringify((await faultServer).places), headers: { 'cache-control': 'no-store' } };
  },
  async serverStop() {
    await (await faultServer)?.stop();
  },
};

/**
 * The runner's own `emulateMedia` leaves out forced colours; Chromium can show them.
 * @type {import('@web/test-runner').TestRunnerPlugin}
 */
const forcedColors = {
  name: 'forced-colors',
  async executeCommand({ command, payload, session }) {
    if (command !== 'emulate-forced-colors' || session.browser.name !== 'Chrome') return undefined;
    const value = /** @type {{ forced: boolean }} */ (payload).forced ? 'active' : 'none';
    const { getPage } = /** @type {import('@web/test-runner-chrome').ChromeLauncher} */ (session.browser);
    await getPage.call(session.browser, session.id).emulateMediaFeatures([{ name: 'forced-colors', value }]);
    return true;
  },
};

/**
 * MUTANT=name serves the product with a known mistake in it (test/mutants).
 * @returns {Promise<import('@web/test-runner').TestRunnerPlugin[]>}
 */
async function mutantPlugins() {
  const name = process.env['MUTANT'];
  if (name === undefined) return [];
  const { mutated } = await import('./test/mutants/mutant.ts');
  const { livingMutant } = await import('./test/mutants/mutants.ts');
  const mutant = livingMutant(name);
  return [
    {
      name: 'mutant',
      transform: ({ body, path }) =>
        path.startsWith('/src/') ? mutated(String(body), path.slice(1), mutant) : undefined,
    },
  ];
}

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: ['test/client/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/elements/**/*.test.ts'],
  // 'browser' keeps msw from its Node build, 'production' keeps Lit from its development build.
  nodeResolve: { exportConditions: ['browser', 'production', 'default'] },
  plugins: [
    ...(await mutantPlugins()),
    mswWorkerAtRoot,
    jsonModules,
    faultServerOnDemand,
    forcedColors,
    a11ySnapshotPlugin(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers,
  // Keyboard, focus and dialog tests need the page in front, so one page at a time.
  concurrentBrowsers: 1,
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  testFramework: { config: { timeout: 20_000 } },
  // Mocha no longer listens once its last test has ended; the reporter looks for this mark.
  testRunnerHtml: (framework) => `<!doctype html>
<html lang="en">
  <body>
    <script>
      addEventListener('error', (event) => console.error('[uncaught]', event.message));
      addEventListener('unhandledrejection', (event) => console.error('[uncaught]', String(event.reason)));
    </script>
    <script type="module" src="${framework}"></script>
  </body>
</html>`,
  coverageConfig: { include: ['src/**/*.ts'], report: true, reporters: ['lcovonly', 'text-summary'] },
  reporters: [verdictReporter(missing), defaultReporter()],
};
