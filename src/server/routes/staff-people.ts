/** The people of a site, and the record of what they did. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { newPersonSchema, personChangeSchema } from '../../protocol/staff.schema.ts';
import { bodyOf, once } from '../http/body.ts';
import { revisedJson, revisionIn } from '../http/conditional.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { actorFor } from '../staff/actor.ts';
import { entryOf, firstBroken } from '../staff/audit.ts';
import { addPerson, changePerson, peopleOf, removePerson, resetPasskeys } from '../staff/people.ts';
import type { PeopleDesk } from '../staff/people.ts';

/** Entries of the record in one answer. */
const PAGE = 100;

/** Of an entry: what the integer column of every database holds. */
const LARGEST_NUMBER = 2 ** 31 - 1;

export function staffPeopleRoutes(parts: Parts): Hono {
  /** One piece of work by one person, all or nothing. */
  const at = async <T>(context: Context, work: (desk: PeopleDesk) => Promise<T>): Promise<T> => {
    const { site, person } = await actorFor(parts, context, 'people-write');
    const { newId } = parts;
    return parts.store.transaction((queries) => work({ queries, site, person, now: parts.now(), newId }));
  };

  return new Hono()
    .get('/staff/people', async (context) => {
      const { site } = await actorFor(parts, context, 'people-read');
      return privateJson({ people: await peopleOf(parts.store, site) });
    })
    .post('/staff/people', async (context) => {
      const body = once(() => bodyOf(context.req.raw, newPersonSchema));
      return revisedJson(await at(context, async (desk) => addPerson(desk, await body())), 201);
    })
    .put('/staff/people/:person', async (context) => {
      const body = once(() => bodyOf(context.req.raw, personChangeSchema));
      const person = context.req.param('person');
      return revisedJson(
        await at(context, async (desk) => changePerson(desk, person, await body(), revisionIn(context))),
      );
    })
    .delete('/staff/people/:person', async (context) => {
      await at(context, (desk) => removePerson(desk, context.req.param('person'), revisionIn(context)));
      return new Response(null, { status: 204 });
    })
    .delete('/staff/people/:person/passkeys', async (context) => {
      await at(context, (desk) => resetPasskeys(desk, context.req.param('person'), revisionIn(context)));
      return new Response(null, { status: 204 });
    })
    .get('/staff/audit', async (context) => {
      const { site } = await actorFor(parts, context, 'audit-read');
      const below = Number(context.req.query('below') ?? LARGEST_NUMBER);
      const rows = await parts.store.audit.list(site, {
        below: Number.isSafeInteger(below) ? Math.max(0, Math.min(below, LARGEST_NUMBER)) : 0,
        limit: PAGE,
      });
      return privateJson({ entries: rows.map(entryOf) });
    })
    .get('/staff/audit/check', async (context) => {
      const { site } = await actorFor(parts, context, 'audit-read');
      return privateJson(await firstBroken(parts.store, site));
    });
}
