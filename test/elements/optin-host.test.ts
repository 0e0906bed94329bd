/** The opt-in among the habits of other people's pages: who cancels, repeats, sends by script, or breaks things. */
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { SxOptinElement } from '../../src/elements/optin/optin.ts';
import { json } from '../helpers/elements-backend.ts';
import { siteConfig } from '../helpers/elements-documents.ts';
import { openHost, optInForm, publishOptIn } from '../helpers/elements-optin.ts';
import type { HostPage } from '../helpers/elements-optin.ts';
import { createWorld, Panel, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-optin> in a form of the host’s', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
    publishOptIn(world);
  });
  afterEach(() => world.end());

  const ticked = async (optin?: TemplateResult): Promise<HostPage> => {
    const host = await openHost(world, optin);
    host.type('ada@example.org');
    await host.tick();
    return host;
  };
  /** What is saved is told of at once; reading the device takes longer than that. */
  const nothingSaved = async (host: HostPage): Promise<void> => {
    expect(await world.client.outbox.list()).to.deep.equal([]);
    expect(host.acts).to.equal(0);
    expect(world.backend.operations).to.deep.equal([]);
    expect(host.has('[part=checkbox]:checked')).to.equal(true);
  };

  const cancelling: [string, (host: HostPage) => EventTarget, boolean][] = [
    ['a listener on the form', (host) => host.form, false],
    ['one that comes before ours', () => window, true],
    ['the last one of all', () => window, false],
    ['one around the form', (host) => host.form.parentElement!, false],
  ];
  for (const [who, target, capture] of cancelling) {
    it(`saves nothing when the submit is cancelled by ${who}`, async () => {
      const host = await ticked();
      const at = target(host);
      const cancel = (event: Event): void => {
        event.preventDefault();
        if (event.currentTarget === host.form) event.stopPropagation();
      };
      at.addEventListener('submit', cancel, { capture });
      host.press();
      at.removeEventListener('submit', cancel, { capture });
      await nothingSaved(host);
      expect(host.left).to.deep.equal([]);
    });
  }

  it('saves nothing when a listener cancels that was added while the submit was on its way', async () => {
    const host = await ticked();
    host.form.addEventListener(
      'submit',
      () => document.addEventListener('submit', (event) => event.preventDefault(), { once: true }),
      { once: true },
    );
    host.press();
    await nothingSaved(host);
  });

  it('saves before the form goes although a listener keeps the submit to itself', async () => {
    const host = await ticked();
    host.form.addEventListener('submit', (event) => event.stopPropagation());
    host.press();
    expect((await host.goes()).savedBefore).to.equal(1);
  });

  it('saves beside a form whose listener stops all others', async () => {
    const host = await openHost(world);
    host.form.addEventListener('submit', (event) => event.stopImmediatePropagation());
    host.type('ada@example.org');
    await host.tick();
    host.press();
    await host.goes();
    await until(() => world.backend.operations.length === 1, 'Expected it all the same');
  });

  it('saves nothing for a page that reads its own fields and sends them itself', async () => {
    const host = await ticked();
    const read: FormData[] = [];
    host.form.addEventListener('submit', (event) => {
      read.push(new FormData(host.form));
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    host.press();
    expect(read).to.have.length(1);
    await nothingSaved(host);
  });

  it('lets the page’s listeners see one submit, and repeats it with its button', async () => {
    const host = await ticked();
    let heard = 0;
    host.form.addEventListener('submit', () => (heard += 1));
    host.press();
    expect((await host.goes()).fields).to.deep.include(['act', 'order']);
    expect(heard).to.equal(1);
    expect(host.left).to.have.length(1);
  });

  it('saves a double click once, and the form goes once', async () => {
    const host = await ticked();
    host.press();
    host.press();
    await host.goes();
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    expect(world.backend.operations).to.have.length(1);
    expect(host.left).to.have.length(1);
  });

  it('saves no second time when the form is sent again', async () => {
    const host = await ticked();
    host.press();
    await host.goes();
    // Firefox ignores a press while the form that it sends is still under way.
    await until(() => {
      if (host.left.length < 2) host.press();
      return host.left.length >= 2;
    }, 'Expected the form to go again');
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    expect(world.backend.operations).to.have.length(1);
    expect(await world.client.outbox.list()).to.deep.equal([]);
  });

  it('saves for requestSubmit() as for a press', async () => {
    const host = await ticked();
    host.form.requestSubmit();
    const { fields, savedBefore } = await host.goes();
    expect(savedBefore).to.equal(1);
    expect(fields.map(([name]) => name)).to.deep.equal(['email']);
  });

  it('offers save() to a page that sends by script: once for one address, anew for a corrected one', async () => {
    const host = await ticked();
    host.form.addEventListener('submit', (event) => event.preventDefault());
    host.press();
    const [first, again] = await Promise.all([host.element.save(), host.element.save()]);
    expect(first).to.include({ name: 'saved', keeping: 'device' });
    expect(again).to.deep.equal(first);
    expect(await host.element.save()).to.deep.equal(first);
    host.type('ada@elsewhere.example');
    expect(await host.element.save()).not.to.deep.equal(first);
    await until(() => world.backend.operations.length === 2, 'Expected two operations');
  });

  it('says what save() could not do, and why', async () => {
    const host = await openHost(world);
    expect(await host.element.save()).to.deep.equal({ name: 'not-ticked' });
    await host.tick();
    expect(await host.element.save()).to.deep.equal({ name: 'no-address' });
    await host.shows('Enter your email address in this form, or untick the box.');
    host.type('ada@example.org');
    host.element.addEventListener('sx-submit', (event) => event.preventDefault(), { once: true });
    expect(await host.element.save()).to.deep.equal({ name: 'cancelled' });
    expect(await host.element.save()).to.include({ name: 'saved' });
  });

  it('lets the form go without it when sx-submit is cancelled', async () => {
    const host = await ticked();
    host.element.addEventListener('sx-submit', (event) => event.preventDefault());
    host.press();
    expect((await host.goes()).savedBefore).to.equal(0);
  });

  it('works in a form whose controls are called like the form’s own members', async () => {
    const host = await ticked(
      html`<input name="elements" /><input name="requestSubmit" /><sx-optin></sx-optin>`,
    );
    host.press();
    expect((await host.goes()).savedBefore).to.equal(1);
  });

  it('works with a form whose button is gone, or off, once it was pressed', async () => {
    const host = await ticked();
    host.form.addEventListener('submit', ({ submitter }) => submitter?.remove());
    host.press();
    expect((await host.goes()).fields.map(([name]) => name)).to.deep.equal(['email']);
  });

  it('belongs to the form that its attribute names, and follows when it is moved', async () => {
    const host = await openHost(world);
    host.form.id = 'host-form';
    document.body.append(host.element);
    host.element.setAttribute('form', 'host-form');
    expect(host.element.form).to.equal(host.form);
    host.type('ada@example.org');
    await host.tick();
    host.press();
    expect((await host.goes()).savedBefore).to.equal(1);
    host.element.remove();
  });

  it('works inside the shadow root of the page’s own component', async () => {
    const place = await fixture(html`<div></div>`);
    const root = place.attachShadow({ mode: 'open' });
    const host = await ticked();
    root.append(host.form.parentElement!);
    host.press();
    expect((await host.goes()).savedBefore).to.equal(1);
  });

  it('saves two opt-ins of one form before it goes', async () => {
    const { items = [], consents = {} } = optInForm();
    const offers = { kind: 'opt-in', purpose: 'offers', channel: 'email', text: 'Email me offers.' } as const;
    publishOptIn(
      world,
      {
        items: items.map((item) => (item.id === 'news' ? { id: 'news', ask: ['offers-email'] } : item)),
        consents: { ...consents, 'offers-email': offers },
      },
      'offers',
    );
    const host = await ticked(
      html`<sx-optin></sx-optin><sx-optin class="second" form-id="offers" purpose="offers"></sx-optin>`,
    );
    const other = new Panel(host.form.querySelector<SxOptinElement>('.second')!);
    await other.until('[part=checkbox]');
    other.find('[part=checkbox]').click();
    host.press();
    expect((await host.goes()).savedBefore).to.equal(2);
  });

  const wrong: [string, TemplateResult, string][] = [
    ['a form that is not there', html`<sx-optin form-id="nothing">Write to us.</sx-optin>`, 'not-found'],
    ['another purpose than the form has', html`<sx-optin purpose="offers">Write to us.</sx-optin>`, 'broken'],
    ['a channel that no mail can prove', html`<sx-optin channel="post">Write to us.</sx-optin>`, 'broken'],
    ['a form that asks for more', html`<sx-optin form-id="more">Write to us.</sx-optin>`, 'broken'],
  ];
  for (const [what, optin, code] of wrong) {
    it(`shows a message and no box for ${what}; the host’s form works`, async () => {
      const name = { id: 'name', type: 'text', label: 'Your name', required: true } as const;
      publishOptIn(world, { items: [name, ...(optInForm().items ?? [])] }, 'more');
      const told = oneEvent<CustomEvent<{ code: string }>>(window, 'sx-error');
      const host = await openHost(world, optin);
      expect(host.has('[part=problem]')).to.equal(true);
      expect(host.has('[part=checkbox]')).to.equal(false);
      await expect(host.element).to.be.accessible();
      expect((await told).detail.code).to.equal(code);
      host.press();
      await host.goes();
    });
  }

  it('asks about a tick against Global Privacy Control before it counts', async () => {
    const config = siteConfig(world.site);
    world.backend.answers.set('/config', () =>
      json({ ...config, purposes: config.purposes.map((one) => ({ ...one, objection: 'sharing' })) }),
    );
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    try {
      const host = await ticked();
      let changes = 0;
      host.element.addEventListener('change', () => (changes += 1));
      await host.shows('Tick it all the same?');
      expect([host.box.checked, host.element.ticked]).to.deep.equal([false, false]);
      await expect(host.element).to.be.accessible();
      host.button('Tick the box').click();
      await until(() => host.element.ticked, 'Expected the tick');
      expect(changes).to.equal(1);
      expect(await host.element.save()).to.include({ name: 'saved' });
    } finally {
      Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    }
  });

  it('tries to load its words again on demand', async () => {
    world.backend.offline = true;
    const host = await openHost(world);
    await host.shows('This choice could not be loaded.');
    world.backend.offline = false;
    host.button('Try again').click();
    await host.until('[part=checkbox]');
  });
});
