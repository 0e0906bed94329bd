/** Taking a permission back takes no more steps than giving it (L-09): counted by the browser, in each way there is. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { useJourney } from '../helpers/journey.ts';

const EMAIL = 'step@visitor.example';

/** Pages that are opened, things that are pressed, fields that are filled in. */
class Steps {
  readonly taken: string[] = [];

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('sxStep', (_source, step: string) => {
      if (this.taken.at(-1) !== step) this.taken.push(step);
    });
    await context.addInitScript(() => {
      const { sxStep } = globalThis as unknown as { sxStep: (step: string) => void };
      const tell = (event: Event): void => {
        const [target] = event.composedPath();
        if (!event.isTrusted || !(target instanceof Element)) return;
        // A box is counted by what it becomes, whether it or its label was pressed; a field once, not by its letters.
        const isField = target.matches('input, textarea') || target.closest('label') !== null;
        if (event.type === 'click' && isField) return;
        sxStep(`${event.type} ${target.id || target.textContent.trim().slice(0, 30)}`);
      };
      for (const type of ['click', 'input']) addEventListener(type, tell, true);
    });
  }

  /** Something that no page can see: an address that is opened, a mail. */
  note(step: string): void {
    this.taken.push(step);
  }

  /** What was taken since the last time it was asked. */
  since(): string[] {
    return this.taken.splice(0);
  }
}

describe('steps', () => {
  const world = useJourney();

  const withSteps = async (): Promise<{ context: BrowserContext; page: Page; steps: Steps }> => {
    const context = await world.browser.newContext({ locale: 'en-GB' });
    const steps = new Steps();
    await steps.watch(context);
    return { context, page: await context.newPage(), steps };
  };
  const mailed = async (pattern: RegExp): Promise<string> => {
    const text = await (await fetch(`${world.product.backendUrl}/mailbox`)).text();
    const found = pattern.exec(text)?.[1];
    assert.ok(found, `a mail with ${String(pattern)}`);
    return found;
  };
  const give = async (page: Page, steps: Steps): Promise<string[]> => {
    await page.goto(`${world.product.demoUrl}/newsletter.html`);
    steps.note('page');
    await page.getByLabel('Email address').fill(EMAIL);
    await page.getByRole('checkbox', { name: /^Email me/ }).click();
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Send my choices' }).click();
    await page.getByText('Your reference:').waitFor();
    steps.note('mail');
    await page.goto(await mailed(/href="(http[^"]+\/v1\/confirm\/[^"]+)"/));
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    return steps.since();
  };

  test('to take back are fewer where it was given, and no more on another device', async () => {
    const { context, page, steps } = await withSteps();
    const given = await give(page, steps);
    assert.equal(given.length, 6, given.join(' | '));

    await page.goto(`${world.product.demoUrl}/my-data.html`);
    steps.note('page');
    await page.getByRole('button', { name: 'Withdraw' }).first().click();
    await page.getByText('Withdrawn').first().waitFor();
    const here = steps.since();
    assert.ok(here.length <= given.length, here.join(' | '));
    assert.equal(here.length, 2, here.join(' | '));
    await context.close();

    const again = await withSteps();
    await give(again.page, again.steps);
    await again.context.close();
    const other = await withSteps();
    await other.page.goto(`${world.product.demoUrl}/my-data.html`);
    other.steps.note('page');
    await other.page.getByLabel('Email address').fill(EMAIL);
    await other.page.getByRole('button', { name: 'Send me a link' }).click();
    await other.page.getByRole('heading', { name: 'Look in your inbox' }).waitFor();
    await other.page.getByLabel('Code from the email').fill(await mailed(/: (\d{6})\b/));
    await other.page.getByRole('button', { name: 'Sign in' }).click();
    await other.page.getByText('Signed in as').waitFor();
    await other.page.getByRole('button', { name: 'Withdraw', exact: true }).first().click();
    await other.page.getByText('Withdrawn: we no longer contact you by email.').waitFor();
    const elsewhere = other.steps.since();
    assert.ok(elsewhere.length <= given.length, `${elsewhere.join(' | ')} / ${given.join(' | ')}`);
    await other.context.close();
  });
});
