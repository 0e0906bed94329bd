/** What saving one operation costs, beside plain transactions of IndexedDB that put the same. */
import { join } from 'node:path';
import { figure } from './measure.ts';
import type { Figure, Report } from './measure.ts';
import type * as Script from './outbox-page.ts';
import { bundled, servePages } from './pages.ts';
import { withProfile } from './profile-browser.ts';

declare global {
  /** The bundled script, while it runs in a page. */
  var outboxPage: typeof Script;
}

const WAITING = [0, 100, 1000];

export async function outboxBench(): Promise<Report> {
  const script = await bundled(join(import.meta.dirname, 'outbox-page.ts'), 'outboxPage');
  const host = await servePages({ '/': '<!doctype html><title>Bench</title>' }, true);
  try {
    return await withProfile(async (context) => {
      const page = await context.newPage();
      const figures: Figure[] = [];
      for (const waiting of WAITING) {
        await page.goto(host.origin);
        await page.addScriptTag({ content: script });
        const taken = await page.evaluate((count) => globalThis.outboxPage.raceSaves(count), waiting);
        const save = (peer: string, values: number[]): Figure =>
          figure(`outbox.save/${peer}.${String(waiting)}-waiting`, 'ms', taken.save, values);
        figures.push(
          save('one-put', taken.onePut),
          save('two-puts', taken.twoPuts),
          save('three-gets-two-puts', taken.threeGetsTwoPuts),
        );
      }
      return { figures };
    });
  } finally {
    await host.stop();
  }
}
