/** Staff sign in and out, and show who they are. */
import { Hono } from 'hono';
import {
  newPasskeySchema,
  shownPasskeySchema,
  staffLinkSchema,
  staffSessionSchema,
} from '../../protocol/staff.schema.ts';
import type { StaffSession } from '../../protocol/staff.schema.ts';
import { bodyOf } from '../http/body.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { requireOwnOrigin, sessionOf, signedIn } from '../staff/actor.ts';
import type { SignedIn } from '../staff/actor.ts';
import { removeToken, setToken } from '../staff/cookie.ts';
import {
  addPasskey,
  creationOptions,
  passkeysOf,
  removePasskey,
  requestOptions,
  showPasskey,
} from '../staff/passkeys.ts';
import { openStaffSession, sendStaffLink } from '../staff/sign-in.ts';

export function staffSessionRoutes(parts: Parts): Hono {
  return new Hono()
    .post('/staff/sign-in-links', async ({ req }) => {
      requireOwnOrigin(parts, req.header('origin'));
      await sendStaffLink(parts, await bodyOf(req.raw, staffLinkSchema));
      return privateJson({}, 202);
    })
    .post('/staff/sessions', async (context) => {
      const { req } = context;
      requireOwnOrigin(parts, req.header('origin'));
      const { site, token } = await bodyOf(req.raw, staffSessionSchema);
      const session = await openStaffSession(parts, site, token);
      setToken(context, parts, session);
      const current = await sessionOf(parts, session);
      return context.json(sessionIn(current), 201, { 'cache-control': 'no-store' });
    })
    .get('/staff/sessions/current', async (context) => privateJson(sessionIn(await signedIn(parts, context))))
    .delete('/staff/sessions/current', async (context) => {
      const { session } = await signedIn(parts, context);
      await parts.store.people.removeSession(session.token_hash);
      removeToken(context, parts);
      return context.body(null, 204, { 'cache-control': 'no-store' });
    })
    .post('/staff/sessions/current/passkey/options', async (context) =>
      privateJson(await requestOptions(parts, await signedIn(parts, context))),
    )
    .post('/staff/sessions/current/passkey', async (context) => {
      const staff = await signedIn(parts, context);
      const { response } = await bodyOf(context.req.raw, shownPasskeySchema);
      await showPasskey(parts, staff, response);
      return privateJson(sessionIn({ ...staff, passkey: 'shown' }));
    })
    .get('/staff/passkeys', async (context) =>
      privateJson({ passkeys: await passkeysOf(parts, await signedIn(parts, context)) }),
    )
    .post('/staff/passkeys/options', async (context) =>
      privateJson(await creationOptions(parts, await signedIn(parts, context))),
    )
    .post('/staff/passkeys', async (context) => {
      const staff = await signedIn(parts, context);
      return privateJson(
        await addPasskey(parts, staff, await bodyOf(context.req.raw, newPasskeySchema)),
        201,
      );
    })
    .delete('/staff/passkeys/:credential', async (context) => {
      await removePasskey(parts, await signedIn(parts, context), context.req.param('credential'));
      return new Response(null, { status: 204 });
    });
}

function sessionIn({ site, row, roles, csrf, passkey, expiresAt }: SignedIn): StaffSession {
  return {
    site,
    person: { id: row.id, email: row.email, name: row.name },
    roles: [...roles],
    csrf,
    passkey,
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
