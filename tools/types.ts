/**
 * `npm run types`: checks every part of the project with the libraries that part may use (see the
 * tsconfig.json in each folder). Two compilers at a time: each takes a core.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const projects = [
  'src/server/tsconfig.json',
  'tsconfig.json',
  'test/tsconfig.node.json',
  'test/tsconfig.browser.json',
  'demo/tsconfig.json',
  'tools/tsconfig.json',
  'src/protocol/tsconfig.json',
].filter((project) => existsSync(join(root, project)));

await Promise.all([worker(), worker()]);

async function worker(): Promise<void> {
  for (let project = projects.shift(); project; project = projects.shift()) await check(project);
}

function check(project: string): Promise<void> {
  const buildInfo = join('node_modules/.cache/types', project.replaceAll('/', '-'));
  const options = ['-p', project, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', buildInfo];
  return new Promise((resolve) => {
    execFile('tsc', options, { cwd: root, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error) {
        console.error(`${project}:\n${stdout}${stderr}`);
        process.exitCode = 1;
      }
      resolve();
    });
  });
}
