/** What the holder of a link may see and do: what is permitted now, and take it back. Nothing is ever given here. */
import type { Channel } from '../../protocol/terms.ts';
import { VERSION } from '../../version.ts';
import { takeOperation } from '../intake.ts';
import { endsBySwitch } from '../objections.ts';
import type { Parts } from '../parts.ts';
import { permissionOf } from '../permissions.ts';
import { renewalsOf } from '../policies/renewals.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import type { PreferenceLinkRow } from '../store/unsubscribe.ts';

/** One purpose by one channel that somebody may be written to for, or has asked to be. */
export interface Standing {
  purpose: string;
  channel: Channel;
}

export function linkOf(parts: Parts, token: string): Promise<PreferenceLinkRow | undefined> {
  return parts.store.unsubscribe.link(hashOf(token));
}

/** What still stands: permitted, or waiting for its confirmation. */
export async function standingOf(
  { store, now }: Parts,
  { site, subject }: PreferenceLinkRow,
): Promise<Standing[]> {
  const moment = { now: now(), renewals: await renewalsOf(store, site, now()) };
  const document = await readSite(store, site);
  if (document === undefined) return [];
  const events = await store.consents.ofSubject(subject);
  const switched = await store.selfService.objectionsOf(subject);
  const keys = Map.groupBy(events, ({ purpose, channel }) => `${purpose} ${channel}`);
  return [...keys.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const ends = endsBySwitch(document, first.purpose, switched, moment.now);
    const { state } = permissionOf(rows, { ...moment, ends });
    const stands = state === 'ConsentGiven' || state === 'ConsentRequested';
    return stands ? [{ purpose: first.purpose, channel: first.channel as Channel }] : [];
  });
}

/** One operation for each, like any other withdrawal; what does not stand any more needs none. */
export async function takeBack(
  parts: Parts,
  link: PreferenceLinkRow,
  wanted: readonly Standing[],
  isOneClick: boolean,
): Promise<void> {
  const standing = await standingOf(parts, link);
  const still = wanted.filter((one) =>
    standing.some(({ purpose, channel }) => purpose === one.purpose && channel === one.channel),
  );
  for (const { purpose, channel } of still) {
    const operation = {
      id: parts.newId(),
      site: link.site,
      kind: 'withdrawal' as const,
      madeAt: new Date(parts.now()).toISOString(),
      device: null,
      widget: VERSION,
      payload: { purpose, channel },
    };
    await takeOperation(
      parts,
      { operation, age: 0 },
      { kind: 'preference-link', subject: link.subject, isOneClick },
    );
  }
}
