/** A submission with a file. */
import { randomBytes } from 'node:crypto';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { submission } from './operations.ts';

/** Bytes that are taken for a PDF. */
export function pdfOf(size: number): Buffer<ArrayBuffer> {
  const start = Buffer.from('%PDF-1.7\n');
  return Buffer.concat([start, randomBytes(size - start.length)]);
}

/** An application with `file` as its CV; `form` is the sample site's `employment-application`. */
export function application(form: PublishedForm, file: Uint8Array): SubmissionOperation {
  return submission(form, {
    answers: {
      name: 'Ada',
      email: 'ada@applicant.example',
      position: 'flow-analyst',
      'cv-way': 'file',
      cv: { name: 'cv.pdf', size: file.byteLength, kind: 'pdf' },
    },
    ticked: ['statement'],
  });
}
