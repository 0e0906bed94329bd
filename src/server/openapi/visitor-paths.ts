/** The routes of visitors, and of the services of a site. */
import { body, form, inPath, json, page, policy, problem, session, site, token, version } from './parts.ts';

export const VISITOR_PATHS = {
  '/v1/sites/{site}/config': {
    get: {
      summary: 'Published configuration',
      parameters: [site],
      responses: { 200: json('Site document'), 404: problem },
    },
  },
  '/v1/sites/{site}/forms/{form}': {
    get: {
      summary: 'Published form',
      parameters: [site, form],
      responses: { 200: json('Definition, wording hashes, policy version'), 404: problem },
    },
  },
  '/v1/sites/{site}/policies/{policy}': {
    get: {
      summary: 'Versions of a policy',
      parameters: [site, policy, { name: 'after', in: 'query', schema: { type: 'string' } }],
      responses: { 200: json('A page of the policy index, newest first'), 404: problem },
    },
  },
  '/v1/sites/{site}/policies/{policy}/changes': {
    get: {
      summary: 'What changed between two versions, word by word',
      parameters: [
        site,
        policy,
        ...['from', 'to', 'language'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
        {
          name: 'outline',
          in: 'query',
          description: 'Only which sections changed and how, without their words',
          schema: { type: 'string' },
        },
      ],
      responses: { 200: json('Changes; nothing of them where `from` is not known'), 404: problem },
    },
  },
  '/v1/sites/{site}/policies/{policy}/versions/{version}': {
    get: {
      summary: 'One immutable version',
      parameters: [site, policy, version, { name: 'language', in: 'query', schema: { type: 'string' } }],
      responses: { 200: json('Policy version in one language'), 404: problem },
    },
  },
  '/v1/operations': {
    post: {
      summary: 'Every visitor write',
      description:
        'The same operation again gets the same answer and has one effect, for ever. An acknowledgement, ' +
        'and an answer to an anonymous form, has a random id, no device, and the start of the day as its moment.',
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description: 'The operation’s id, quoted',
          schema: { type: 'string' },
        },
      ],
      security: [{}, { session: [] }, { capability: [] }],
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Delivery' } },
          'multipart/form-data': {
            schema: {
              type: 'object',
              description: 'When files belong to it: each in a part named like its question.',
              required: ['delivery'],
              properties: {
                delivery: {
                  type: 'string',
                  contentMediaType: 'application/json',
                  contentSchema: { $ref: '#/components/schemas/Delivery' },
                },
              },
              additionalProperties: { type: 'string', format: 'binary' },
            },
          },
        },
      },
      responses: {
        201: json('Receipt that repeats the operation’s id'),
        400: problem,
        401: problem,
        403: problem,
        413: problem,
        415: problem,
        422: problem,
        503: problem,
      },
    },
  },
  '/v1/sign-in-links': {
    post: {
      summary: 'Ask for a sign-in mail',
      requestBody: body('SignInLink'),
      responses: { 202: json('Always the same'), 422: problem },
    },
  },
  '/v1/sessions': {
    post: {
      summary: 'Trade a link token for a session',
      requestBody: body('Session'),
      responses: { 201: json('Bearer token'), 410: problem },
    },
  },
  '/v1/sessions/by-code': {
    post: {
      summary: 'Trades the six digits of the newest mail for a session; five tries',
      requestBody: body('CodeSession'),
      responses: { 201: json('Bearer token'), 410: problem },
    },
  },
  '/v1/sessions/current': {
    delete: {
      summary: 'Sign out',
      security: session,
      responses: { 204: { description: 'Signed out' }, 401: problem },
    },
  },
  '/v1/me': {
    get: {
      summary: 'Who is signed in',
      security: session,
      responses: { 200: json('Contacts'), 401: problem },
    },
  },
  '/v1/me/details': {
    get: {
      summary: 'What was left with the site',
      security: session,
      responses: { 200: json('Submissions'), 401: problem },
    },
  },
  '/v1/me/permissions': {
    get: {
      summary: 'Permissions per purpose and channel',
      security: session,
      responses: { 200: json('Permissions'), 401: problem },
    },
  },
  '/v1/me/objections': {
    get: {
      summary: 'The two switches: no marketing, no passing on',
      security: session,
      responses: { 200: json('Switches'), 401: problem },
    },
  },
  '/v1/me/requests': {
    get: {
      summary: 'What was asked for under a right, where it stands and what can be done with it',
      security: session,
      responses: { 200: json('Requests'), 401: problem },
    },
  },
  '/v1/me/requests/{request}/download-links': {
    post: {
      summary: 'A new link to the copy of a request; the one before ends',
      security: session,
      parameters: [inPath('request', 'Id of a request of theirs')],
      responses: {
        201: json('The address of the link'),
        401: problem,
        404: problem,
        409: problem,
        410: problem,
      },
    },
  },
  '/v1/downloads/{token}': {
    get: {
      summary: 'Shows a button; changes nothing',
      parameters: [token],
      responses: { 200: page('A page'), 410: page('A page') },
    },
    post: {
      summary: 'Delivers the copy; counts',
      parameters: [token],
      responses: {
        200: { description: 'A ZIP archive', content: { 'application/octet-stream': {} } },
        410: page('A page'),
      },
    },
  },
  '/v1/me/receipts': {
    get: { summary: 'Receipts', security: session, responses: { 200: json('Receipts'), 401: problem } },
  },
  '/v1/permissions/check': {
    post: {
      summary: 'May these be contacted',
      security: [{ serviceKey: [] }],
      requestBody: body('PermissionCheck'),
      responses: { 200: json('Answers with reason and asOf'), 401: problem, 422: problem },
    },
  },
  '/v1/unsubscribe/{token}': {
    get: {
      summary: 'Shows what the link of a mail stops; changes nothing',
      parameters: [token],
      responses: { 200: page('A page, the same for every token that stands for nothing') },
    },
    post: {
      summary: 'Takes the permission back: one click of a mail program (RFC 8058), or a button of the page',
      parameters: [token],
      requestBody: {
        required: true,
        content: Object.fromEntries(
          ['application/x-www-form-urlencoded', 'multipart/form-data'].map((type) => [
            type,
            {
              schema: {
                type: 'object',
                properties: {
                  'List-Unsubscribe': { const: 'One-Click' },
                  stop: { enum: ['this', 'all'] },
                },
              },
            },
          ]),
        ),
      },
      responses: { 200: page('A page; never a redirect'), 413: problem },
    },
  },
  '/v1/confirmations': {
    post: {
      summary: 'The confirmation mail once more, for a session or the capability of that receipt',
      security: [...session, { capability: [] }],
      requestBody: body('Confirmation'),
      responses: { 202: json('Whether or not anything still waits'), 401: problem, 422: problem },
    },
  },
  '/v1/confirm/{token}/mail': {
    post: {
      summary: 'The same for whoever has a link, also one that ran out',
      parameters: [token],
      responses: { 200: page('A page, the same for every token') },
    },
  },
  '/v1/confirm/{token}': {
    get: {
      summary: 'Shows a button; changes nothing',
      parameters: [token],
      responses: { 200: page('A page'), 410: page('A page') },
    },
    post: {
      summary: 'Confirms the address',
      parameters: [token],
      responses: { 200: page('A page'), 410: page('A page') },
    },
  },
};
