/** What every journey needs: the product as it runs, and a real browser; both end with the suite. */
import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

export interface Journey {
  readonly product: Product;
  readonly browser: Browser;
}

/** Call inside `describe`; the parts are there from the first `before` of the suite on. */
export function useJourney(settings: Record<string, string> = {}): Journey {
  const parts: { product?: Product; browser?: Browser } = {};
  before(async () => {
    parts.product = await startProduct(settings);
    parts.browser = await launchBrowser();
  });
  after(async () => {
    await parts.browser?.close();
    await parts.product?.stop();
  });
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('Expected the journey to have begun');
    return part;
  };
  return {
    get product() {
      return there(parts.product);
    },
    get browser() {
      return there(parts.browser);
    },
  };
}
