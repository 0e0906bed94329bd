/**
 * The cookie of a staff session: unreadable for scripts, sent by no other site. Over plain http, which is for
 * one's own machine, browsers keep no cookie with the `__Host-` prefix.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Parts } from '../parts.ts';

export function tokenIn(context: Context, parts: Parts): string | undefined {
  return getCookie(context, nameFor(parts));
}

export function setToken(context: Context, parts: Parts, token: string): void {
  setCookie(context, nameFor(parts), token, optionsFor(parts));
}

export function removeToken(context: Context, parts: Parts): void {
  deleteCookie(context, nameFor(parts), optionsFor(parts));
}

function isSecure({ publicUrl }: Parts): boolean {
  return publicUrl.startsWith('https:');
}

function nameFor(parts: Parts): string {
  return isSecure(parts) ? '__Host-sx-staff' : 'sx-staff';
}

/** Without an end: it goes with the browser, and the server ends it before that. */
function optionsFor(parts: Parts): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure(parts) };
}
