/** The HTTP contract as OpenAPI 3.1, generated from the schemas that validate. */
import { formDefinitionSchema } from '../protocol/form-definition.schema.ts';
import { deliverySchema } from '../protocol/operation.schema.ts';
import { policyVersionSchema } from '../protocol/policy.schema.ts';
import { PROBLEM_STATUS, problemType } from '../protocol/problem.ts';
import { siteSchema } from '../protocol/site.schema.ts';
import { VERSION } from '../version.ts';
import { schemaOf } from './json-schemas.ts';
import { draftSchema } from './policies/drafts.ts';
import { withdrawalSchema } from './routes/staff-policies.ts';
import { permissionCheckSchema } from './routes/permission-check.ts';
import { sessionSchema, signInLinkSchema } from './routes/sessions.ts';

const problem = { $ref: '#/components/responses/Problem' };
const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
});
const page = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});
const body = (schema: string) => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});
const inPath = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

const site = inPath('site', 'Id of a site');
const form = inPath('form', 'Id of a form');
const policy = inPath('policy', 'Id of a policy');
const version = inPath('version', 'Version of the policy');
const token = inPath('token', 'Token of a mailed link');
const session = [{ session: [] }];
const staffKey = [{ staffKey: [] }];
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The revision of the draft that was seen, quoted',
  schema: { type: 'string' },
};

export function openApiDocument(publicUrl: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'smartxpo-consent', version: VERSION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    paths: {
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
      '/v1/staff/policies/{policy}/drafts': {
        get: {
          summary: 'Policy versions that people work on',
          parameters: [policy],
          security: staffKey,
          responses: { 200: json('Drafts'), 401: problem },
        },
      },
      '/v1/staff/policies/{policy}/drafts/{version}': {
        get: {
          summary: 'A draft, and what stands between it and its publication',
          parameters: [policy, version],
          security: staffKey,
          responses: { 200: json('Draft with its review; its revision as ETag'), 401: problem, 404: problem },
        },
        put: {
          summary: 'Save a draft',
          description: 'A draft that is there already needs If-Match with the revision that was seen.',
          parameters: [policy, version, { ...ifMatch, required: false }],
          security: staffKey,
          requestBody: body('PolicyDraft'),
          responses: {
            200: json('Draft with its review'),
            401: problem,
            412: problem,
            413: problem,
            415: problem,
            422: problem,
            428: problem,
          },
        },
        delete: {
          summary: 'Give a draft up',
          parameters: [policy, version, ifMatch],
          security: staffKey,
          responses: { 204: { description: 'Gone' }, 401: problem, 404: problem, 412: problem, 428: problem },
        },
      },
      '/v1/staff/policies/{policy}/drafts/{version}/approval': {
        post: {
          summary: 'Approve as the second person',
          parameters: [policy, version, ifMatch],
          security: staffKey,
          responses: {
            200: json('Draft with its review'),
            401: problem,
            403: problem,
            404: problem,
            412: problem,
            428: problem,
          },
        },
      },
      '/v1/staff/policies/{policy}/drafts/{version}/publication': {
        post: {
          summary: 'Publish a draft, or schedule it',
          parameters: [policy, version, ifMatch],
          security: staffKey,
          responses: {
            200: json('Its review'),
            401: problem,
            404: problem,
            412: problem,
            422: problem,
            428: problem,
          },
        },
      },
      '/v1/staff/policies/{policy}/readers': {
        get: {
          summary: 'How often the changes of a version were said to be read, by day',
          parameters: [policy],
          security: staffKey,
          responses: { 200: json('Numbers; they lead to nobody'), 401: problem },
        },
      },
      '/v1/staff/policies/{policy}/versions/{version}/withdrawal': {
        post: {
          summary: 'Take back a version that is announced',
          parameters: [policy, version],
          security: staffKey,
          requestBody: body('PolicyWithdrawal'),
          responses: { 204: { description: 'Withdrawn' }, 401: problem, 422: problem },
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
    },
    components: {
      schemas: {
        Delivery: schemaOf(deliverySchema),
        FormDefinition: schemaOf(formDefinitionSchema),
        PolicyVersion: schemaOf(policyVersionSchema),
        Site: schemaOf(siteSchema),
        SignInLink: schemaOf(signInLinkSchema),
        Session: schemaOf(sessionSchema),
        PermissionCheck: schemaOf(permissionCheckSchema),
        PolicyDraft: schemaOf(draftSchema),
        PolicyWithdrawal: schemaOf(withdrawalSchema),
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: {
              enum: Object.keys(PROBLEM_STATUS).map((code) =>
                problemType(code as keyof typeof PROBLEM_STATUS),
              ),
            },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            operation: { type: 'string', description: 'Id of the operation this is about' },
            errors: { type: 'array', items: { type: 'object', required: ['pointer', 'code'] } },
          },
        },
      },
      responses: {
        Problem: {
          description: 'Problem document (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer' },
        serviceKey: { type: 'http', scheme: 'bearer' },
        staffKey: { type: 'http', scheme: 'bearer' },
        capability: { type: 'apiKey', in: 'header', name: 'Authorization' },
      },
    },
  };
}
