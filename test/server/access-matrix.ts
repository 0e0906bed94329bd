/**
 * Who may do what, route by route, written by hand; `access-matrix.test.ts` tries every cell against the running app and
 * fails for a route that is not listed here, or no longer there. To add a route: one line, in the order method, path,
 * roles, and what it needs.
 *
 * Roles by letter: O operations, S senior-management, M marketing, U support, A accounts, P privacy-admin.
 * `isPersonal`: a passkey has to be shown first. `isSessionOnly`: a key of the command line does not do.
 * `other`: what somebody of another site gets for the same request: 'own' (no object is named: the answer is about
 * their own site and holds nothing of the other), or the status: the one of what does not exist.
 * `body`: one that the route takes, for the column of the other site.
 */
export interface StaffRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  roles: string;
  isPersonal?: boolean;
  isSessionOnly?: boolean;
  other: 'own' | 404 | 422;
  body?: object;
}

const ALL = 'OSMUAP';

const PERSON = { name: 'Somebody', roles: ['marketing'] };
/** A form that only the other site has. */
const EXPORT = { format: 'json', form: 'form-of-other-site' };
const WITHDRAWAL = { reason: 'It was wrong.' };

export const STAFF_ROUTES: readonly StaffRoute[] = [
  { method: 'GET', path: '/staff/sessions/current', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'DELETE', path: '/staff/sessions/current', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'POST', path: '/staff/sessions/current/passkey/options', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'POST', path: '/staff/sessions/current/passkey', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'GET', path: '/staff/passkeys', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'POST', path: '/staff/passkeys/options', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'POST', path: '/staff/passkeys', roles: ALL, isSessionOnly: true, other: 'own' },
  { method: 'DELETE', path: '/staff/passkeys/:credential', roles: ALL, isSessionOnly: true, other: 404 },

  { method: 'GET', path: '/staff/people', roles: 'SP', isPersonal: true, other: 'own' },
  { method: 'POST', path: '/staff/people', roles: 'P', isPersonal: true, other: 'own' },
  { method: 'PUT', path: '/staff/people/:person', roles: 'P', isPersonal: true, other: 404, body: PERSON },
  { method: 'DELETE', path: '/staff/people/:person', roles: 'P', isPersonal: true, other: 404 },
  { method: 'DELETE', path: '/staff/people/:person/passkeys', roles: 'P', isPersonal: true, other: 404 },
  { method: 'GET', path: '/staff/audit', roles: 'SP', isPersonal: true, other: 'own' },
  { method: 'GET', path: '/staff/audit/check', roles: 'SP', isPersonal: true, other: 'own' },

  { method: 'GET', path: '/staff/site', roles: ALL, other: 'own' },
  { method: 'GET', path: '/staff/forms', roles: ALL, other: 'own' },
  { method: 'GET', path: '/staff/library', roles: ALL, other: 'own' },
  { method: 'GET', path: '/staff/forms/:form/draft', roles: ALL, other: 404 },
  { method: 'PUT', path: '/staff/forms/:form/draft', roles: 'MP', other: 'own', body: { source: '{}' } },
  { method: 'DELETE', path: '/staff/forms/:form/draft', roles: 'MP', other: 404 },
  { method: 'GET', path: '/staff/forms/:form/draft/review', roles: ALL, other: 404 },
  { method: 'POST', path: '/staff/forms/:form/draft/publication', roles: 'MP', other: 404, body: {} },
  { method: 'POST', path: '/staff/forms/:form/draft/preview-links', roles: ALL, other: 404 },
  { method: 'GET', path: '/staff/forms/:form/versions', roles: ALL, other: 'own' },
  { method: 'GET', path: '/staff/forms/:form/versions/:version', roles: ALL, other: 404 },

  { method: 'POST', path: '/staff/submissions/search', roles: ALL, isPersonal: true, other: 'own', body: {} },
  { method: 'POST', path: '/staff/submissions/export', roles: ALL, isPersonal: true, other: 422, body: EXPORT },
  { method: 'GET', path: '/staff/submissions/:operation', roles: ALL, isPersonal: true, other: 404 },
  { method: 'GET', path: '/staff/submissions/:operation/files/:item', roles: 'SP', isPersonal: true, other: 404 },
  { method: 'GET', path: '/staff/correspondence', roles: 'OSUP', isPersonal: true, other: 'own' },
  { method: 'POST', path: '/staff/correspondence', roles: 'OSUP', isPersonal: true, other: 'own', body: {} },

  { method: 'GET', path: '/staff/requests', roles: 'OSP', isPersonal: true, other: 'own' },
  { method: 'GET', path: '/staff/requests/:request', roles: 'OSP', isPersonal: true, other: 404 },
  { method: 'POST', path: '/staff/requests/:request/steps', roles: 'OSP', isPersonal: true, other: 404, body: { to: 'review' } },
  { method: 'POST', path: '/staff/requests/:request/messages', roles: 'OSP', isPersonal: true, other: 404, body: { words: 'Hello.' } },
  { method: 'POST', path: '/staff/requests/:request/lift', roles: 'OSP', isPersonal: true, other: 404, body: { words: 'x' } },
  { method: 'POST', path: '/staff/requests/:request/tasks/:task', roles: 'OSP', isPersonal: true, other: 404 },
  { method: 'POST', path: '/staff/requests/:request/searches', roles: 'OSP', isPersonal: true, other: 404, body: { system: 'CRM', terms: 'x' } },

  { method: 'GET', path: '/staff/theme', roles: ALL, other: 'own' },
  { method: 'PUT', path: '/staff/theme', roles: 'MP', other: 'own', body: { theme: {} } },

  { method: 'GET', path: '/staff/policies/:policy/drafts', roles: ALL, other: 'own' },
  { method: 'GET', path: '/staff/policies/:policy/drafts/:version', roles: ALL, other: 404 },
  { method: 'PUT', path: '/staff/policies/:policy/drafts/:version', roles: 'P', other: 'own' },
  { method: 'DELETE', path: '/staff/policies/:policy/drafts/:version', roles: 'P', other: 404 },
  { method: 'POST', path: '/staff/policies/:policy/drafts/:version/approval', roles: 'SP', other: 404 },
  { method: 'POST', path: '/staff/policies/:policy/drafts/:version/publication', roles: 'P', other: 404 },
  { method: 'GET', path: '/staff/policies/:policy/readers', roles: ALL, other: 'own' },
  { method: 'POST', path: '/staff/policies/:policy/versions/:version/withdrawal', roles: 'P', other: 422, body: WITHDRAWAL },
]; // prettier-ignore

