/** What visitors meet when several things happen at once: earlier submissions, languages, failing storage. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { OutboxEntry } from '../../src/client/outbox-entry.ts';
import { entryIn } from '../../src/elements/form/controls.ts';
import { HALF_DATE } from '../../src/elements/form/entered.ts';
import { setLocale } from '../../src/locales/localize.ts';
import type { Condition } from '../../src/protocol/condition.schema.ts';
import type { FormDefinition, Question } from '../../src/protocol/form-definition.schema.ts';
import type { Operation, SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { definition } from '../helpers/elements-documents.ts';
import { gate, pauseInTyping, ScriptedStorage } from '../helpers/elements-files.ts';
import { keepingDrafts, publish } from '../helpers/elements-forms.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

type Items = FormDefinition['items'];

const REFUSED = 'Not sent: it was not accepted. Saved on this device until you send, edit or discard it.';
const EARLIER = 'You filled in this form earlier on this device.';
const OFFER = 'Continue where you left off?';
const LATE = 'What you took back had already arrived.';

const withQuestion = (question: Question): Items => [question, ...definition.items];

function isButton(form: FormPanel, words: string): boolean {
  return form.all('button').some((button) => button.innerText.trim() === words);
}

/** As somebody at a keyboard does it: a click by code alone would leave the focus where it was. */
function press(form: FormPanel, words: string): void {
  const button = form.button(words);
  button.focus();
  expect(form.focused).to.equal(button);
  button.click();
}

function isInside(form: FormPanel): boolean {
  return document.activeElement === form.element && form.focused !== null;
}

function submissionIn(operations: readonly Operation[], place = -1): SubmissionOperation {
  const operation = operations.at(place);
  if (operation?.kind !== 'submission') throw new Error('Expected a submission');
  return operation;
}

describe('<sx-form> beside an earlier submission', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const waiting = (): Promise<OutboxEntry[]> => world.client.outbox.list();

  /** Sent without a network; then the visitor comes back, and the backend does not answer. */
  const leave = async (email: string): Promise<void> => {
    const form = await openForm();
    form.type('email', email);
    world.backend.offline = true;
    form.send();
    await form.shows('Not sent yet.');
    world.reload();
    world.backend.offline = false;
    world.backend.answers.set('/operations', () => Response.error());
  };

  it('keeps what was typed when the earlier one is refused, and the earlier one as well', async () => {
    await leave('earlier@example.org');
    const [earlier] = await waiting();
    const form = await openForm();
    await form.shows(EARLIER);
    form.type('message', 'Another');
    world.backend.answers.delete('/operations');
    world.backend.refusal = {
      code: 'validation',
      errors: [{ pointer: '/operation/payload/answers/email', code: 'not-an-email' }],
    };
    form.button('Try now').click();
    await form.shows(REFUSED);
    expect(form.text).to.contain(EARLIER);
    expect(form.value('message')).to.equal('Another');
    expect(form.value('email')).to.equal('');
    expect(form.has('[part=summary]')).to.equal(false);
    expect(isButton(form, 'Try now')).to.equal(false);
    await expect(form.element).to.be.accessible();

    world.backend.refusal = undefined;
    form.type('email', 'ada@example.org');
    form.send();
    await form.shows('Thank you.');
    expect(submissionIn(world.backend.operations).payload.answers).to.deep.include({ message: 'Another' });
    const left = await waiting();
    expect(left.map(({ operation }) => operation.id)).to.deep.equal([earlier?.operation.id]);
    expect(left[0]?.refusal?.code).to.equal('validation');
  });

  it('offers Edit for the earlier one only while nothing else was typed', async () => {
    await leave('earlier@example.org');
    const form = await openForm();
    await form.shows(EARLIER);
    expect(isButton(form, 'Edit')).to.equal(true);
    form.type('message', 'Another');
    await until(() => !isButton(form, 'Edit'), 'Expected no button that overwrites what was typed');
    expect(isButton(form, 'Discard')).to.equal(true);
    form.button('Discard').click();
    await form.says('Discarded. Nothing was sent.');
    expect(form.value('message')).to.equal('Another');
    expect(await waiting()).to.deep.equal([]);
  });

  it('shows the other one after one of two was taken back for editing', async () => {
    await leave('first@example.org');
    await leave('second@example.org');
    expect(await waiting()).to.have.length(2);
    const form = await openForm();
    await form.shows(EARLIER);
    form.button('Edit').click();
    await form.says('Not sent. You can change your answers now.');
    expect(form.value('email')).to.equal('second@example.org');
    const [other, ...more] = await waiting();
    expect(more).to.deep.equal([]);
    expect(submissionIn(other ? [other.operation] : []).payload.answers['email']).to.equal(
      'first@example.org',
    );
    expect(form.text).to.contain(EARLIER);
    form.button('Discard').click();
    await until(() => !form.text.includes(EARLIER), 'Expected the panel to go');
    await until(async () => (await waiting()).length === 0, 'Expected an empty outbox');
  });

  it('shows the earlier one after this visit’s was discarded', async () => {
    await leave('first@example.org');
    const form = await openForm();
    await form.shows(EARLIER);
    form.type('email', 'second@example.org');
    form.send();
    await until(() => !form.has('form'), 'Expected a panel in place of the form');
    form.button('Discard').click();
    await form.says('Discarded. Nothing was sent.');
    expect(form.text).to.contain(EARLIER);
    expect(await waiting()).to.have.length(1);
  });
});

