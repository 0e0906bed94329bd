/** The routes of submissions and correspondence, for the people who run a site. */
import { inPath, json } from './parts.ts';
import { staff } from './staff-paths.ts';

const operation = inPath('operation', 'Id of the operation that brought the submission');
const item = inPath('item', 'Id of the question that a file answers');
const binary = { schema: { type: 'string', format: 'binary' } };

const SUBMISSIONS = {
  '/v1/staff/submissions/search': {
    post: staff('Find submissions by address, form, kind and day, newest first', {
      body: 'SubmissionSearch',
      answers: { 200: json('A page of what the role sees, and where the next one begins') },
    }),
  },
  '/v1/staff/submissions/export': {
    post: staff('All submissions of a form as a file, as far as the role sees them; it is recorded', {
      body: 'SubmissionExport',
      answers: {
        200: {
          description: 'A table in UTF-8 with a byte order mark, or JSON',
          content: { 'text/csv': { schema: { type: 'string' } }, 'application/json': {} },
        },
      },
    }),
  },
  '/v1/staff/submissions/{operation}': {
    get: staff('A submission in full, as far as the role sees it; it is recorded', {
      parameters: [operation],
      answers: { 200: json('Answers, files, choices, and what is permitted now') },
      problems: [404],
    }),
  },
  '/v1/staff/submissions/{operation}/files/{item}': {
    get: staff('A file of a submission; it is recorded', {
      parameters: [operation, item],
      answers: {
        200: { description: 'The file, to be saved', content: { 'application/octet-stream': binary } },
      },
      problems: [404],
    }),
  },
};

const CORRESPONDENCE = {
  '/v1/staff/correspondence': {
    get: staff('What came by mail, post, phone or in person, newest first', {
      parameters: [
        { name: 'kind', in: 'query', schema: { type: 'string' } },
        { name: 'cursor', in: 'query', schema: { type: 'string' } },
      ],
      answers: { 200: json('Up to 50 entries, and where the next ones begin') },
      problems: [422],
    }),
    post: staff('Enter correspondence with the date it truly came; it grants no consent', {
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description: 'The id of the entry, quoted',
          schema: { type: 'string' },
        },
      ],
      body: 'Correspondence',
      answers: { 201: json('The entry; the same again for the same key') },
      problems: [400],
    }),
  },
};

export const SUBMISSION_PATHS = { ...SUBMISSIONS, ...CORRESPONDENCE };