/**
 * Routes that are none of the staff's: nothing of what staff are opens them, and nothing of it is asked for. 'token':
 * whoever holds the link; 'silent token': the same, and a token that stands for nothing is told nothing; 'session': a visitor's own; 'service key': a program of the site.
 */
export const OTHER_ROUTES: readonly (readonly [
  method: string,
  path: string,
  who: 'anyone' | 'token' | 'silent token' | 'session' | 'service key',
])[] = [
  ['POST', '/staff/sign-in-links', 'anyone'],
  ['POST', '/staff/sessions', 'anyone'],
  ['GET', '/form-previews/:token', 'token'],
  ['GET', '/sites/:site/config', 'anyone'],
  ['GET', '/sites/:site/forms/:form', 'anyone'],
  ['GET', '/sites/:site/policies/:policy', 'anyone'],
  ['GET', '/sites/:site/policies/:policy/versions/:version', 'anyone'],
  ['GET', '/sites/:site/policies/:policy/changes', 'anyone'],
  ['POST', '/operations', 'anyone'],
  ['POST', '/sign-in-links', 'anyone'],
  ['POST', '/sessions', 'anyone'],
  ['POST', '/sessions/by-code', 'anyone'],
  ['DELETE', '/sessions/current', 'session'],
  ['GET', '/me', 'session'],
  ['GET', '/me/details', 'session'],
  ['GET', '/me/permissions', 'session'],
  ['GET', '/me/objections', 'session'],
  ['GET', '/me/requests', 'session'],
  ['POST', '/me/requests/:request/download-links', 'session'],
  ['GET', '/downloads/:token', 'token'],
  ['POST', '/downloads/:token', 'token'],
  ['GET', '/me/receipts', 'session'],
  ['POST', '/permissions/check', 'service key'],
  ['GET', '/confirm/:token', 'token'],
  ['POST', '/confirm/:token', 'token'],
  ['POST', '/confirm/:token/mail', 'silent token'],
  ['POST', '/confirmations', 'session'],
  ['GET', '/unsubscribe/:token', 'silent token'],
  ['POST', '/unsubscribe/:token', 'silent token'],
];
