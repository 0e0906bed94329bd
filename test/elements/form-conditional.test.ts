/** Questions and steps that come and go: where they stand, what is said, what counts, what is kept. */
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { SxEventDetails } from '../../src/elements/base/events.ts';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { publish } from '../helpers/elements-forms.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

const yesOrNo = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];

/** A trigger with two questions right after it, and one after those. */
const PLAIN: Partial<FormDefinition> = {
  items: [
    { id: 'visit', type: 'radio', label: 'Will you come?', options: yesOrNo },
    {
      id: 'day',
      type: 'text',
      label: 'On which day?',
      required: true,
      showIf: { field: 'visit', is: 'yes' },
    },
    { id: 'reason', type: 'text', label: 'Why not?', showIf: { field: 'visit', is: 'no' } },
    { id: 'guest', type: 'text', label: 'Who is with you?', showIf: { field: 'day', filled: true } },
    { id: 'email', type: 'email', label: 'Email address', required: true },
    { id: 'your-data', ask: ['privacy-notice'] },
  ],
};

/** Three steps, the middle one only for those who exhibit. */
const STEPS: Partial<FormDefinition> = {
  items: [
    { id: 'you', step: 'About you' },
    { id: 'name', type: 'text', label: 'Your name', required: true },
    { id: 'exhibits', type: 'radio', label: 'Do you exhibit?', options: yesOrNo },
    { id: 'stand', step: 'Your stand', showIf: { field: 'exhibits', is: 'yes' } },
    { id: 'size', type: 'number', label: 'Size of your stand', required: true },
    { id: 'end', step: 'Before you send' },
    { id: 'email', type: 'email', label: 'Email address', required: true },
    { id: 'your-data', ask: ['privacy-notice'] },
  ],
};

