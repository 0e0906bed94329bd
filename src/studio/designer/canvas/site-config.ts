/** What visitors would get of a site document; the preview shows forms with it. */
import type { SiteConfig, SiteDocument } from '../../../protocol/site.schema.ts';
import { CHANNELS } from '../../../protocol/terms.ts';

export function configOf(site: SiteDocument): SiteConfig {
  const { $schema: _schema, origins: _origins, doubleOptIn: _rule, lifetimeReason: _reason, ...open } = site;
  return { ...open, forms: [], channels: CHANNELS };
}
