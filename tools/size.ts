/**
 * `npm run size`: what a visitor's browser downloads, in brotli bytes, against the limits in
 * size-limit.json. A chunk counts with everything it imports at once, so that weight cannot hide in a
 * shared chunk. `node tools/size.ts --update` writes today's sizes, with a little room, as the new limits.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from 'vite';

const root = join(import.meta.dirname, '..');
const cdn = join(root, 'dist/cdn');
const limitsFile = join(root, 'size-limit.json');
const ROOM = 1.03;

const manifestFile = join(cdn, 'manifest.json');
if (!existsSync(manifestFile)) {
  console.error('Nothing to measure in dist/cdn: run `npm run build` first.');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
const entries = Object.entries(manifest).filter(([, chunk]) => chunk.isEntry);

const loader = ['smartxpo-consent.js'];
const files: Record<string, string[]> = { loader };
for (const [key, chunk] of entries) files[chunk.name ?? key] = [...withImports(key)];
// What a page with one form costs from nothing: the figure that the gates in the docs speak of.
files['first form'] = [...new Set([...loader, ...(files['core'] ?? []), ...(files['form'] ?? [])])];

const sizes = Object.fromEntries(
  Object.entries(files).map(([name, list]) => [name, list.reduce((sum, file) => sum + brotliSize(file), 0)]),
);

if (process.argv.includes('--update')) {
  const limits = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, Math.ceil((size * ROOM) / 10) * 10]),
  );
  writeFileSync(limitsFile, `${JSON.stringify(limits, null, 2)}\n`);
}

const limits = JSON.parse(readFileSync(limitsFile, 'utf8')) as Record<string, number>;
for (const [name, size] of Object.entries(sizes)) {
  const limit = limits[name];
  const fits = limit !== undefined && size <= limit;
  if (!fits) process.exitCode = 1;
  const verdict = limit === undefined ? 'NO LIMIT in size-limit.json' : fits ? 'ok' : 'TOO BIG';
  console.log(
    `${name.padEnd(12)} ${String(size).padStart(7)} of ${String(limit ?? '–').padStart(7)}  ${verdict}`,
  );
}
for (const name of Object.keys(limits).filter((name) => !(name in sizes))) {
  console.error(`size-limit.json has a limit for "${name}", which is no longer built.`);
  process.exitCode = 1;
}

function withImports(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) withImports(next, seen);
  return seen;
}

function brotliSize(file: string): number {
  return statSync(join(cdn, `${file}.br`)).size;
}
