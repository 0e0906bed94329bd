/**
 * What other systems of a site are told: that a permission, or a switch, is another one now. Nothing of it says who
 * the person is; a mailer knows them by the `subject` of its own permission checks.
 */
import type { ConsentState } from '../../protocol/consent.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { OBJECTION_SCOPES } from '../../protocol/terms.ts';
import type { ObjectionScope } from '../../protocol/terms.ts';
import { endsBySwitch, objectionState } from '../objections.ts';
import { permissionOf } from '../permissions.ts';
import type { Renewals } from '../policies/renewals.ts';
import type { ConsentEventRow } from '../store/consents.ts';
import type { ObjectionEventRow } from '../store/self-service.ts';

export const WEBHOOK_EVENTS = ['permission.changed', 'objection.changed'] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];

interface About {
  site: string;
  /** A random id, the same in every event about a person. */
  subject: string;
  /** The operation that changed it. */
  operation: string;
  /** ISO 8601. Events may overtake each other: of two about the same thing the later one counts. */
  since: string;
}

export interface PermissionChanged extends About {
  purpose: string;
  channel: string;
  permitted: boolean;
  reason: ConsentState;
  /** What the permission was last asked for with: the hash of its words, form and policy version. */
  wording?: string;
  form?: { form: string; version: number };
  policyVersion?: string;
}

export interface ObjectionChanged extends About {
  scope: ObjectionScope;
  objects: boolean;
}

export type WebhookEvent =
  | { type: 'permission.changed'; data: PermissionChanged }
  | { type: 'objection.changed'; data: ObjectionChanged };

/** Everything that is known of one person after an operation, which is in it. */
export interface Known {
  site: SiteDocument;
  subject: string;
  operation: string;
  consents: readonly ConsentEventRow[];
  objections: readonly ObjectionEventRow[];
  now: number;
  renewals: Renewals;
}

/** Events are appended only: what was so before is the same without those of the operation. */
export function changesBy(known: Known): WebhookEvent[] {
  return [...permissionChanges(known), ...objectionChanges(known)];
}

function permissionChanges(known: Known): WebhookEvent[] {
  const { consents, objections, operation } = known;
  const earlier = objections.filter((row) => row.operation !== operation);
  const keys = Map.groupBy(consents, ({ purpose, channel }) => `${purpose} ${channel}`);
  return [...keys.values()].flatMap((rows): WebhookEvent[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const { purpose, channel } = first;
    const after = folded(known, purpose, rows, objections);
    const before = folded(known, purpose, rows.filter((row) => row.operation !== operation), earlier); // prettier-ignore
    if (before.permitted === after.permitted) return [];
    const asked = rows.filter(({ wording }) => wording !== null).at(-1);
    const data: PermissionChanged = {
      ...aboutIt(known, after.since),
      ...{ purpose, channel, permitted: after.permitted, reason: after.state },
      ...(asked?.wording == null ? {} : { wording: asked.wording }),
      ...(asked?.form == null ? {} : { form: { form: asked.form, version: asked.form_version ?? 0 } }),
      ...(asked?.policy_version == null ? {} : { policyVersion: asked.policy_version }),
    };
    return [{ type: 'permission.changed', data }];
  });
}

function folded(
  { site, now, renewals }: Known,
  purpose: string,
  rows: readonly ConsentEventRow[],
  objections: readonly ObjectionEventRow[],
) {
  return permissionOf(rows, { now, renewals, ends: endsBySwitch(site, purpose, objections, now) });
}

function objectionChanges(known: Known): WebhookEvent[] {
  const { objections, operation, now } = known;
  const earlier = objections.filter((row) => row.operation !== operation);
  return OBJECTION_SCOPES.flatMap((scope): WebhookEvent[] => {
    const { objects, since } = objectionState(objections, scope, now);
    if (objects === objectionState(earlier, scope, now).objects) return [];
    return [{ type: 'objection.changed', data: { ...aboutIt(known, since), scope, objects } }];
  });
}

function aboutIt({ site, subject, operation, now }: Known, since: number | undefined): About {
  return { site: site.site, subject, operation, since: new Date(since ?? now).toISOString() };
}
