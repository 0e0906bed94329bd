import { expect } from '@open-wc/testing';
import { mannerFor } from '../../src/elements/form/sojourn.ts';
import { definition } from '../helpers/elements-documents.ts';
import { publish } from '../helpers/elements-forms.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-form> hurdles for programs', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
    const { label } = definition.submit;
    publish(world, { submit: { label } });
  });
  afterEach(() => world.end());

  const payload = async () => {
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    return operation.payload;
  };

  it('has a field that nobody sees, reaches or has filled in by a browser', async () => {
    const form = await openForm();
    const trap = form.find<HTMLInputElement>('[name=x_more]');
    expect(trap.tabIndex).to.equal(-1);
    expect(trap.autocomplete).to.equal('off');
    expect(trap.closest('[aria-hidden=true]')).not.to.equal(null);
    expect(trap.getBoundingClientRect().width * trap.getBoundingClientRect().height).to.be.greaterThan(0);
    await expect(form.element).to.be.accessible();
  });

  it('waits out the rest of two seconds by itself: nobody is refused for being quick', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    form.send();
    await until(async () => (await world.client.outbox.list()).length === 1, 'Expected it on the device');
    const [entry] = await world.client.outbox.list();
    expect(entry?.notBefore).to.be.greaterThan(entry?.savedAt ?? 0);
    expect(world.backend.operations).to.have.length(0);
    expect(form.text).to.contain('Sending…');
    await form.shows('Thank you');
    const { hurdles } = await payload();
    expect(hurdles).to.deep.equal({ trap: '', seconds: 0 });
  });

  it('waits by the seconds that it sends, whatever passes meanwhile', () => {
    for (const [seconds, patience] of [
      [0, 2000],
      [1, 1000],
      [2, 0],
      [60, 0],
    ] as const)
      // prettier-ignore
      expect(mannerFor({ ...definition, submit: { label: 'Send' } }, seconds).patience).to.equal(patience);
  });

  it('reports what a program put into the hidden field, once', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    form.find<HTMLInputElement>('[name=x_more]').value = 'http://spam.example';
    world.backend.refusal = {
      code: 'validation',
      errors: [{ pointer: '/operation/payload/hurdles/trap', code: 'looks-automated' }],
    };
    form.send();
    await form.shows('This looked as if a program had filled it in. Your answers are still here');
    expect((await payload()).hurdles?.trap).to.equal('http://spam.example');
    expect(form.find<HTMLInputElement>('[name=x_more]').value).to.equal('');
    expect(form.value('email')).to.equal('ada@example.org');
    world.backend.refusal = undefined;
    form.send();
    await form.shows('Thank you');
  });
});
