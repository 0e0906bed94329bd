/** Reads what an opt-in needs before it can be shown, or finds out why it cannot. */
import type { LoadCode } from '../../client/documents.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { contactOf, loadCode } from '../base/load-problem.ts';
import { gpcFor } from '../form/gpc-for.ts';
import type { GpcGuard } from '../form/gpc.ts';
import { offerIn } from './offer.ts';
import type { Offer, Wanted } from './offer.ts';

export interface Ready {
  name: 'ready';
  offer: Offer;
  config: SiteConfig;
  gpc: GpcGuard | undefined;
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
    const mail = config.controller.email;
    if (typeof offer === 'string') {
      // For the web developer; what it means stands in the README.
      console.error(`smartxpo-consent: sx-optin cannot use the form "${id}": ${offer}`);
      return { name: 'failed', code: 'broken', mail };
    }
    const gpc = await gpcFor(form.definition, config);
    if (gpc === 'unreachable') return { name: 'failed', code: 'unreachable', mail };
    return { name: 'ready', offer, config, gpc };
  } catch (cause) {
    const code = loadCode(cause);
    return { name: 'failed', code, mail: await contactOf(documents, code) };
  }
}
