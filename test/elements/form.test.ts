import { expect } from '@open-wc/testing';
import { createWorld, openForm } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-form>', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  it('is accessible, and every box is empty', async () => {
    const form = await openForm();
    await expect(form.element).to.be.accessible();
    expect(form.all('input[type=checkbox]').map((box) => (box as HTMLInputElement).checked)).to.deep.equal([
      false,
      false,
      false,
    ]);
    expect(form.text)
      .to.contain('Subscribe to our news')
      .and.to.contain('Who asks: Fair & Co Limited, 1 Hall Street');
  });

  it('marks optional questions, and shows hints and reasons that belong to the control', async () => {
    const form = await openForm();
    expect(form.find('label[for=name]').innerText).to.equal('Your name (optional)');
    expect(form.find('label[for=email]').innerText).to.equal('Email address');
    expect(form.find('#email').getAttribute('aria-describedby')).to.equal('email-hint email-why');
    expect(form.find('#email').getAttribute('autocomplete')).to.equal('email');
    expect(form.find('#email').getAttribute('spellcheck')).to.equal('false');
  });

  it('shows the fallback only until the form is there', async () => {
    const form = await openForm('subscription', 'Write to us');
    expect(form.has('slot')).to.equal(false);
  });

  it('says what is wrong only after sending, in a summary that takes the focus', async () => {
    const form = await openForm();
    form.type('email', 'nobody');
    form.type('message', 'x'.repeat(43));
    expect(form.has('[part=summary]')).to.equal(false);
    form.send();
    await form.until('[part=summary]');
    expect(form.problems).to.deep.equal([
      'Give an address like name@example.com for “Email address”',
      'Shorten “Your message” to 40 characters; it has 43',
    ]);
    expect(form.focused).to.equal(form.find('[part=summary]'));
    expect(form.find('#email').getAttribute('aria-invalid')).to.equal('true');
    expect(form.find('#email').getAttribute('aria-describedby')).to.match(/^email-error /);
    expect(form.find('#email-error').textContent.replaceAll(/\s+/g, ' ').trim()).to.match(
      /^Error: Give an address/,
    );
    expect(form.value('email')).to.equal('nobody');
    await expect(form.element).to.be.accessible();
    expect(world.backend.operations).to.have.length(0);
  });

  it('leads from the summary to the control', async () => {
    const form = await openForm();
    form.send();
    await form.until('[part=summary]');
    form.find('[part=summary] a').click();
    expect(form.focused?.id).to.equal('email');
    expect(location.hash).to.equal('');
  });

  it('takes an inline error away once it is fixed and keeps the summary until the next try', async () => {
    const form = await openForm();
    form.send();
    await form.until('#email-error');
    form.type('email', 'ada@example.org');
    await form.element.updateComplete;
    expect(form.has('#email-error')).to.equal(false);
    expect(form.problems).to.deep.equal(['Fill in “Email address”']);
  });

  it('counts characters beside the text area', async () => {
    const form = await openForm();
    expect(form.find('#message-counter').innerText).to.equal('Characters left: 40');
    form.type('message', 'x'.repeat(43));
    expect(form.find('#message-counter').innerText).to.equal('Characters too many: 3');
  });

  it('stays in one column of 320 pixels without scrolling sideways', async () => {
    const form = await openForm();
    form.element.style.inlineSize = '288px';
    form.send();
    await form.until('[part=summary]');
    expect(form.element.scrollWidth).to.be.at.most(288);
    const boxes = form.all('[part=choice]').map((choice) => choice.getBoundingClientRect().height);
    expect(Math.min(...boxes)).to.be.at.least(44);
  });

  it('writes nothing to the device by being shown', async () => {
    const { databases } = indexedDB as Partial<IDBFactory>;
    if (databases === undefined) return;
    await openForm();
    // What is loaded in idle time has come, and has looked for what an earlier visit left.
    await import('../../src/elements/form/sending.ts');
    await world.client.outbox.list();
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.to.include(`smartxpo-consent/${world.site}`);
  });
});