describe('<sx-form> numbers in two languages', () => {
  const items = withQuestion({ id: 'price', type: 'number', label: 'Price' });
  let world: World;
  beforeEach(async () => {
    world = createWorld();
    publish(world, keepingDrafts({ items }));
    await setLocale('de');
  });
  afterEach(() => world.end());

  it('means the same number after the language has changed', async () => {
    const form = await openForm();
    form.type('price', '1.500');
    await setLocale('en');
    await until(() => form.value('price') === '1500', 'Expected the number as English writes it');
    form.type('email', 'ada@example.org');
    form.send();
    await form.shows('Thank you.');
    expect(submissionIn(world.backend.operations).payload.answers['price']).to.equal(1500);
  });

  it('leaves alone what is no number', async () => {
    const form = await openForm();
    form.type('price', 'viel');
    await setLocale('en');
    await form.shows('Price');
    await form.element.updateComplete;
    expect(form.value('price')).to.equal('viel');
  });

  for (const [typed, spelled, sent] of [
    ['1.500', '1500', 1500],
    ['3,5', '3.5', 3.5],
  ] as const) {
    it(`reads a draft of the other language: ${typed}`, async () => {
      let form = await openForm();
      form.type('price', typed);
      form.find<HTMLInputElement>('#keep-draft').click();
      await until(async () => {
        const draft = await world.client.drafts.read('subscription');
        return typeof draft === 'object' && draft.answers['price'] === typed;
      }, 'Expected a draft');
      world.reload();
      await setLocale('en');
      form = await openForm();
      await form.shows(OFFER);
      form.button('Continue').click();
      await until(() => form.value('price') === spelled, 'Expected the number as English writes it');
      form.type('email', 'ada@example.org');
      form.send();
      await form.shows('Thank you.');
      expect(submissionIn(world.backend.operations).payload.answers['price']).to.equal(sent);
    });
  }
});

