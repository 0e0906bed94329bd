/**
 * What Web Test Runner's own reporter leaves out: skipped tests by name, a failure for a page that threw
 * outside of any test, and one closing line with the counts over all engines.
 */
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';

const UNCAUGHT = '[uncaught]';
// Browsers report this as an error although it only means "one more frame"; no code of ours can stop it.
const HARMLESS = /ResizeObserver loop/;

/** `missing`: engines that are not on this machine; each counts as one skip. */
export function verdictReporter(missing: readonly string[]): Reporter {
  return {
    reportTestFileResults({ sessionsForTestFile }) {
      for (const session of sessionsForTestFile) failOnUncaught(session);
    },
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: missing.length };
      const skips = new Map<string, string[]>();
      for (const session of sessions) {
        const counts = { passed: 0, failed: 0, skipped: 0 };
        if (session.testResults) {
          count(session.testResults, [], counts, (name) => {
            skips.set(name, [...(skips.get(name) ?? []), session.browser.name]);
          });
        }
        // A file that could not be imported, crashed or threw outside a test has no failed test to count.
        if (!session.passed && counts.failed === 0) counts.failed = 1;
        total.passed += counts.passed;
        total.failed += counts.failed;
        total.skipped += counts.skipped;
      }
      for (const engine of missing) console.log(`SKIP all tests in ${engine}`);
      for (const [name, browsers] of skips) console.log(`SKIP ${name} (${browsers.join(', ')})`);
      console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
    },
  };
}

function count(
  suite: TestSuiteResult,
  path: string[],
  counts: { passed: number; failed: number; skipped: number },
  onSkip: (name: string) => void,
): void {
  for (const test of suite.tests) {
    if (test.skipped) {
      counts.skipped++;
      onSkip([...path, test.name].join(' › '));
    } else if (test.passed) counts.passed++;
    else counts.failed++;
  }
  for (const child of suite.suites) count(child, [...path, child.name], counts, onSkip);
}

function failOnUncaught(session: TestSession): void {
  const uncaught = (session.logs as unknown[][]).filter(
    ([mark, text]) => mark === UNCAUGHT && !HARMLESS.test(String(text)),
  );
  if (uncaught.length === 0 || !session.passed) return;
  session.passed = false;
  session.errors = [
    ...session.errors,
    ...uncaught.map(([, text]) => ({ message: `uncaught in the page: ${String(text)}` })),
  ];
}
