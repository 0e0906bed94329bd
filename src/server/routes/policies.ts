/** GET: a site's policies, their versions, and what changed between two of them. Anyone may read it. */
import { Hono } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import { cachedJson, cachedText } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { createChangesCache } from '../policies/changes.ts';
import { policyIndex, policyVersion } from '../policies/versions.ts';
import type { PolicyEntryRow, PolicyVersionRow } from '../store/policies.ts';
import { SHORT } from './sites.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

export function policyRoutes({ store, now }: Parts): Hono {
  const changes = createChangesCache();
  /** A version that is scheduled is nobody's business yet. */
  const published = async (
    site: string,
    policy: string,
    version: string,
  ): Promise<{ row: PolicyVersionRow; entry: PolicyEntryRow } | undefined> => {
    const [row, entry] = await Promise.all([
      store.policies.version(site, policy, version),
      store.policies.entry(site, policy, version),
    ]);
    return row !== undefined && entry !== undefined && row.published_at <= now() ? { row, entry } : undefined;
  };

  return new Hono()
    .get('/sites/:site/policies/:policy', async ({ req }) => {
      const { site, policy } = req.param();
      const index = await policyIndex(store, { site, policy, after: req.query('after') }, now());
      if (index === undefined) throw new ProblemError('not-found', 'Expected the id of a published policy.');
      return cachedJson(req.raw, index, SHORT);
    })
    .get('/sites/:site/policies/:policy/versions/:version', async ({ req }) => {
      const { site, policy, version } = req.param();
      const found = await published(site, policy, version);
      if (found === undefined) throw new ProblemError('not-found', 'Expected a published version.');
      const shown = policyVersion(found.row, found.entry, req.query('language') ?? '');
      return cachedJson(req.raw, shown, FOR_EVER);
    })
    .get('/sites/:site/policies/:policy/changes', async ({ req }) => {
      const { site, policy } = req.param();
      const { from = '', to = '', language = '', outline } = req.query();
      const [older, newer] = await Promise.all([published(site, policy, from), published(site, policy, to)]);
      if (newer === undefined) {
        throw new ProblemError('not-found', 'Expected `to` to be a published version.');
      }
      const wanted = { language, isOutline: outline !== undefined };
      return cachedText(req.raw, changes.between(older?.row, newer.row, wanted), SHORT);
    });
}
