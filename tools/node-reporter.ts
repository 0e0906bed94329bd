/**
 * Reporter for `node --test`: silent about what passes, clear about what fails or is skipped and why, and
 * one closing line in the form that browser tests use too.
 */
import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of events) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') yield event.data.message;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;

    const { name, file, line, details, skip, todo } = event.data;
    const where = file ? `${relative(process.cwd(), file)}${line ? `:${line}` : ''}` : '';
    const isGroup = details.type === 'suite' || name === where || name === file;
    const reason = skip ?? todo;
    if (reason !== undefined) {
      if (details.type === 'suite') continue; // its tests are reported one by one
      total.skipped++;
      yield `SKIP ${name} (${where}): ${typeof reason === 'string' && reason ? reason : 'no reason given'}\n`;
    } else if (event.type === 'test:fail') {
      const { error } = event.data.details;
      const onlyBecauseOfChildren = 'failureType' in error && error.failureType === 'subtestsFailed';
      if (onlyBecauseOfChildren) continue;
      total.failed++;
      yield `FAIL ${name} (${where})\n${explain(error.cause)}\n`;
    } else if (!isGroup) total.passed++;
  }
  yield `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`;
}

/** The error as Node shows it, without the frames of Node's own test runner. */
function explain(error: unknown): string {
  const lines = inspect(error).split('\n');
  return lines
    .filter((line) => !line.includes('(node:internal/') && !line.includes('at node:internal/'))
    .map((line) => `     ${line}`)
    .join('\n');
}
