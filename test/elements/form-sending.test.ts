import { expect, oneEvent } from '@open-wc/testing';
import { createWorld, forbiddenStorage, openForm, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';

const WAITING = 'Not sent yet. Saved on this device; we keep trying to send it.';

describe('<sx-form> sending', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const filled = async (): Promise<FormPanel> => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    return form;
  };
  const waiting = async (): Promise<FormPanel> => {
    const form = await filled();
    world.backend.offline = true;
    await form.tick('news-email');
    form.send();
    await form.shows(WAITING);
    return form;
  };

  it('shows what was chosen and what was not after the backend confirmed', async () => {
    const form = await filled();
    await form.tick('news-email');
    setTimeout(() => form.send());
    const { detail } = await oneEvent<CustomEvent<{ operation: string }>>(form.element, 'sx-submitted');
    await form.until('[part=panel]');
    expect(form.text).to.contain('Thank you. We have your choices.');
    expect(form.text).to.contain(
      'Chosen: Email me news once a month. Confirm it in your inbox; it counts only then.',
    );
    expect(form.text).to.contain('Not chosen: Send me news by post.');
    expect(form.text).to.contain(detail.operation.slice(-4).toUpperCase());
    await until(
      () => form.focused?.classList.contains('heading') === true,
      'Expected the focus on the heading',
    );
    await expect(form.element).to.be.accessible();
    expect(await world.client.outbox.list()).to.deep.equal([]);
  });

  it('makes one operation of a double click and says that it is being sent', async () => {
    const form = await filled();
    let open: () => void = () => undefined;
    world.backend.gate = new Promise((resolve) => (open = resolve));
    form.send();
    form.send();
    await form.says('It is already being sent.');
    expect(form.find('[part=submit]').innerText).to.equal('Sending…');
    expect(form.find<HTMLInputElement>('#email').readOnly).to.equal(true);
    form.box('news-email').click();
    expect(form.box('news-email').checked).to.equal(false);
    open();
    await form.until('[part=panel]');
    expect(new Set(world.backend.operations.map(({ id }) => id)).size).to.equal(1);
  });

  it('goes from sending to confirmed without a panel in between', async () => {
    const form = await filled();
    const seen: string[] = [];
    const watch = new MutationObserver(() => seen.push(form.text));
    watch.observe(form.root, { subtree: true, childList: true, characterData: true });
    form.send();
    await form.shows('Thank you.');
    watch.disconnect();
    expect(seen.some((text) => text.includes('Not sent yet'))).to.equal(false);
  });

  it('keeps to itself when the host cancels sx-submit', async () => {
    const form = await filled();
    form.element.addEventListener('sx-submit', (event) => event.preventDefault(), { once: true });
    form.send();
    await form.element.updateComplete;
    expect(await world.client.outbox.list()).to.deep.equal([]);
    expect(form.has('form')).to.equal(true);
  });

  it('says that it waits, never that it is sent, and sends once the network is back', async () => {
    const form = await filled();
    world.backend.offline = true;
    setTimeout(() => form.send());
    const { detail } = await oneEvent<CustomEvent<{ keeping: string }>>(form.element, 'sx-queued');
    expect(detail.keeping).to.equal('device');
    await form.shows(WAITING);
    expect(form.text).not.to.match(/thank/i);
    await expect(form.element).to.be.accessible();
    world.backend.offline = false;
    form.button('Try now').click();
    await form.shows('Thank you. We have your choices.');
    expect(world.backend.operations).to.have.length(1);
  });

  it('says that it waits for the network when the browser knows that there is none', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    try {
      const form = await filled();
      world.backend.offline = true;
      form.send();
      await form.shows('Not sent yet. Saved on this device; we will send it when you are online.');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('learns what became of it while the host moved the element', async () => {
    const form = await filled();
    let open = (): void => undefined;
    world.backend.gate = new Promise((resolve) => (open = resolve));
    world.backend.refusal = { code: 'validation', errors: [] };
    form.send();
    await until(() => world.backend.operations.length === 1, 'Expected the operation to be on its way');
    const parent = form.element.parentElement!;
    form.element.remove();
    open();
    await until(
      async () => (await world.client.outbox.list())[0]?.refusal !== undefined,
      'Expected the refusal to be noted',
    );
    parent.append(form.element);
    await form.shows('There is a problem');
    expect(form.value('email')).to.equal('ada@example.org');
  });

  it('offers nothing of another site when the host turns it to one', async () => {
    const form = await waiting();
    form.element.site = 'elsewhere';
    await until(() => !form.has('[part=panel]'), 'Expected the panel to go');
    expect(await world.client.outbox.list()).to.have.length(1);
  });

  it('tells when the next try comes after several', async () => {
    const form = await waiting();
    form.button('Try now').click();
    await form.shows(/Next try in \d+ seconds?\./);
  });

  it('gives the answers back for editing and takes them out of the outbox', async () => {
    const form = await waiting();
    form.button('Edit').click();
    await form.until('form');
    expect(form.value('email')).to.equal('ada@example.org');
    expect(form.box('news-email').checked).to.equal(true);
    await until(async () => (await world.client.outbox.list()).length === 0, 'Expected an empty outbox');
  });

  it('discards: empty form, empty outbox', async () => {
    const form = await waiting();
    form.button('Discard').click();
    await form.until('form');
    expect(form.value('email')).to.equal('');
    await form.says('Discarded. Nothing was sent.');
    expect(await world.client.outbox.list()).to.deep.equal([]);
  });

  it('admits that what was taken back had arrived', async () => {
    const form = await filled();
    let open: () => void = () => undefined;
    world.backend.gate = new Promise((resolve) => (open = resolve));
    form.send();
    await form.shows('Not sent yet. Saved on this device; we are sending it now.');
    form.button('Edit').click();
    await form.until('form');
    open();
    await form.shows('What you took back had already arrived.');
    expect(form.value('email')).to.equal('ada@example.org');
  });

  it('brings a refusal back into the form, at the question it is about', async () => {
    const form = await filled();
    world.backend.refusal = {
      code: 'validation',
      errors: [{ pointer: '/operation/payload/answers/email', code: 'not-an-email' }],
    };
    setTimeout(() => form.send());
    const { detail } = await oneEvent<CustomEvent<{ code: string }>>(form.element, 'sx-refused');
    expect(detail.code).to.equal('validation');
    await form.until('[part=summary]');
    expect(form.problems).to.deep.equal(['Give an address like name@example.com for “Email address”']);
    expect(form.value('email')).to.equal('ada@example.org');
    await expect(form.element).to.be.accessible();
    world.backend.refusal = undefined;
    form.send();
    await form.shows('Thank you.');
    await until(
      async () => (await world.client.outbox.list()).length === 0,
      'Expected the refused one to be gone',
    );
  });

  it('gives a reference for a refusal that no question can carry', async () => {
    const form = await filled();
    world.backend.refusal = {
      code: 'validation',
      errors: [{ pointer: '/operation/payload/consents/0/words', code: 'words-differ' }],
    };
    form.send();
    await form.shows(
      /This could not be accepted\. Your answers are still here\. Reference: [0-9A-F]{4}-[0-9A-F]{4}/,
    );
    expect(form.value('email')).to.equal('ada@example.org');
  });

  it('shows what is still waiting on the next visit, even without a network for the form', async () => {
    await waiting();
    world.reload();
    const form = await openForm();
    await form.shows('You filled in this form earlier on this device.');
    expect(form.text).to.contain('The form could not be loaded.');
    world.backend.offline = false;
    form.button('Try now').click();
    await form.shows('Sent: the form you filled in earlier.');
  });

  it('says once that a form of an earlier visit ran out of time, and keeps none of it', async () => {
    const form = await waiting();
    const [entry] = await world.client.outbox.list();
    const { payload } = entry!.operation;
    form.button('Discard').click();
    await world.client.submit(payload as Parameters<typeof world.client.submit>[0], { lifetimeHours: 0 });
    await until(async () => (await world.client.outbox.expired()).length === 1, 'Expected a notice');
    world.backend.offline = false;
    world.reload();
    const again = await openForm();
    await again.shows('Not sent and now deleted: a form you filled in earlier.');
    await expect(again.element).to.be.accessible();
    again.button('Close').click();
    await until(() => !again.text.includes('now deleted'), 'Expected the notice to go');
    expect(await world.client.outbox.expired()).to.deep.equal([]);
  });

  it('brings the answers of an earlier visit back without ticks', async () => {
    await waiting();
    world.backend.offline = false;
    world.backend.answers.set('/operations', () => Response.error());
    world.reload();
    const form = await openForm();
    await form.shows('You filled in this form earlier on this device.');
    expect(form.value('email')).to.equal('');
    form.button('Edit').click();
    await until(() => form.value('email') === 'ada@example.org', 'Expected the answers');
    expect(form.box('news-email').checked).to.equal(false);
  });
});

describe('<sx-form> where the browser stores nothing', () => {
  it('says so, and that the page must stay open', async () => {
    const world = createWorld({ storage: forbiddenStorage() });
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@example.org');
    form.send();
    await form.shows(
      'Not sent yet. This browser keeps nothing for this page: keep it open until it is sent.',
    );
    expect(form.text).not.to.match(/saved on this device/i);
    world.backend.offline = false;
    form.button('Try now').click();
    await form.shows('Thank you.');
    await world.end();
  });
});
