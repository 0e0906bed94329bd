/** The look of a site, as staff publish it: part of the site document, told to visitors with its configuration. */
import { ProblemError } from '../../protocol/problem.ts';
import { checkTheme } from '../../protocol/theme-check.ts';
import type { Theme } from '../../protocol/theme.schema.ts';
import { etagOf } from '../http/headers.ts';
import { canonical } from '../proof/hash.ts';
import { publishSite, readSite } from '../publishing.ts';
import type { Queries } from '../store/store.ts';
import { record } from './audit.ts';

/** Somebody at work on the look of a site, in a transaction. */
export interface ThemeDesk {
  queries: Queries;
  site: string;
  /** Who does it. */
  person: string;
  now: number;
}

/** Empty where nobody chose anything. Rejects with 'not-found' for a site that is not published. */
export async function themeOf(queries: Queries, site: string): Promise<Theme> {
  return (await siteOf(queries, site)).theme ?? {};
}

/** Of the look itself: two looks that are the same have the same tag, in whatever order they are written. */
export function themeTag(theme: Theme): string {
  return etagOf(canonical(theme));
}

/** `seen`: the tag that was read. Rejects with 'precondition-failed', and with 'validation' what nobody could read. */
export async function publishTheme(desk: ThemeDesk, theme: Theme, seen: string): Promise<Theme> {
  const { queries, site, person, now } = desk;
  // Of two who publish at once one waits, and finds that the look is another one by now.
  await queries.audit.lock(site);
  const { theme: before = {}, ...document } = await siteOf(queries, site);
  if (themeTag(before) !== seen)
    throw new ProblemError('precondition-failed', `Expected If-Match ${themeTag(before)}, got ${seen}.`);
  const findings = checkTheme(theme);
  if (findings.length > 0)
    throw new ProblemError('validation', 'Expected a look that can be read.', findings);
  await publishSite(queries, { ...document, theme }, now);
  const details = { before, theme };
  await record(queries, { site, at: now, person, action: 'theme-published', object: 'theme', details });
  return theme;
}

async function siteOf(queries: Queries, site: string) {
  const document = await readSite(queries, site);
  if (document === undefined) throw new ProblemError('not-found', 'Expected the id of a published site.');
  return document;
}
