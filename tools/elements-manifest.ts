/**
 * dist/custom-elements.json, which tells editors and documentation what tags, attributes and events there
 * are. The analyzer reads sources; published, each entry must name the module that a consumer can import.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export async function writeElementsManifest(): Promise<void> {
  const globs = ['--globs', 'src/elements/**/*.ts', '--globs', 'src/studio/**/*.ts'];
  await promisify(execFile)('cem', ['analyze', '--litelement', '--quiet', '--outdir', 'dist', ...globs]);
  const file = 'dist/custom-elements.json';
  const manifest = JSON.parse(await readFile(file, 'utf8'), (key, value: unknown) =>
    (key === 'path' || key === 'module') && typeof value === 'string'
      ? value.replace(/^\/?src\/(.*)\.[jt]s$/, 'dist/$1.js')
      : value,
  ) as object;
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
