/** The table of answers, by hand: every row is operated in a real form as a visitor would. */
import { expect } from '@open-wc/testing';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { ANSWER_ROWS, ASKED } from '../helpers/answer-table.ts';
import type { AnswerRow, Typed, TypedFile } from '../helpers/answer-table.ts';
import { json } from '../helpers/elements-backend.ts';
import { published } from '../helpers/elements-documents.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

interface Invalid {
  findings: { item: string; code: string }[];
}

function formWith(question: AnswerRow['question']): Partial<FormDefinition> {
  return {
    form: 'one-question',
    kind: 'contact',
    version: 1,
    items: [question, { id: 'your-data', ask: ['privacy-notice'] }],
    consents: { 'privacy-notice': { kind: 'notice', text: 'The [policy](policy:privacy) says more.' } },
    translations: { de: {} },
  };
}

function isFile(typed: Typed): typed is TypedFile {
  return typeof typed === 'object' && !Array.isArray(typed) && typed['content'] instanceof Uint8Array;
}

/** Clicks the control with this name and value. */
function pick(form: FormPanel, name: string, value: string): void {
  form.find(`input[name="${name}"][value="${value}"]`).click();
}

async function choose(form: FormPanel, { name, content }: TypedFile): Promise<void> {
  const input = form.find<HTMLInputElement>(`input[type=file][name="${ASKED}"]`);
  const transfer = new DataTransfer();
  transfer.items.add(new File([content], name));
  input.files = transfer.files;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await form.until(`#${ASKED}-chosen`);
  expect(form.find(`#${ASKED}-chosen bdi`).textContent).to.equal(name);
}

/** What the visitor does; nothing where they leave the control as it is. */
async function operate(form: FormPanel, { type }: AnswerRow, typed: Typed): Promise<void> {
  if (typed === true) {
    form.box(ASKED).click();
  } else if (typeof typed === 'string') {
    if (typed === '' && ['radio', 'scale', 'checkbox', 'file'].includes(type)) return;
    if (type === 'radio' || type === 'scale') pick(form, ASKED, typed);
    else form.type(ASKED, typed);
  } else if (Array.isArray(typed)) {
    for (const option of typed) pick(form, ASKED, option);
  } else if (isFile(typed)) {
    await choose(form, typed);
  } else {
    for (const [part, value] of Object.entries(typed)) {
      if (type === 'matrix') pick(form, `${ASKED}.${part}`, value);
      else form.type(`${ASKED}.${part}`, value);
    }
  }
  await form.element.updateComplete;
}

describe('<sx-form> answers', () => {
  let world: World;
  /** Parts of the last request with files, by name. */
  let parts: Map<string, number>;
  beforeEach(() => {
    world = createWorld();
    parts = new Map();
    const { backend } = world;
    const { fetch } = backend;
    // The backend of these tests reads JSON; what comes with files is taken apart before it.
    backend.fetch = (input, init) => {
      const body = init?.body;
      if (!(body instanceof FormData)) return fetch(input, init);
      for (const [name, value] of body) if (typeof value !== 'string') parts.set(name, value.size);
      return fetch(input, { ...init, body: body.get('delivery') });
    };
    world.reload();
  });
  afterEach(() => world.end());

  const open = async (row: AnswerRow): Promise<FormPanel> => {
    world.backend.answers.set('/forms/one-question', () => json(published(formWith(row.question))));
    if (row.language !== undefined) await setLocale(row.language);
    return openForm('one-question');
  };

  const arrived = async (): Promise<SubmissionOperation> => {
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    return operation;
  };

  for (const row of ANSWER_ROWS) {
    const { typed } = row;
    if (typed === undefined) continue;
    it(`${row.type}, ${row.what}: ${row.code}`, async () => {
      const form = await open(row);
      let invalid: Invalid | undefined;
      form.element.addEventListener('sx-invalid', ({ detail }) => (invalid = detail));
      await operate(form, row, typed);
      form.send();
      await until(
        () => invalid !== undefined || world.backend.operations.length > 0,
        'Expected an answer to sending',
      );
      if (row.code === 'ok') {
        expect(invalid, JSON.stringify(invalid)).to.equal(undefined);
        const { payload } = await arrived();
        expect(payload.answers).to.deep.equal(row.sent === undefined ? {} : { [ASKED]: row.sent });
        expect([...parts]).to.deep.equal(row.content === undefined ? [] : [[ASKED, row.content.byteLength]]);
        return;
      }
      expect(invalid?.findings).to.deep.include({ item: ASKED, code: row.code });
      const place = row.part === undefined ? ASKED : `${ASKED}.${row.part}`;
      await form.until(`[id="${place}-error"]`);
      expect(world.backend.operations).to.have.length(0);
    });
  }
});
