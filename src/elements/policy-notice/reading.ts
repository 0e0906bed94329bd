/** What the notice reads: the list of versions, what this device remembers, and what changed since. */
import type { PageClient } from '../../client/page-client.ts';
import type { PolicyChanges } from '../../protocol/diff/changes.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import { newsOf } from '../../protocol/policy-news.ts';
import type { PolicyNews } from '../../protocol/policy-news.ts';
import type { PolicyIndex } from '../../protocol/policy.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';

export interface NoticeReading {
  config: SiteConfig;
  index: PolicyIndex;
  news: PolicyNews;
  /** Of each step of a notice; undefined where they cannot be had now. */
  changes: readonly (PolicyChanges | undefined)[];
}

/** `wanted`: default the policy that the site's forms link to. Reading writes nothing. */
export async function readNotice(
  page: PageClient,
  wanted: string | undefined,
  language: string,
): Promise<NoticeReading> {
  const config = await page.documents.config();
  const index = await page.documents.policy(wanted ?? config.policy);
  // A device that cannot be asked is a first visit.
  const seen = await page.recall(index.policy).catch(() => undefined);
  const news = newsOf(index, seen);
  return { config, index, news, changes: await readChanges(page, { index, news }, language) };
}

/** A comparison that does not come leaves the notice its dates and its links. */
export async function readChanges(
  { documents }: PageClient,
  { index, news }: Pick<NoticeReading, 'index' | 'news'>,
  wanted: string,
): Promise<NoticeReading['changes']> {
  if (news.name !== 'notice') return [];
  return Promise.all(
    news.steps.map(({ from, to }) => {
      const language = documentLanguage(to, wanted);
      const between = { from, to: to.version, language, isOutline: true };
      return documents.policyChanges(index.policy, between).catch(() => undefined);
    }),
  );
}
