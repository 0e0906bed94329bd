/** Reads what an opt-in needs before it can be shown, or finds out why it cannot. */
import type { LoadCode } from '../../client/documents.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { contactOf, loadCode } from '../base/load-problem.ts';
import { offerIn } from './offer.ts';
import type { Offer, Wanted } from './offer.ts';

export interface Ready {
  name: 'ready';
  offer: Offer;
  config: SiteConfig;
}

export type Loaded =
  { name: 'loading' } | { name: 'failed'; code: LoadCode; mail: string | undefined } | Ready;

export async function loadOffer(
  { documents }: PageClient,
  { form: id, ...wanted }: Wanted & { form: string },
): Promise<Loaded> {
  try {
    const [config, form] = await Promise.all([documents.config(), documents.form(id)]);
    const offer = offerIn(form, wanted);
    if (typeof offer !== 'string') return { name: 'ready', offer, config };
    // For the web developer; what it means stands in the README.
    console.error(`smartxpo-consent: sx-optin cannot use the form "${id}": ${offer}`);
    return { name: 'failed', code: 'broken', mail: config.controller.email };
  } catch (cause) {
    const code = loadCode(cause);
    return { name: 'failed', code, mail: await contactOf(documents, code) };
  }
}
