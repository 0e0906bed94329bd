/** The routes of requests, for the people who run a site. */
import { inPath, json } from './parts.ts';
import { ifMatch, staff } from './staff-paths.ts';

const request = inPath('request', 'Id of a request');

const work = (summary: string, schema: string) => ({
  post: staff(summary, {
    parameters: [request, ifMatch],
    body: schema,
    answers: { 200: json('The request as it stands then') },
    problems: [404, 409, 412, 428],
  }),
});

export const REQUEST_PATHS = {
  '/v1/staff/requests': {
    get: staff('Requests, newest first', {
      parameters: ['view', 'kind', 'cursor'].map((name) => ({
        name,
        in: 'query',
        schema: { type: 'string' },
      })),
      answers: { 200: json('Up to 50 requests, and where the next ones begin') },
      problems: [422],
    }),
  },
  '/v1/staff/requests/{request}': {
    get: staff('One request with everything that happened to it', {
      parameters: [request],
      answers: { 200: json('The request; its revision is the ETag') },
      problems: [404],
    }),
  },
  '/v1/staff/requests/{request}/steps': work('Take it a step further', 'RequestStep'),
  '/v1/staff/requests/{request}/messages': work('Write to the person, or a note', 'RequestMessage'),
  '/v1/staff/requests/{request}/lift': work('End a restriction; the person is told', 'RequestLift'),
  '/v1/staff/requests/{request}/tasks/{task}': {
    post: staff('Say that something is deleted by hand', {
      parameters: [request, inPath('task', 'Id of a task of the request'), ifMatch],
      answers: { 200: json('The request as it stands then') },
      problems: [404, 412, 428],
    }),
  },
  '/v1/staff/requests/{request}/searches': work('Note where was looked, and for what', 'RequestSearch'),
};
