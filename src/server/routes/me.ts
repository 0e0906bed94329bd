/** GET /v1/me and below: what a signed-in subject reads. Reads only, never stored on the way. */
import { Hono } from 'hono';
import type { HonoRequest } from 'hono';
import type { Answers } from '../../protocol/answers.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import { textAt } from '../../protocol/localised.ts';
import type { HeldPermission, HeldReceipt, HeldSubmission, Me } from '../../protocol/me.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Channel } from '../../protocol/terms.ts';
import { sessionOf } from '../authorization.ts';
import type { ActiveSession } from '../authorization.ts';
import { heldAnswers } from '../../protocol/held-answers.ts';
import { requireOrigin } from '../http/cors.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { permissionOf } from '../permissions.ts';
import { renewalsOf } from '../policies/renewals.ts';
import type { Renewals } from '../policies/renewals.ts';
import { readSite } from '../publishing.ts';
import type { ConsentEventRow } from '../store/consents.ts';

export function meRoutes(parts: Parts): Hono {
  const { store } = parts;
  return new Hono()
    .get('/me', async ({ req }) => {
      const session = await readerOf(parts, req);
      const contacts = (await store.contacts.ofSubject(session.subject)).map(({ channel, value }) => ({
        channel: channel as Channel,
        value,
      }));
      const me: Me = { site: session.site, contacts, expiresAt: new Date(session.expiresAt).toISOString() };
      return privateJson(me);
    })
    .get('/me/details', async ({ req }) => {
      const session = await readerOf(parts, req);
      return privateJson({ items: await heldSubmissions(parts, session) });
    })
    .get('/me/permissions', async ({ req }) => {
      const session = await readerOf(parts, req);
      return privateJson({ items: await heldPermissions(parts, session) });
    })
    .get('/me/receipts', async ({ req }) => {
      const session = await readerOf(parts, req);
      const operations = await store.operations.ofSubject(session.subject);
      const items = operations.flatMap(({ receipt }) =>
        receipt === null ? [] : [JSON.parse(receipt) as HeldReceipt],
      );
      return privateJson({ items });
    });
}

/** The session that reads, on a page that its site lists. */
async function readerOf(parts: Parts, req: HonoRequest): Promise<ActiveSession> {
  const session = await sessionOf(parts, req.header('authorization'));
  await requireOrigin(parts, session.site, req.header('origin'));
  return session;
}

async function heldSubmissions(
  { store }: Parts,
  { subject, site }: ActiveSession,
): Promise<HeldSubmission[]> {
  const rows = await store.operations.submissionsOf(subject);
  const held: HeldSubmission[] = [];
  for (const row of rows) {
    const form = await store.documents.formVersion(site, row.form, row.version);
    const definition = form && (JSON.parse(form.document) as FormDefinition);
    if (definition === undefined) continue;
    const answers = JSON.parse(row.answers) as Answers;
    held.push({
      operation: row.operation,
      form: row.form,
      title: textAt(definition, 'title', definition.title, row.language),
      language: row.language,
      receivedAt: new Date(row.received_at).toISOString(),
      answers: heldAnswers(definition, answers, row.language),
      ...(row.captured === null ? {} : { captured: JSON.parse(row.captured) as Record<string, string> }),
    });
  }
  return held;
}

async function heldPermissions(parts: Parts, session: ActiveSession): Promise<HeldPermission[]> {
  const site = await readSite(parts.store, session.site);
  if (site === undefined) throw new ProblemError('not-found');
  const rows = await parts.store.consents.ofSubject(session.subject);
  const keys = Map.groupBy(rows, ({ purpose, channel }) => `${purpose} ${channel}`);
  const words = await parts.store.documents.wordings(rows.flatMap(({ wording }) => wording ?? []));
  const wordsByHash = new Map(words.map((row) => [row.hash, row.words]));
  const now = parts.now();
  const renewals = await renewalsOf(parts.store, session.site, now);
  return [...keys.values()].flatMap((events) => heldPermission(site, events, wordsByHash, { now, renewals }));
}

function heldPermission(
  site: SiteDocument,
  events: ConsentEventRow[],
  words: Map<string, string>,
  moment: { now: number; renewals: Renewals },
): HeldPermission[] {
  const first = events[0];
  if (first === undefined) return [];
  const { state, since } = permissionOf(events, moment);
  const asked = events.filter((event) => event.wording !== null).at(-1);
  const shown = words.get(asked?.wording ?? '');
  return [
    {
      purpose: first.purpose,
      channel: first.channel as Channel,
      state,
      since: new Date(since ?? first.received_at).toISOString(),
      ...(shown === undefined ? {} : { words: shown }),
      ...(asked?.language == null ? {} : { language: asked.language }),
      ...(asked?.policy_version == null ? {} : { policyVersion: asked.policy_version }),
    },
  ];
}
