/** Files: read when they are picked, refused before they are read, kept until they have arrived. */
import { expect } from '@open-wc/testing';
import type { Question } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { definition } from '../helpers/elements-documents.ts';
import { SlowFile } from '../helpers/elements-files.ts';
import { publish } from '../helpers/elements-forms.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

const UNREADABLE = 'The file for “Your CV” could not be read. Choose it again, or another one';
const MAX = 2048;

const pdf = (name = 'cv.pdf', content = '%PDF-1.7'): SlowFile => new SlowFile([content], name);

/** As the browser's own dialog gives it; the very object, so that a test can say what it does. */
function choose(form: FormPanel, file: File): void {
  const input = form.find<HTMLInputElement>('input[type=file][name=cv]');
  const transfer = new DataTransfer();
  transfer.items.add(new File([file], file.name));
  input.files = transfer.files;
  Object.defineProperty(input, 'files', { configurable: true, value: [file] });
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  // From here on the control says itself what it holds.
  Reflect.deleteProperty(input, 'files');
}

/** One that is read at once. */
async function pick(form: FormPanel, name = 'cv.pdf', content = '%PDF-1.7'): Promise<void> {
  const file = pdf(name, content);
  file.finish();
  choose(form, file);
  await until(() => chosenIn(form) === name, `Expected ${name} to be chosen`);
}

function chosenIn(form: FormPanel): string | undefined {
  return form.has('#cv-chosen bdi') ? form.find('#cv-chosen bdi').innerText : undefined;
}

const removeIn = (form: FormPanel): HTMLElement => form.find('#cv-chosen ~ button');