describe('<sx-form> drafts on a device that fails', () => {
  let device: ScriptedStorage;
  let world: World;
  beforeEach(() => {
    device = new ScriptedStorage();
    world = createWorld({ storage: device.storage });
    publish(world, keepingDrafts());
  });
  afterEach(async () => {
    await world.end();
    device.end();
  });

  const box = (form: FormPanel): HTMLInputElement => form.find<HTMLInputElement>('#keep-draft');
  const keptAnswers = async (): Promise<unknown> => {
    const draft = await world.client.drafts.read('subscription');
    return typeof draft === 'object' ? draft.answers : draft;
  };
  /** Typing something stores nothing. */
  const storesNothing = async (form: FormPanel): Promise<void> => {
    const before = device.writes;
    form.type('message', 'Later');
    await pauseInTyping();
    expect(device.writes).to.equal(before);
    expect(box(form).checked).to.equal(false);
  };

  it('says that it could not delete, and stores nothing more', async () => {
    const form = await openForm();
    form.type('name', 'Ada');
    box(form).click();
    await form.shows('Saved on this device.');
    device.failing = 'delete';
    box(form).click();
    await form.shows('This browser could not delete them.');
    expect(box(form).checked).to.equal(false);
    await storesNothing(form);
    expect(form.text).to.contain('This browser could not delete them.');
    expect(await keptAnswers()).to.deep.equal({ name: 'Ada' });
    await expect(form.element).to.be.accessible();
  });

  it('says that it could not save, and stores nothing while the box is empty', async () => {
    const form = await openForm();
    form.type('name', 'Ada');
    await until(() => form.has('#keep-draft'), 'Expected the offer');
    device.failing = 'write';
    box(form).click();
    await form.shows('This browser could not save them.');
    expect(box(form).checked).to.equal(false);
    await storesNothing(form);
    expect(form.text).to.contain('This browser could not save them.');
    expect(await keptAnswers()).to.equal(undefined);
    box(form).click();
    await form.shows('Saved on this device.');
    expect(form.text).not.to.contain('could not save');
  });

  it('makes no second offer while it asks whether to go on, and keeps what was typed meanwhile', async () => {
    let form = await openForm();
    form.type('name', 'Ada');
    form.type('message', 'Hello');
    box(form).click();
    await form.shows('Saved on this device.');
    world.reload();
    form = await openForm();
    await form.shows(OFFER);
    expect(form.has('#keep-draft')).to.equal(false);
    form.type('name', 'Grace');
    form.button('Continue').click();
    await until(() => form.value('message') === 'Hello', 'Expected the answers');
    expect(form.value('name')).to.equal('Grace');
    expect(box(form).checked).to.equal(true);
  });
});

describe('<sx-form> half a date', () => {
  const items = withQuestion({ id: 'day', type: 'date', label: 'Day' });
  const words = 'Give a day, month and year that exist for “Day”';
  let world: World;
  beforeEach(() => {
    world = createWorld();
    publish(world, keepingDrafts({ items }));
  });
  afterEach(() => world.end());

  /** Types one part of a date; what is written into the control from then on. */
  const begin = async (form: FormPanel): Promise<string[]> => {
    const control = form.find<HTMLInputElement>('[name="day"]');
    control.focus();
    await sendKeys({ press: '1' });
    // Where a date is not typed in parts, half of one cannot stand in it: the control only says so.
    if (!control.validity.badInput) Object.defineProperty(control, 'validity', { value: { badInput: true } });
    const written: string[] = [];
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    Object.defineProperty(control, 'value', {
      get: () => own?.get?.call(control) as string,
      set: (value: string) => {
        written.push(value);
        own?.set?.call(control, value);
      },
    });
    return written;
  };

  it('is told at every attempt and never erased', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    const written = await begin(form);
    expect(entryIn(form.root, { id: 'day', type: 'date', label: 'Day' })).to.equal(HALF_DATE);
    form.send();
    await form.until('#day-error');
    expect(form.problems).to.deep.equal([words]);
    let again = false;
    form.element.addEventListener('sx-invalid', () => (again = true));
    form.send();
    await until(() => again, 'Expected to be told again');
    await form.element.updateComplete;
    expect(form.problems).to.deep.equal([words]);
    expect(written).to.deep.equal([]);
    expect(form.find<HTMLInputElement>('#day').validity.badInput).to.equal(true);
    expect(world.backend.operations).to.have.length(0);
  });

  it('is never kept', async () => {
    const form = await openForm();
    await begin(form);
    form.send();
    await form.until('#day-error');
    form.type('name', 'Ada');
    form.find<HTMLInputElement>('#keep-draft').click();
    await form.shows('Saved on this device.');
    const draft = await world.client.drafts.read('subscription');
    if (typeof draft !== 'object') throw new Error('Expected a draft');
    expect(draft.answers).to.deep.include({ name: 'Ada' });
    expect(draft.answers).not.to.have.property('day');
  });
});

