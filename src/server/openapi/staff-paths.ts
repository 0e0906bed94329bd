/** The routes of the people who run a site. Whoever changes something in a session sends `X-CSRF-Token` along. */
import { body, form, inPath, json, policy, problem, token, version } from './parts.ts';

const person = inPath('person', 'Id of one of the people of the site');
const credential = inPath('credential', 'Id of a passkey');
export const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The revision that was seen, quoted',
  schema: { type: 'string' },
};

interface Described {
  parameters?: object[];
  body?: string;
  /** What is answered where it went well; nothing: 204. */
  answers?: Record<number, object>;
  /** Besides those of who may not. */
  problems?: number[];
  /** Sessions only: keys are for programs. */
  isSessionOnly?: boolean;
}

export function staff(summary: string, described: Described): object {
  const { parameters = [], problems = [], isSessionOnly = false } = described;
  const { answers = { 204: { description: 'Done' } } } = described;
  const withBody = described.body === undefined ? {} : { requestBody: body(described.body) };
  const refused = [401, 403, ...problems, ...(described.body === undefined ? [] : [413, 415, 422])];
  return {
    summary,
    parameters,
    security: [{ staffSession: [] }, ...(isSessionOnly ? [] : [{ staffKey: [] }])],
    ...withBody,
    responses: { ...answers, ...Object.fromEntries(refused.map((status) => [status, problem])) },
  };
}

const open = (summary: string, schema: string, answers: Record<number, object>) => ({
  summary,
  requestBody: body(schema),
  responses: { ...answers, 403: problem, 422: problem },
});

const REVISED = [404, 412, 428];

const SESSIONS = {
  '/v1/staff/sign-in-links': {
    post: open('Ask for a sign-in mail', 'StaffLink', { 202: json('Always the same') }),
  },
  '/v1/staff/sessions': {
    post: open('Trade a link token for a session', 'StaffSession', {
      201: json('Who is signed in; the session is a cookie'),
      410: problem,
    }),
  },
  '/v1/staff/sessions/current': {
    get: staff('Who is signed in', {
      answers: { 200: json('Person, roles, CSRF token') },
      isSessionOnly: true,
    }),
    delete: staff('Sign out', { isSessionOnly: true }),
  },
  '/v1/staff/sessions/current/passkey/options': {
    post: staff('Begin to show a passkey', {
      answers: { 200: json('For navigator.credentials.get()') },
      isSessionOnly: true,
    }),
  },
  '/v1/staff/sessions/current/passkey': {
    post: staff('Show a passkey', {
      body: 'ShownPasskey',
      answers: { 200: json('Who is signed in') },
      isSessionOnly: true,
    }),
  },
  '/v1/staff/passkeys': {
    get: staff('One’s own passkeys', { answers: { 200: json('Passkeys') }, isSessionOnly: true }),
    post: staff('Keep a new passkey', {
      body: 'NewPasskey',
      answers: { 201: json('Passkey') },
      isSessionOnly: true,
    }),
  },
  '/v1/staff/passkeys/options': {
    post: staff('Begin to make a passkey', {
      answers: { 200: json('For navigator.credentials.create()') },
      isSessionOnly: true,
    }),
  },
  '/v1/staff/passkeys/{credential}': {
    delete: staff('Give a passkey up', { parameters: [credential], problems: [404], isSessionOnly: true }),
  },
};

const PEOPLE = {
  '/v1/staff/people': {
    get: staff('Who works on the site', { answers: { 200: json('People') } }),
    post: staff('Let somebody work on the site', { body: 'NewPerson', answers: { 201: json('Person') } }),
  },
  '/v1/staff/people/{person}': {
    put: staff('Change a name or roles', {
      parameters: [person, ifMatch],
      body: 'PersonChange',
      answers: { 200: json('Person; the revision as ETag') },
      problems: [...REVISED, 409],
    }),
    delete: staff('Let somebody go', { parameters: [person, ifMatch], problems: [...REVISED, 409] }),
  },
  '/v1/staff/people/{person}/passkeys': {
    delete: staff('Forget the passkeys of somebody who lost theirs', {
      parameters: [person, ifMatch],
      problems: REVISED,
    }),
  },
  '/v1/staff/audit': {
    get: staff('Who did what, newest first', {
      parameters: [{ name: 'below', in: 'query', schema: { type: 'integer' } }],
      answers: { 200: json('Up to 100 entries below that number') },
    }),
  },
  '/v1/staff/audit/check': {
    get: staff('Whether the record is as it was written', {
      answers: { 200: json('How many entries, and the first that is not') },
    }),
  },
};

