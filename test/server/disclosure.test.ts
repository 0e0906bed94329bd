/** To which part of a submission an answer belongs, whatever the author of a form calls it (S-11). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Question } from '../../src/protocol/form-definition.schema.ts';
import { FORM_KINDS } from '../../src/protocol/terms.ts';
import { kindsFor, partOf, partsFor } from '../../src/server/staff/disclosure.ts';

const text = (id: string, data?: string): Question => ({
  id,
  type: 'text',
  label: 'A question',
  ...(data === undefined ? {} : { data }),
});

describe('parts of a submission', () => {
  test('are told by the type of question first, then by the data, then by the id', () => {
    for (const [question, part] of [
      [{ id: 'name', type: 'phone', label: 'How do we reach you?', data: 'message' }, 'phone'],
      [{ id: 'name', type: 'file', label: 'A drawing', accept: ['pdf'], data: 'name' }, 'document'],
      [{ id: 'topic', type: 'address', label: 'Where?', data: 'reason' }, 'postal-address'],
      [{ id: 'x', type: 'email', label: 'Your address', data: 'name' }, 'email'],
      [text('message', 'name'), 'name'],
      [text('name', 'health'), 'other'],
      [text('message'), 'message'],
      [text('what-else'), 'other'],
    ] satisfies [Question, string][]) {
      assert.equal(partOf('contact', question), part, JSON.stringify(question));
    }
  });

  test('of an application are documents where they are written, whatever they are called', () => {
    const written: Question = { id: 'name', type: 'textarea', label: 'About you', data: 'name' };
    const portfolio: Question = { id: 'link', type: 'url', label: 'Your work', data: 'reason' };
    for (const question of [written, portfolio]) {
      for (const kind of FORM_KINDS) {
        assert.equal(partOf(kind, question) === 'document', kind === 'employment-application', kind);
      }
    }
  });

  test('are none of a form whose kind a role does not see, and nobody without a role sees one', () => {
    for (const role of ['marketing', 'support', 'accounts'] as const) {
      for (const kind of ['employment-application', 'survey'] as const) {
        assert.equal(kindsFor([role]).includes(kind), false, `${role} ${kind}`);
        assert.equal(partsFor([role], kind).size, 0, `${role} ${kind}`);
      }
      for (const kind of FORM_KINDS) assert.equal(partsFor([role], kind).has('document'), false, kind);
    }
    assert.deepEqual(kindsFor([]), []);
  });
});
