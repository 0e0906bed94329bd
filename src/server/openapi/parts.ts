/** What the descriptions of many routes are made of. */
export const problem = { $ref: '#/components/responses/Problem' };
export const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
});
export const page = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});
export const body = (schema: string) => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});
export const inPath = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

export const site = inPath('site', 'Id of a site');
export const form = inPath('form', 'Id of a form');
export const policy = inPath('policy', 'Id of a policy');
export const version = inPath('version', 'Version of the policy');
export const token = inPath('token', 'Token of a mailed link');
export const session = [{ session: [] }];
