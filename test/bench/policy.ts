/**
 * What comparing policies costs: the comparison itself beside jsdiff on the same text, the longest task of
 * the viewer while it draws one, and a long history beside a short one.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from './measure.ts';
import { startPolicyBackend } from './policy-backend.ts';
import { compareFigures } from './policy-compare.ts';
import { historyFigures } from './policy-history.ts';
import { viewerFigures } from './policy-viewer.ts';

export async function policyBench(): Promise<Report> {
  const compared = await compareFigures();
  const root = join(import.meta.dirname, '../..');
  await promisify(execFile)(process.execPath, ['tools/build.ts'], { cwd: root });
  const backend = await startPolicyBackend();
  try {
    const figures = [
      ...compared.figures,
      ...(await viewerFigures(backend)),
      ...(await historyFigures(backend)),
    ];
    return { figures, notes: compared.notes };
  } finally {
    await backend.stop();
  }
}