describe('<sx-form> with conditions', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const open = (changed: Partial<FormDefinition>): Promise<FormPanel> => {
    publish(world, changed);
    return openForm();
  };
  const sent = async (): Promise<SubmissionPayload> => {
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    return operation.payload;
  };
  const pick = async (form: FormPanel, question: string, option: string): Promise<void> => {
    const radio = form.find(`[name="${question}"][value="${option}"]`);
    radio.focus();
    radio.click();
    await form.element.updateComplete;
  };
  /** Ids of the questions on the screen, in the order of the document. */
  const questions = (form: FormPanel): string[] => [
    ...new Set(form.all('[data-of]').map(({ dataset }) => dataset['of'] ?? '')),
  ];
  const stepTitle = (form: FormPanel): string =>
    form.find('[part=step]').innerText.replaceAll(/\s+/g, ' ').trim();
  const goOn = async (form: FormPanel): Promise<void> => {
    const before = stepTitle(form);
    form.find('[part=next]').click();
    await until(() => stepTitle(form) !== before, 'Expected the next step');
  };

  describe('a question that comes up', () => {
    it('stands right after its trigger, is announced and takes no focus', async () => {
      const form = await open(PLAIN);
      expect(questions(form)).to.deep.equal(['visit', 'email']);
      await pick(form, 'visit', 'yes');
      expect(questions(form)).to.deep.equal(['visit', 'day', 'email']);
      expect(form.status).to.equal('A question was added below.');
      expect(form.focused).to.equal(form.find('[name=visit][value=yes]'));
      await expect(form.element).to.be.accessible();
    });

    it('is the next tab stop after its trigger', async () => {
      const form = await open(PLAIN);
      await pick(form, 'visit', 'yes');
      await sendKeys({ press: 'Tab' });
      expect(form.focused?.id).to.equal('day');
    });

    it('is said again when it comes again, and nothing is said when it goes', async () => {
      const form = await open(PLAIN);
      const heard: string[] = [];
      const listener = new MutationObserver(() => heard.push(form.status));
      listener.observe(form.find('[role=status]'), { childList: true, subtree: true, characterData: true });
      form.type('email', 'ada@example.org');
      await pick(form, 'visit', 'yes');
      form.type('day', 'Monday');
      await until(() => form.has('#guest'), 'Expected the question about guests');
      form.type('day', '');
      await until(() => !form.has('#guest'), 'Expected the question about guests to go');
      form.type('day', 'Tuesday');
      await until(() => heard.length === 3, 'Expected a third announcement');
      listener.disconnect();
      expect(heard).to.deep.equal(Array(3).fill('A question was added below.'));
    });

    it('is announced with its number when there are several', async () => {
      const form = await open({
        items: [
          { id: 'visit', type: 'radio', label: 'Will you come?', options: yesOrNo },
          { id: 'day', type: 'text', label: 'On which day?', showIf: { field: 'visit', is: 'yes' } },
          { id: 'guest', type: 'text', label: 'Who is with you?', showIf: { field: 'visit', is: 'yes' } },
          { id: 'your-data', ask: ['privacy-notice'] },
        ],
      });
      await pick(form, 'visit', 'yes');
      expect(form.status).to.equal('2 questions were added below.');
    });
  });

  describe('a question that goes', () => {
    it('leaves the document, and with it what it is called and described by', async () => {
      const form = await open(PLAIN);
      await pick(form, 'visit', 'yes');
      await pick(form, 'visit', 'no');
      expect(questions(form)).to.deep.equal(['visit', 'reason', 'email']);
      expect(form.all('[id^=day], [for=day], [name=day]')).to.deep.equal([]);
      expect(form.text).not.to.contain('On which day?');
    });

    it('leaves the summary at the next try', async () => {
      const form = await open(PLAIN);
      await pick(form, 'visit', 'yes');
      form.send();
      await form.until('[part=summary]');
      expect(form.problems).to.deep.equal(['Fill in “On which day?”', 'Fill in “Email address”']);
      await pick(form, 'visit', 'no');
      form.send();
      await until(() => form.problems.length === 1, 'Expected one problem');
      expect(form.problems).to.deep.equal(['Fill in “Email address”']);
    });

    it('never stands in the way of sending, and is not sent', async () => {
      const form = await open(PLAIN);
      await pick(form, 'visit', 'yes');
      form.type('day', 'Monday');
      await until(() => form.has('#guest'), 'Expected the question about guests');
      form.type('guest', 'Ben');
      await pick(form, 'visit', 'no');
      expect(questions(form)).to.deep.equal(['visit', 'reason', 'email']);
      form.type('email', 'ada@example.org');
      form.send();
      expect((await sent()).answers).to.deep.equal({ visit: 'no', email: 'ada@example.org' });
    });

    it('is there with its value when it comes back, and so is what hangs on it', async () => {
      const form = await open(PLAIN);
      await pick(form, 'visit', 'yes');
      form.type('day', 'Monday');
      await until(() => form.has('#guest'), 'Expected the question about guests');
      form.type('guest', 'Ben');
      await pick(form, 'visit', 'no');
      await pick(form, 'visit', 'yes');
      expect(form.value('day')).to.equal('Monday');
      expect(form.value('guest')).to.equal('Ben');
      form.type('email', 'ada@example.org');
      form.send();
      expect((await sent()).answers).to.include({ day: 'Monday', guest: 'Ben' });
    });
  });

  describe('steps', () => {
    it('counts only the steps there are', async () => {
      const form = await open(STEPS);
      expect(stepTitle(form)).to.equal('Step 1 of 2 About you');
      await pick(form, 'exhibits', 'yes');
      expect(stepTitle(form)).to.equal('Step 1 of 3 About you');
      await pick(form, 'exhibits', 'no');
      expect(stepTitle(form)).to.equal('Step 1 of 2 About you');
      await expect(form.element).to.be.accessible();
    });

    it('leaves out a step that is hidden, its required questions and its answers', async () => {
      const form = await open(STEPS);
      form.type('name', 'Ada');
      await pick(form, 'exhibits', 'yes');
      await goOn(form);
      expect(stepTitle(form)).to.equal('Step 2 of 3 Your stand');
      form.type('size', '12');
      form.find('[part=back]').click();
      await until(() => form.has('#name'), 'Expected the first step');
      await pick(form, 'exhibits', 'no');
      await goOn(form);
      expect(stepTitle(form)).to.equal('Step 2 of 2 Before you send');
      form.type('email', 'ada@example.org');
      form.send();
      expect((await sent()).answers).to.deep.equal({
        name: 'Ada',
        exhibits: 'no',
        email: 'ada@example.org',
      });
    });

    it('keeps what was filled in on the way back and on again', async () => {
      const form = await open(STEPS);
      form.type('name', 'Ada');
      await pick(form, 'exhibits', 'yes');
      await goOn(form);
      form.type('size', '1,5 or so');
      form.find('[part=back]').click();
      await until(() => form.has('#name'), 'Expected the first step');
      expect(form.value('name')).to.equal('Ada');
      expect(form.find<HTMLInputElement>('[name=exhibits][value=yes]').checked).to.equal(true);
      await goOn(form);
      expect(form.value('size')).to.equal('1,5 or so');
    });

    it('says where one is, moves the focus to the head of the step, and tells the host', async () => {
      const form = await open(STEPS);
      form.type('name', 'Ada');
      setTimeout(() => form.find('[part=next]').click());
      const { detail } = await oneEvent<CustomEvent<SxEventDetails['sx-step']>>(form.element, 'sx-step');
      expect(detail).to.deep.equal({ form: 'subscription', step: 'end', place: 2, of: 2 });
      await until(
        () => form.focused === form.find('[part=step] .heading'),
        'Expected the focus on the head of the step',
      );
      expect(form.status).to.equal('Step 2 of 2');
      expect(form.find('.step .heading').innerText).to.equal('Before you send');
    });

    it('goes on with Enter in a field, and sends nothing by it', async () => {
      const form = await open(STEPS);
      form.type('name', 'Ada');
      await sendKeys({ press: 'Enter' });
      await until(() => stepTitle(form).startsWith('Step 2 of 2'), 'Expected the second step');
      expect(world.backend.operations).to.deep.equal([]);
      expect(await world.client.outbox.list()).to.deep.equal([]);
    });

    it('stays where something is wrong, and finds fault with that step only', async () => {
      const form = await open(STEPS);
      setTimeout(() => form.find('[part=next]').click());
      const { detail } = await oneEvent<CustomEvent<SxEventDetails['sx-invalid']>>(
        form.element,
        'sx-invalid',
      );
      expect(detail).to.deep.equal({
        form: 'subscription',
        findings: [{ item: 'name', code: 'required' }],
      });
      await form.until('[part=summary]');
      expect(form.problems).to.deep.equal(['Fill in “Your name”']);
      expect(stepTitle(form)).to.equal('Step 1 of 2 About you');
      expect(form.focused).to.equal(form.find('[part=summary]'));
    });

    it('opens the step that the backend found fault with, and leads from the summary to each other one', async () => {
      const form = await open(STEPS);
      form.type('name', 'Ada');
      await goOn(form);
      form.type('email', 'ada@example.org');
      world.backend.refusal = {
        code: 'validation',
        errors: [
          { pointer: '/operation/payload/answers/name', code: 'wrong-type' },
          { pointer: '/operation/payload/answers/email', code: 'not-an-email' },
        ],
      };
      form.send();
      await form.until('[part=summary]');
      expect(stepTitle(form)).to.equal('Step 1 of 2 About you');
      expect(form.all('[part=error]').map(({ id }) => id)).to.deep.equal(['name-error']);
      await until(() => form.focused === form.find('[part=summary]'), 'Expected the focus on the summary');

      form.all('[part=summary] a')[1]?.click();
      await until(() => form.focused?.id === 'email', 'Expected the focus on the address');
      expect(stepTitle(form)).to.equal('Step 2 of 2 Before you send');
      expect(form.value('email')).to.equal('ada@example.org');
      expect(form.find('#email').getAttribute('aria-invalid')).to.equal('true');
      await expect(form.element).to.be.accessible();

      form.all('[part=summary] a')[0]?.click();
      await until(() => form.focused?.id === 'name', 'Expected the focus on the name');
      expect(stepTitle(form)).to.equal('Step 1 of 2 About you');
    });
  });

  it('tells the host ids and codes, never what was typed', async () => {
    const form = await open(STEPS);
    const heard: string[] = [];
    for (const name of ['sx-step', 'sx-invalid', 'sx-submit', 'sx-queued', 'sx-submitted'] as const) {
      form.element.addEventListener(name, ({ detail }) => heard.push(`${name} ${JSON.stringify(detail)}`));
    }
    form.type('name', 'Ada Secret');
    await goOn(form);
    form.type('email', 'secret at nowhere');
    form.send();
    await form.until('[part=summary]');
    form.type('email', 'secret@example.org');
    form.send();
    await form.shows('Thank you.');
    expect(heard.map((line) => line.split(' ')[0])).to.deep.equal([
      'sx-step',
      'sx-invalid',
      'sx-submit',
      'sx-queued',
      'sx-submitted',
    ]);
    expect(heard[1]).to.equal(
      'sx-invalid {"form":"subscription","findings":[{"item":"email","code":"not-an-email"}]}',
    );
    expect(heard.join()).not.to.match(/secret/i);
  });
});