describe('<sx-form> files', () => {
  let world: World;
  /** Question → content of the file, for each request. */
  let sent: Promise<Record<string, string>>[];
  beforeEach(() => {
    world = createWorld();
    sent = [];
    const { backend } = world;
    const { fetch } = backend;
    // The backend of these tests reads JSON; what comes with files is taken apart before it.
    backend.fetch = (input, init) => {
      const body = init?.body;
      if (!(body instanceof FormData)) return fetch(input, init);
      const files = [...body].flatMap(([name, value]) =>
        typeof value === 'string' ? [] : [{ name, value }],
      );
      sent.push(
        Promise.all(files.map(async ({ name, value }) => [name, await value.text()] as const)).then((found) =>
          Object.fromEntries(found),
        ),
      );
      return fetch(input, { ...init, body: body.get('delivery') });
    };
    world.reload();
    ask({});
  });
  afterEach(() => world.end());

  const ask = (more: Partial<Extract<Question, { type: 'file' }>>): void => {
    const question: Question = {
      id: 'cv',
      type: 'file',
      label: 'Your CV',
      accept: ['pdf'],
      maxBytes: MAX,
      ...more,
    };
    publish(world, { items: [...definition.items, question] });
  };
  const open = async (): Promise<FormPanel> => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    return form;
  };
  const submissions = (): SubmissionOperation[] =>
    world.backend.operations.filter((operation) => operation.kind === 'submission');
  const lastAnswer = (): unknown => submissions().at(-1)?.payload.answers['cv'];

  it('waits for a file that is still being read, and sends it along', async () => {
    const form = await open();
    const file = pdf();
    choose(form, file);
    expect(file.asked).to.equal(1);
    let tries = 0;
    form.element.addEventListener('sx-submit', () => (tries += 1));
    form.send();
    // What a press of the button does at once has happened when this module is there.
    await import('../../src/elements/form/sending.ts');
    await form.element.updateComplete;
    expect(tries).to.equal(0);
    file.finish();
    await form.shows('Thank you.');
    expect(await Promise.all(sent)).to.deep.equal([{ cv: '%PDF-1.7' }]);
    expect(lastAnswer()).to.deep.equal({ name: 'cv.pdf', size: 8, kind: 'pdf' });
    expect(file.asked).to.equal(1);
  });

  it('says at once that a file could not be read, and takes nothing', async () => {
    const form = await open();
    const file = pdf();
    choose(form, file);
    file.fail();
    await form.until('#cv-error');
    expect(form.find('#cv-error').innerText).to.contain(UNREADABLE);
    expect(chosenIn(form)).to.equal(undefined);
    await expect(form.element).to.be.accessible();
    form.send();
    await form.shows('Thank you.');
    expect(sent).to.have.length(0);
    expect(lastAnswer()).to.equal(undefined);
  });

  it('keeps the file that was picked last, however slow the one before it is', async () => {
    const form = await openForm();
    const slow = pdf('slow.pdf');
    choose(form, slow);
    await pick(form, 'second.pdf', '%PDF-second');
    slow.finish();
    form.type('email', 'ada@example.org');
    form.send();
    await form.shows('Thank you');
    expect(await sent[0]).to.deep.equal({ cv: '%PDF-second' });
  });

  it('takes another file after one that could not be read', async () => {
    const form = await open();
    const file = pdf();
    choose(form, file);
    file.fail();
    await form.until('#cv-error');
    await pick(form, 'other.pdf');
    expect(form.has('#cv-error')).to.equal(false);
    form.send();
    await form.shows('Thank you.');
    expect(lastAnswer()).to.deep.include({ name: 'other.pdf' });
  });

  for (const [what, file, words] of [
    ['larger than the limit', () => pdf('cv.pdf', 'x'.repeat(MAX + 1)), 'Choose a file of 2 kB at most'],
    ['of a wrong kind', () => pdf('cv.exe'), 'Choose a file of the kind PDF'],
    ['empty', () => pdf('cv.pdf', ''), 'Choose a file that is not empty'],
  ] as const) {
    it(`refuses a file that is ${what} without reading it`, async () => {
      const form = await open();
      const wrong = file();
      choose(form, wrong);
      await form.until('#cv-error');
      expect(form.find('#cv-error').innerText).to.contain(words);
      expect(wrong.asked).to.equal(0);
      form.send();
      await form.until('[part=summary]');
      expect(form.problems).to.deep.equal([`${words} for “Your CV”`]);
      expect(wrong.asked).to.equal(0);
      expect(world.backend.operations).to.have.length(0);
    });
  }

  it('leads from the summary to the button that removes a wrong file', async () => {
    const form = await open();
    choose(form, pdf('cv.exe'));
    await form.until('#cv-error');
    form.send();
    await form.until('[part=summary]');
    form.find('[part=summary] a').click();
    expect(form.focused).to.equal(removeIn(form));
  });

  it('keeps a file through a refusal and sends it again', async () => {
    const form = await open();
    await pick(form);
    world.backend.refusal = {
      code: 'validation',
      errors: [{ pointer: '/operation/payload/answers/email', code: 'not-an-email' }],
    };
    form.send();
    await form.until('[part=summary]');
    expect(chosenIn(form)).to.equal('cv.pdf');
    world.backend.refusal = undefined;
    form.send();
    await form.shows('Thank you.');
    expect(await Promise.all(sent)).to.deep.equal([{ cv: '%PDF-1.7' }, { cv: '%PDF-1.7' }]);
    expect(new Set(submissions().map(({ id }) => id)).size).to.equal(2);
  });

  it('brings a file of an earlier visit back when that was refused', async () => {
    let form = await open();
    await pick(form);
    world.backend.offline = true;
    form.send();
    await form.shows('Not sent yet.');
    world.reload();
    world.backend.offline = false;
    world.backend.answers.set('/operations', () => Response.error());
    form = await openForm();
    await form.shows('You filled in this form earlier on this device.');
    form.button('Edit').click();
    await until(() => chosenIn(form) === 'cv.pdf', 'Expected the file');
    world.backend.answers.delete('/operations');
    form.send();
    await form.shows('Thank you.');
    expect(await sent.at(-1)).to.deep.equal({ cv: '%PDF-1.7' });
  });

  it('does not send a file whose question is hidden, and has it when the question is back', async () => {
    ask({ showIf: { field: 'industry', is: 'food' } });
    const form = await open();
    form.type('industry', 'food');
    await form.until('#cv');
    await pick(form);
    form.type('industry', 'health');
    await until(() => !form.has('#cv'), 'Expected the question to go');
    world.backend.refusal = { code: 'validation', errors: [] };
    form.send();
    await form.until('[part=summary]');
    expect(sent).to.have.length(0);
    expect(lastAnswer()).to.equal(undefined);
    world.backend.refusal = undefined;
    form.type('industry', 'food');
    await form.until('#cv');
    expect(chosenIn(form)).to.equal('cv.pdf');
    form.send();
    await form.shows('Thank you.');
    expect(await Promise.all(sent)).to.deep.equal([{ cv: '%PDF-1.7' }]);
  });

  it('gives the control back, empty and focused, when a file is removed', async () => {
    const form = await open();
    await pick(form);
    expect(form.focused).to.equal(removeIn(form));
    await expect(form.element).to.be.accessible();
    removeIn(form).click();
    const input = form.find<HTMLInputElement>('#cv');
    await until(() => form.focused === input, 'Expected the focus on the control');
    expect(chosenIn(form)).to.equal(undefined);
    expect(input.value).to.equal('');
    await pick(form, 'other.pdf', '%PDF-2.0');
    form.send();
    await form.shows('Thank you.');
    expect(await Promise.all(sent)).to.deep.equal([{ cv: '%PDF-2.0' }]);
    expect(lastAnswer()).to.deep.include({ name: 'other.pdf' });
  });

  it('takes the same file again after it was removed', async () => {
    const form = await open();
    await pick(form);
    removeIn(form).click();
    await until(() => chosenIn(form) === undefined, 'Expected nothing to be chosen');
    // The browser tells of a change only when the control does not hold the file already.
    expect(form.find<HTMLInputElement>('#cv').files).to.have.length(0);
    await pick(form);
    form.send();
    await form.shows('Thank you.');
    expect(await Promise.all(sent)).to.deep.equal([{ cv: '%PDF-1.7' }]);
  });
});
