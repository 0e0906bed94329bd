/**
 * `npm run build`: everything that is published, into an empty dist/. The widget's files for a CDN and the
 * demo site come from Vite (see vite.config.ts), the npm package's modules and types from tsc.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { writeElementsManifest } from './elements-manifest.ts';

const root = join(import.meta.dirname, '..');
const catalogues = join(root, 'src/locales/generated');
process.chdir(root);

if (!existsSync(catalogues)) await promisify(execFile)(process.execPath, ['tools/locales.ts']);
rmSync('dist', { recursive: true, force: true });

const results = await Promise.allSettled([site(), modules()]);
for (const result of results) {
  if (result.status === 'fulfilled') continue;
  console.error(messageOf(result.reason));
  process.exitCode = 1;
}

async function site(): Promise<void> {
  for (const mode of ['elements', 'studio', 'loader', 'demo']) await build({ mode, logLevel: 'warn' });
}

async function modules(): Promise<void> {
  await promisify(execFile)('tsc', ['-p', 'tsconfig.build.json']);
  // Published code asks for `./generated/<language>.json`, seen from its own folder.
  cpSync(catalogues, 'dist/locales/generated', { recursive: true });
  await ownLocalize();
  await writeElementsManifest();
}

/** @lit/localize inside the package: a host's own copy may be configured only once, by the host. */
async function ownLocalize(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      outDir: 'dist/locales',
      emptyOutDir: false,
      minify: false,
      lib: { entry: 'src/locales/lit-localize.ts', formats: ['es'], fileName: () => 'lit-localize.js' },
      rolldownOptions: { external: [/^lit(\/|$)/] },
    },
  });
}

/** What a failed child printed says more than "Command failed". */
function messageOf(reason: unknown): string {
  if (reason instanceof Error && 'stdout' in reason) return `${reason.message}\n${String(reason.stdout)}`;
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