describe('<sx-form> definitions of a later version', () => {
  let world: World;
  let uncaught: string[];
  const note = (event: Event): void => {
    uncaught.push(event.type);
  };
  beforeEach(() => {
    world = createWorld();
    uncaught = [];
    for (const type of ['error', 'unhandledrejection']) addEventListener(type, note);
  });
  afterEach(() => {
    for (const type of ['error', 'unhandledrejection']) removeEventListener(type, note);
    return world.end();
  });

  const unknown = { field: 'name', startsWith: 'A' } as unknown as Condition;
  const text = (id: string, showIf?: Condition): Question => ({
    id,
    type: 'text',
    label: 'Later',
    ...(showIf === undefined ? {} : { showIf }),
  });
  for (const [what, items] of [
    ['a condition of an unknown kind', [...definition.items, text('later', unknown)]],
    [
      'an unknown condition in a group',
      [...definition.items, text('later', { any: [{ field: 'name', filled: true }, unknown] } as Condition)],
    ],
    ['an item called like a part of the language', withQuestion(text('constructor'))],
  ] as const) {
    it(`says that the form is not available: ${what}`, async () => {
      publish(world, { items: [...items] });
      const codes: unknown[] = [];
      const hear = (event: Event): number => codes.push((event as CustomEvent<{ code: string }>).detail.code);
      document.addEventListener('sx-error', hear);
      const form = await openForm();
      document.removeEventListener('sx-error', hear);
      expect(form.text).to.contain('This form is not available at the moment.');
      expect(form.has('form')).to.equal(false);
      expect(codes).to.deep.equal(['broken']);
      expect(uncaught).to.deep.equal([]);
    });
  }
});

describe('<sx-form> a receipt that comes late', () => {
  let device: ScriptedStorage;
  let world: World;
  beforeEach(() => {
    device = new ScriptedStorage();
    world = createWorld({ storage: device.storage });
  });
  afterEach(async () => {
    await world.end();
    device.end();
  });

  /** The first submission is on its way; its answers are back in the form, and changed. */
  const change = async (): Promise<FormPanel> => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    form.type('message', 'first');
    form.send();
    await form.shows('Not sent yet. Saved on this device; we are sending it now.');
    form.button('Edit').click();
    await form.says('Not sent. You can change your answers now.');
    form.type('message', 'second');
    return form;
  };

  it('is noted beside the second submission, which goes its own way', async () => {
    const first = gate();
    const second = gate();
    world.backend.gate = first.passed;
    const form = await change();
    form.send();
    await until(
      async () => (await world.client.outbox.list()).length === 1,
      'Expected the second to be kept',
    );
    world.backend.gate = second.passed;
    first.open();
    await form.shows(LATE);
    await form.shows('Not sent yet. Saved on this device; we are sending it now.');
    expect(form.text).to.contain(LATE);
    expect(form.has('form')).to.equal(false);
    second.open();
    await form.shows('Thank you.');
    expect(form.text).to.contain(LATE);
    expect(submissionIn(world.backend.operations).payload.answers['message']).to.equal('second');
  });

  it('is noted even while the second one is only being saved', async () => {
    const first = gate();
    const saving = gate();
    world.backend.gate = first.passed;
    const form = await change();
    device.holding = saving.passed;
    form.send();
    await until(() => device.holding === undefined, 'Expected the second to be on its way to the device');
    first.open();
    await form.shows(LATE);
    saving.open();
    await form.shows('Thank you.');
    expect(form.text).to.contain(LATE);
    expect(submissionIn(world.backend.operations).payload.answers['message']).to.equal('second');
  });
});

