import { expect } from '@open-wc/testing';
import { definition } from '../helpers/elements-documents.ts';
import { keepingDrafts, publish } from '../helpers/elements-forms.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

describe('<sx-form> drafts', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
    publish(world, keepingDrafts());
  });
  afterEach(() => world.end());

  const keep = async (form: FormPanel): Promise<void> => {
    form.find<HTMLInputElement>('#keep-draft').click();
    await form.shows('Saved on this device.');
  };
  const kept = () => world.client.drafts.read('subscription');
  /** What is kept by now; typing is kept after a pause. */
  const keptAnswers = async (): Promise<Record<string, unknown>> => {
    const draft = await kept();
    return draft === undefined || draft === 'expired' ? {} : draft.answers;
  };
  const untilKept = (name: string, value: unknown): Promise<void> =>
    until(async () => (await keptAnswers())[name] === value, `Expected ${name} to be kept`);

  it('keeps nothing without being asked to, whatever is typed', async () => {
    const form = await openForm();
    form.type('name', 'Ada');
    await import('../../src/elements/form/sending.ts');
    await until(() => form.has('#keep-draft'), 'Expected the offer');
    expect(form.find<HTMLInputElement>('#keep-draft').checked).to.equal(false);
    expect(await kept()).to.equal(undefined);
    expect(await world.client.outbox.list()).to.deep.equal([]);
  });

  it('makes no offer where the form does not', async () => {
    publish(world, {});
    expect((await openForm()).has('#keep-draft')).to.equal(false);
  });

  it('keeps answers from then on, and takes them away when it is unticked', async () => {
    const form = await openForm();
    form.type('name', 'Ada');
    await keep(form);
    form.type('message', 'Hello');
    await untilKept('message', 'Hello');
    expect(await keptAnswers()).to.deep.include({ name: 'Ada' });
    await expect(form.element).to.be.accessible();
    form.find<HTMLInputElement>('#keep-draft').click();
    await until(async () => (await kept()) === undefined, 'Expected nothing to be kept');
  });

  it('offers to go on, and never brings back a consent or what a box revealed', async () => {
    let form = await openForm();
    form.type('name', 'Ada');
    form.type('email', 'ada@');
    await form.tick('news-email');
    await form.tick('news-post');
    form.type('postal-address', '1 Lane');
    await keep(form);
    form.type('phone', '12345');
    await untilKept('phone', '12345');
    expect(Object.keys(await keptAnswers())).not.to.include('postal-address');

    world.reload();
    form = await openForm();
    await form.shows('Continue where you left off?');
    await expect(form.element).to.be.accessible();
    expect(form.value('name')).to.equal('');
    form.button('Continue').click();
    await until(() => form.value('name') === 'Ada', 'Expected the answers');
    expect(form.value('email')).to.equal('ada@', 'half an address is worth having back');
    expect(form.all('input[part=checkbox]:checked').map(({ id }) => id)).to.deep.equal(['keep-draft']);
    expect(form.has('#postal-address')).to.equal(false);
    expect(form.text).not.to.contain('Continue where you left off?');
  });

  it('is not offered what it keeps itself, when the device answers late', async () => {
    const { read } = world.client.drafts;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    world.client.drafts.read = async (form) => {
      await asked;
      return read(form);
    };
    const form = await openForm();
    form.type('name', 'Ada');
    await keep(form);
    answer();
    form.type('message', 'Hello');
    await untilKept('message', 'Hello');
    expect(form.text).to.contain('Saved on this device.').and.not.to.contain('Continue where you left off?');
  });

  it('goes on after an attempt to send, with all that was kept and the boxes of this visit', async () => {
    let form = await openForm();
    form.type('name', 'Ada');
    form.type('message', 'Hello');
    await keep(form);
    world.reload();
    form = await openForm();
    await form.shows('Continue where you left off?');
    form.type('name', 'Grace');
    await form.tick('news-post');
    form.type('postal-address', '1 Lane');
    form.send();
    await form.until('[part=summary]');
    form.button('Continue').click();
    await until(() => form.value('message') === 'Hello', 'Expected the message');
    expect(form.value('name')).to.equal('Grace', 'what was typed since stays');
    expect(form.box('news-post').checked).to.equal(true);
    expect(form.value('postal-address')).to.equal('1 Lane');
  });

  it('starts again with nothing, and forgets', async () => {
    let form = await openForm();
    form.type('name', 'Ada');
    await keep(form);
    world.reload();
    form = await openForm();
    await form.shows('Continue where you left off?');
    form.button('Start again').click();
    await until(() => !form.text.includes('Continue where'), 'Expected the panel to go');
    expect(form.value('name')).to.equal('');
    await until(async () => (await kept()) === undefined, 'Expected nothing to be kept');
  });

  it('says that the form has changed and which answers no longer fit', async () => {
    let form = await openForm();
    form.type('name', 'Ada');
    form.type('industry', 'food');
    await keep(form);
    world.reload();
    const items = definition.items.map((item) =>
      item.id === 'industry' && 'options' in item
        ? { ...item, options: item.options.map((option) => ({ ...option, id: `new-${option.id}` })) }
        : item,
    );
    publish(world, keepingDrafts({ version: 4, items }));
    form = await openForm();
    await form.shows('Continue where you left off?');
    form.button('Continue').click();
    await form.shows(
      'We have changed this form since you left. These answers no longer fit: “Your industry”',
    );
    expect(form.value('name')).to.equal('Ada');
    expect(form.value('industry')).to.equal('');
    await expect(form.element).to.be.accessible();
  });

  it('deletes what is past its time, and says so once', async () => {
    await world.client.drafts.save(
      { form: 'subscription', version: 3, language: 'en', answers: { name: 'Ada' } },
      -1,
    );
    let form = await openForm();
    await form.shows('were deleted, because their time was over');
    expect(form.text).not.to.contain('Ada');
    form.button('Close').click();
    await until(() => !form.text.includes('were deleted'), 'Expected the note to go');
    world.reload();
    form = await openForm();
    expect(form.text).not.to.contain('were deleted');
  });

  it('is gone once the form is sent', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    await keep(form);
    form.send();
    await form.shows('Thank you');
    await until(async () => (await kept()) === undefined, 'Expected nothing to be kept');
  });
});
