/** The list of what is stored on this device, with the way to the panel that clears it. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { Kept } from '../../client/kept.ts';
import { toMyData } from '../base/destination.ts';
import type { Pages } from '../base/destination.ts';
import { keptLines } from '../base/kept-lines.ts';
import { markedLink } from '../base/links.ts';

export interface Stored {
  kept: readonly Kept[];
  heldInPage: number;
}

/** Rejects where the device cannot be read. */
export async function readStored({ kept, outbox }: Client): Promise<Stored> {
  return { kept: await kept(), heldInPage: outbox.heldInPage() };
}

export function storedLines(
  { kept, heldInPage }: Stored,
  pages: Pick<Pages, 'config' | 'endpoint' | 'language'>,
): TemplateResult {
  if (kept.length === 0 && heldInPage === 0) {
    return html`<p>${msg('Nothing of yours is kept on this device.')}</p>`;
  }
  const { address, follow } = toMyData(pages);
  return html`${keptLines(kept, heldInPage, pages.language)}
    <p>${markedLink(address, msg('See and clear it in My data'), follow)}</p>`;
}