describe('<sx-form> anonymous answers', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const { 'privacy-notice': notice } = definition.consents;
  const anonymous: Partial<FormDefinition> = {
    anonymous: true,
    items: [
      { id: 'remark', type: 'text', label: 'Your remark' },
      { id: 'your-data', ask: ['privacy-notice'] },
    ],
    consents: notice === undefined ? {} : { 'privacy-notice': notice },
  };
  const stored = async (prefix: string): Promise<string[]> => {
    const storage = createDeviceStorage(world.site);
    const entries = await storage.list(prefix);
    storage.close();
    return entries.map(([key]) => key);
  };
  const send = async (): Promise<SubmissionOperation> => {
    const form = await openForm();
    form.type(form.has('[name=remark]') ? 'remark' : 'email', 'ada@example.org');
    form.send();
    await form.shows('Thank you.');
    return submissionIn(world.backend.operations);
  };

  it('leave nothing on the device and lead nowhere, even in a session', async () => {
    publish(world, anonymous);
    await world.client.session.signIn('good-token');
    const operation = await send();
    expect(operation.device).to.equal(null);
    expect(operation.id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(operation.madeAt).to.match(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/);
    expect(world.backend.authorizations).to.deep.equal([null]);
    for (const prefix of ['receipts:', 'meta:', 'outbox:']) expect(await stored(prefix)).to.deep.equal([]);
  });

  it('differ in that from the usual ones', async () => {
    const operation = await send();
    expect(operation.device?.act).to.equal(1);
    expect(await stored('receipts:')).to.deep.equal([`receipts:${operation.id}`]);
    expect(await stored('meta:')).not.to.deep.equal([]);
  });
});

describe('<sx-form> names and focus', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const untilInside = async (form: FormPanel, gone: string): Promise<void> => {
    await until(() => !form.text.includes(gone), `Expected "${gone}" to go`);
    await until(() => isInside(form), 'Expected the focus inside the element');
  };

  it('describes a scale by what its ends mean', async () => {
    const scale: Question = {
      id: 'taste',
      type: 'scale',
      label: 'Taste',
      from: 1,
      to: 5,
      low: 'Bad',
      high: 'Good',
    };
    publish(world, { items: withQuestion(scale) });
    const form = await openForm();
    const ids = form.find('[role=radiogroup]').getAttribute('aria-describedby')?.split(' ') ?? [];
    const words = ids.map((id) => form.find(`[id="${id}"]`).innerText).join(' ');
    expect(words).to.match(/1: Bad\s+5: Good/);
    await expect(form.element).to.be.accessible();
  });

  it('tells which parts of an address are required, and which are missing', async () => {
    publish(world, {
      items: withQuestion({ id: 'home', type: 'address', label: 'Home', required: true }),
    });
    const form = await openForm();
    const marked = (attribute: string): string[] =>
      form.all(`[data-of="home"][${attribute}=true]`).map((control) => control.id);
    const needed = ['home.street', 'home.town', 'home.country'];
    expect(marked('aria-required')).to.have.members(needed);
    expect(marked('aria-invalid')).to.deep.equal([]);
    form.send();
    await form.until('#home-error');
    expect(marked('aria-invalid')).to.have.members(needed);
    await expect(form.element).to.be.accessible();
  });

  it('stays inside after Start again', async () => {
    publish(world, keepingDrafts());
    await world.client.drafts.save(
      { form: 'subscription', version: 3, language: 'en', answers: { name: 'Ada' } },
      7,
    );
    const form = await openForm();
    await form.shows(OFFER);
    press(form, 'Start again');
    await untilInside(form, OFFER);
  });

  it('stays inside after Close on answers that were kept too long', async () => {
    publish(world, keepingDrafts());
    await world.client.drafts.save({ form: 'subscription', version: 3, language: 'en', answers: {} }, -1);
    const form = await openForm();
    await form.shows('were deleted');
    press(form, 'Close');
    await untilInside(form, 'were deleted');
  });

  it('stays inside after Close on what has changed', async () => {
    publish(world, keepingDrafts());
    await world.client.drafts.save(
      { form: 'subscription', version: 2, language: 'en', answers: { gone: 'x' } },
      7,
    );
    const form = await openForm();
    await form.shows(OFFER);
    press(form, 'Continue');
    await untilInside(form, OFFER);
    await form.shows('We have changed this form since you left.');
    press(form, 'Close');
    await untilInside(form, 'We have changed this form');
  });
});
