/** Comes into the studio as somebody with an address does. */
import type { Page } from 'playwright-core';
import { until } from './browser.ts';
import type { Product } from './product.ts';

export const ADMIN = 'marta@smartxpo.example';
/** The person who may come in first; passkeys are tried elsewhere. */
export const STUDIO_SETTINGS = { ADMIN_EMAIL: ADMIN, STAFF_PASSKEYS: 'off' };

export async function enterStudio(page: Page, { backendUrl }: Product, email = ADMIN): Promise<void> {
  await page.goto(`${backendUrl}/studio/smartxpo`);
  await page.getByLabel('Your email address').fill(email);
  const seen = await linksIn(backendUrl);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  let link: string | undefined;
  await until(async () => {
    link = (await linksIn(backendUrl)).find((one) => !seen.includes(one));
    return link !== undefined;
  }, 'Expected a mail with a link');
  // The link is opened in the same tab; only the fragment is another one.
  await page.goto('about:blank');
  await page.goto(link ?? '');
  await page.getByRole('heading', { name: 'Forms', level: 1 }).waitFor();
}

async function linksIn(backendUrl: string): Promise<string[]> {
  const mails = await (await fetch(`${backendUrl}/mailbox`)).text();
  return [...mails.matchAll(/href="([^"]+#sign-in=[\w-]+)"/g)].map(([, link = '']) => link);
}
