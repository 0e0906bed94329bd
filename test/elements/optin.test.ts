/** The opt-in as a visitor meets it: what stands there, what ticks it, what is saved, what is said of it. */
import { expect, html, oneEvent } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { definition, wordingHash, wordsOf } from '../helpers/elements-documents.ts';
import { openHost, optInForm, publishOptIn } from '../helpers/elements-optin.ts';
import { createWorld, forbiddenStorage, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

/** Only Chromium’s driver emulates any look. */
const canEmulate = navigator.userAgent.includes('Chrome/');
const CONFIRM = 'Confirm your choice in your inbox; it counts only then. The email may take a few minutes.';

describe('<sx-optin>', () => {
  let world: World;
  const start = async (options: Parameters<typeof createWorld>[0]): Promise<void> => {
    await world.end();
    world = createWorld(options);
    publishOptIn(world);
  };
  const arrived = async (): Promise<Extract<Operation, { kind: 'submission' }>> => {
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    return operation;
  };
  beforeEach(() => {
    world = createWorld();
    publishOptIn(world);
  });
  afterEach(() => world.end());

  it('offers an empty box with the published words, who asks, the policy, and how to take it back', async () => {
    const host = await openHost(world);
    await expect(host.element).to.be.accessible();
    expect(host.box.checked).to.equal(false);
    expect(host.find('[part=choice]').innerText.trim()).to.equal(wordsOf('news-email', 'en'));
    expect(host.text).to.contain('Who asks: Fair & Co Limited');
    expect(host.text).to.contain('You can withdraw a choice and object to marketing at any time.');
    expect(host.find<HTMLAnchorElement>('[part=notice] a').href).to.equal(
      `https://backend.example/sites/${world.site}/policy`,
    );
    expect(host.element.form).to.equal(host.form);
    expect(host.element.ticked).to.equal(false);
  });

  it('has no attribute, property, event or restored state that ticks it', async () => {
    const host = await openHost(
      world,
      html`<sx-optin
        name="news"
        checked
        ticked
        value="on"
        .checked=${true}
        .value=${'on'}
        .defaultChecked=${true}
      ></sx-optin>`,
    );
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    host.form.reset();
    host.box.setAttribute('checked', '');
    host.box.checked = true;
    await host.element.updateComplete;
    expect(host.element.ticked).to.equal(false);
    expect(host.box.getAttribute('autocomplete')).to.equal('off');
    expect('formStateRestoreCallback' in host.element).to.equal(false);
    host.type('ada@example.org');
    host.press();
    expect((await host.goes()).fields).to.deep.equal([
      ['email', 'ada@example.org'],
      ['act', 'order'],
    ]);
    expect(await world.client.outbox.list()).to.deep.equal([]);
    expect(world.backend.operations).to.deep.equal([]);
  });

  it('comes back from the back/forward cache, and from a reset, with an empty box', async () => {
    const host = await openHost(world);
    await host.tick();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await host.element.updateComplete;
    expect(host.box.checked).to.equal(false);
    await host.tick();
    host.form.reset();
    await host.element.updateComplete;
    expect(host.box.checked).to.equal(false);
    expect(host.element.ticked).to.equal(false);
  });

  it('saves a submission of the published form before the host’s form goes', async () => {
    const host = await openHost(world, html`<sx-optin name="news"></sx-optin>`);
    host.type(' ada@example.org ');
    await host.tick();
    host.press();
    const { fields, savedBefore } = await host.goes();
    expect(savedBefore).to.equal(1);
    expect(fields).to.deep.include(['news', 'on']);
    expect(fields).to.deep.include(['act', 'order']);
    const { payload } = await arrived();
    const { form } = optInForm();
    expect(payload).to.deep.include({
      form,
      formVersion: definition.version,
      language: 'en',
      hostForm: true,
    });
    expect(payload.answers).to.deep.equal({ email: 'ada@example.org' });
    expect(payload.consents[0]).to.deep.include({
      consent: 'news-email',
      words: wordsOf('news-email', 'en'),
      hash: wordingHash('news-email', 'en'),
      ticked: true,
    });
    expect(payload.consents[1]).to.deep.include({ consent: 'privacy-notice' });
  });

  it('keeps out of what the host sends unless it has a name', async () => {
    const host = await openHost(world);
    host.type('ada@example.org');
    await host.tick();
    host.press();
    expect((await host.goes()).fields.map(([name]) => name)).to.deep.equal(['email', 'act']);
  });

  it('says that the mail has to be confirmed, with a reference', async () => {
    const host = await openHost(world);
    host.type('ada@example.org');
    await host.tick();
    setTimeout(() => host.press());
    const { detail } = await oneEvent<CustomEvent<{ operation: string }>>(host.element, 'sx-submitted');
    await host.shows(CONFIRM);
    await host.says(CONFIRM);
    expect(host.text).to.contain(detail.operation.slice(-4).toUpperCase());
    expect(host.has('[part=checkbox]')).to.equal(false);
    await expect(host.element).to.be.accessible();
  });

  it('says that it is saved and not sent while there is no network', async () => {
    const host = await openHost(world);
    world.backend.offline = true;
    host.type('ada@example.org');
    await host.tick();
    setTimeout(() => host.press());
    const { detail } = await oneEvent<CustomEvent<{ keeping: string }>>(host.element, 'sx-queued');
    expect(detail.keeping).to.equal('device');
    await host.goes();
    await host.shows('Not sent yet. Saved on this device; we keep trying to send it.');
    await expect(host.element).to.be.accessible();
    world.backend.offline = false;
    await world.client.sync.drain({ now: true });
    await host.shows(CONFIRM);
  });

  it('lets the backend answer before a page goes that alone holds the choice', async () => {
    await start({ storage: forbiddenStorage() });
    const host = await openHost(world);
    let open: () => void = () => undefined;
    world.backend.gate = new Promise((resolve) => (open = resolve));
    host.type('ada@example.org');
    await host.tick();
    host.press();
    await host.until('[part=kept].waiting');
    await arrived();
    expect(host.left).to.deep.equal([]);
    open();
    await host.goes();
    expect(host.has('[part=kept].success')).to.equal(true);
  });

  it('gives the box back when the choice is refused', async () => {
    const host = await openHost(world);
    world.backend.refusal = { code: 'validation', errors: [] };
    host.type('ada@example.org');
    await host.tick();
    setTimeout(() => host.press());
    await oneEvent(host.element, 'sx-refused');
    await host.shows('Your choice was not accepted.');
    expect(host.box.checked).to.equal(false);
    await expect(host.element).to.be.accessible();
  });

  it('gives the box back when what waited is discarded elsewhere on the page', async () => {
    const host = await openHost(world);
    world.backend.offline = true;
    host.type('ada@example.org');
    await host.tick();
    host.press();
    await host.goes();
    const [entry] = await world.client.outbox.list();
    await world.client.outbox.discard(entry!.operation.id);
    await host.until('[part=checkbox]');
    expect(host.box.checked).to.equal(false);
    expect(host.element.ticked).to.equal(false);
  });

  it('says what became of the last choice also after the page has emptied its form', async () => {
    const host = await openHost(world);
    host.type('ada@example.org');
    await host.tick();
    await host.element.save();
    host.form.reset();
    await host.shows(CONFIRM);
    expect(host.box.checked).to.equal(false);
    await expect(host.element).to.be.accessible();
    host.type('bob@example.org');
    await host.tick();
    await host.element.save();
    await until(() => world.backend.operations.length === 2, 'Expected the second');
    const addresses = world.backend.operations.map(
      (operation) => operation.kind === 'submission' && operation.payload.answers['email'],
    );
    expect(addresses).to.deep.equal(['ada@example.org', 'bob@example.org']);
  });

  const lacking: [string, (host: Awaited<ReturnType<typeof openHost>>) => void][] = [
    ['is empty', (host) => host.type('')],
    ['holds no address', (host) => host.type('ada at home')],
    ['is not there', (host) => host.email.remove()],
  ];
  for (const [what, spoil] of lacking) {
    it(`stops a form whose input ${what}, and says so at the box; unticked, the form goes`, async () => {
      const host = await openHost(world);
      host.form.noValidate = true;
      spoil(host);
      await host.tick();
      host.press();
      await host.shows('Enter your email address in this form, or untick the box.');
      await until(() => host.focused === host.box, 'Expected the focus on the box');
      expect(host.box.getAttribute('aria-describedby')).to.equal('news-email-error');
      await expect(host.element).to.be.accessible();
      expect(host.left).to.deep.equal([]);
      await host.tick();
      expect(host.has('[part=error]')).to.equal(false);
      host.press();
      await host.goes();
      expect(world.backend.operations).to.deep.equal([]);
    });
  }

  it('is invalid to the browser while ticked without an address', async () => {
    const host = await openHost(world);
    await host.tick();
    expect(host.form.checkValidity()).to.equal(false);
    expect(host.element.matches(':invalid')).to.equal(true);
    await host.until('[part=error]');
    host.type('ada@example.org');
    expect(host.form.checkValidity()).to.equal(true);
    await until(() => !host.has('[part=error]'), 'Expected the message to go');
  });

  it('neither asks nor saves while a fieldset around it is disabled', async () => {
    const host = await openHost(world, html`<fieldset><sx-optin name="news"></sx-optin></fieldset>`);
    host.type('ada@example.org');
    await host.tick();
    host.form.querySelector('fieldset')!.disabled = true;
    await host.element.updateComplete;
    expect(host.box.matches(':disabled')).to.equal(true);
    expect(await host.element.save()).to.deep.equal({ name: 'not-ticked' });
    host.press();
    expect((await host.goes()).fields.map(([name]) => name)).to.deep.equal(['email', 'act']);
    expect(world.backend.operations).to.deep.equal([]);
  });

  for (const language of ['en', 'de', 'ar-XB']) {
    it(`is accessible in light and dark on 288 pixels, empty and lacking an address: ${language}`, async () => {
      await setLocale(language);
      const host = await openHost(world, html`<div style="inline-size: 288px"><sx-optin></sx-optin></div>`);
      expect(host.find('.base').dir).to.equal(language === 'ar-XB' ? 'rtl' : 'ltr');
      const words = host.find('[part=choice] .words');
      expect(words.lang).to.equal(language === 'de' ? 'de' : 'en');
      await host.tick();
      host.form.noValidate = true;
      host.press();
      await host.until('[part=error]');
      for (const colorScheme of ['dark', 'light'] as const) {
        if (canEmulate) await emulateMedia({ colorScheme });
        await expect(host.element).to.be.accessible();
      }
      const { scrollWidth, clientWidth } = host.find('.base');
      expect(scrollWidth).to.equal(clientWidth);
    });
  }
});