const LOOK = {
  '/v1/staff/theme': {
    get: staff('The look of the site', { answers: { 200: json('Theme; its ETag is for If-Match') } }),
    put: staff('Publish another look; refused where its colours cannot be read on each other', {
      parameters: [{ ...ifMatch, description: 'The ETag of the look that was seen' }],
      body: 'ThemeChange',
      answers: { 200: json('Theme; its ETag is for If-Match') },
      problems: REVISED,
    }),
  },
};

const draft = [form, ifMatch];

const FORMS = {
  '/v1/staff/site': {
    get: staff('What forms are held against', { answers: { 200: json('Site document, kinds of data') } }),
  },
  '/v1/staff/forms': {
    get: staff('Forms of the site, with versions and drafts', { answers: { 200: json('Forms') } }),
  },
  '/v1/staff/library': {
    get: staff('What forms share: questions of the library, words of consent', {
      answers: { 200: json('Questions and the forms that take them; wordings, since when, and who agreed') },
    }),
  },
  '/v1/staff/forms/{form}/draft': {
    get: staff('The draft of a form', {
      parameters: [form],
      answers: { 200: json('The file as it was written; its revision as ETag') },
      problems: [404],
    }),
    put: staff('Save a draft; If-Match is needed where there is one already', {
      parameters: draft,
      body: 'FormDraft',
      answers: { 200: json('Draft; its revision as ETag') },
      problems: REVISED,
    }),
    delete: staff('Discard a draft', { parameters: draft, problems: REVISED }),
  },
  '/v1/staff/forms/{form}/draft/review': {
    get: staff('What stands between a draft and its publication, and what would change', {
      parameters: [form],
      answers: { 200: json('Findings, changes, and how many agreed to words that are about to change') },
      problems: [404],
    }),
  },
  '/v1/staff/forms/{form}/draft/publication': {
    post: staff('Publish a draft', {
      parameters: draft,
      body: 'FormPublication',
      answers: { 201: json('The version') },
      problems: REVISED,
    }),
  },
  '/v1/staff/forms/{form}/draft/preview-links': {
    post: staff('Make a link to a draft, for 7 days', {
      parameters: [form],
      answers: { 201: json('Address, and when it ends') },
      problems: [404],
    }),
  },
  '/v1/staff/forms/{form}/versions': {
    get: staff('Published versions, newest first', {
      parameters: [form],
      answers: { 200: json('Versions with their changes, and who published them') },
    }),
  },
  '/v1/staff/forms/{form}/versions/{version}': {
    get: staff('A published version as it was written', {
      parameters: [form, version],
      answers: { 200: json('The file') },
      problems: [404],
    }),
  },
  '/v1/form-previews/{token}': {
    get: {
      summary: 'A draft, for whoever has its preview link',
      parameters: [token],
      responses: { 200: json('Form and configuration'), 410: problem },
    },
  },
};

const POLICIES = {
  '/v1/staff/policies/{policy}/drafts': {
    get: staff('Policy versions that people work on', {
      parameters: [policy],
      answers: { 200: json('Drafts') },
    }),
  },
  '/v1/staff/policies/{policy}/drafts/{version}': {
    get: staff('A draft, and what stands between it and its publication', {
      parameters: [policy, version],
      answers: { 200: json('Draft with its review; its revision as ETag') },
      problems: [404],
    }),
    put: staff('Save a draft; one that is there already needs If-Match', {
      parameters: [policy, version, { ...ifMatch, required: false }],
      body: 'PolicyDraft',
      answers: { 200: json('Draft with its review') },
      problems: [412, 428],
    }),
    delete: staff('Give a draft up', { parameters: [policy, version, ifMatch], problems: REVISED }),
  },
  '/v1/staff/policies/{policy}/drafts/{version}/approval': {
    post: staff('Approve as the second person', {
      parameters: [policy, version, ifMatch],
      answers: { 200: json('Draft with its review') },
      problems: REVISED,
    }),
  },
  '/v1/staff/policies/{policy}/drafts/{version}/publication': {
    post: staff('Publish a draft, or schedule it', {
      parameters: [policy, version, ifMatch],
      answers: { 200: json('Its review') },
      problems: [...REVISED, 422],
    }),
  },
  '/v1/staff/policies/{policy}/readers': {
    get: staff('How often the changes of a version were said to be read, by day', {
      parameters: [policy],
      answers: { 200: json('Numbers; they lead to nobody') },
    }),
  },
  '/v1/staff/policies/{policy}/versions/{version}/withdrawal': {
    post: staff('Take back a version that is announced', {
      parameters: [policy, version],
      body: 'PolicyWithdrawal',
    }),
  },
};

export const STAFF_PATHS = { ...SESSIONS, ...PEOPLE, ...FORMS, ...LOOK, ...POLICIES };
