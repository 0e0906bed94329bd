/** The notice on the pages of hosts: beside the other elements, in their languages and widths, and when things fail. */
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { SxPolicyElement } from '../../src/elements/policy/policy.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { json } from '../helpers/elements-backend.ts';
import { siteConfig } from '../helpers/elements-documents.ts';
import { createWorld, forbiddenStorage, openMyData, openNotice, Panel, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';
import { live } from '../helpers/policy-timeline.ts';
import type { Milestone } from '../helpers/policy-timeline.ts';

const FIRST: Milestone = {
  version: '2026-01-01',
  sections: { 'Who gets it': 'Nobody but us.', 'How long': 'Six months.', Chat: 'Others can read it.' },
};
const SECOND: Milestone = {
  version: '2026-09-01',
  isMaterial: true,
  sections: { 'Who gets it': 'We and our printers.', Chat: '' },
  told: [{ section: 'who-gets-it', summary: 'Ein Drucker bekommt Ihre Anschrift.', language: 'de' }],
};
const COMING: Milestone = {
  version: '2026-12-01',
  isMaterial: true,
  sections: {
    [`A heading of ${'many words '.repeat(6)}and oneveryverylongwordwithoutabreakinitsmiddle`]: 'New.',
  },
};
const BANNED = /agree|accept|consent|zustimm|einverstanden|akzeptier|einwillig/i;

describe('<sx-policy-notice> on a page', () => {
  let world: World;
  const start = async (options: Parameters<typeof createWorld>[0] = {}): Promise<void> => {
    await world.end();
    world = createWorld(options);
    live(world.backend, '2026-11-15', [FIRST, SECOND, COMING]);
    const store = await world.client.policySeen();
    await store.see('privacy', { version: '2026-01-01', effectiveFrom: '2026-01-01' });
  };
  beforeEach(async () => {
    world = createWorld();
    await start();
  });
  afterEach(() => world.end());

  it('leads to the policy on the same page: the changes since, the one section, the whole text', async () => {
    const policy = new Panel(await fixture<SxPolicyElement>(html`<sx-policy></sx-policy>`));
    await policy.until('[part=section]');
    const notice = await openNotice();
    notice.all('.ways a')[0]?.click();
    await policy.shows('The text with its changes');
    await until(() => policy.focused === policy.find('#changed'), 'Expected the focus on the list');
    expect(policy.text).to.contain('This version is not in force yet.');
    const removed = notice.all('[part=step] a').find(({ innerText }) => innerText === 'Chat');
    removed?.click();
    await until(() => policy.focused?.id === 'section-chat', 'Expected the focus on the section');
    expect(location.hash).to.equal('');
    notice.button('Not now').click();
    await notice.until('[part=link]');
    expect(notice.find('[part=link] a').innerText).to.contain('Changes on December 1, 2026');
  });

  it('leads to the panel on the same page', async () => {
    const panel = await openMyData();
    const notice = await openNotice();
    notice.all('.ways a')[1]?.click();
    await until(() => panel.focused === panel.find('.heading'), 'Expected the focus on the panel');
  });

  it('leaves a click that asks for a new tab to the browser', async () => {
    const policy = new Panel(await fixture<SxPolicyElement>(html`<sx-policy></sx-policy>`));
    await policy.until('[part=section]');
    const notice = await openNotice();
    const click = new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true, composed: true });
    let isPrevented = true;
    notice.element.addEventListener('click', (event) => {
      isPrevented = event.defaultPrevented;
      event.preventDefault();
    });
    notice.find('.ways a').dispatchEvent(click);
    expect(isPrevented).to.equal(false);
    expect(policy.has('[part=changes]')).to.equal(false);
  });

  it('leads elsewhere under the name and to the page that the host gives', async () => {
    const notice = await openNotice({ label: 'Cookie rules', href: 'https://fair.example/cookies#top' });
    expect(notice.find('#title').innerText).to.equal('Changes: Cookie rules');
    const link = notice.find<HTMLAnchorElement>('.ways a');
    expect(link.href).to.match(/^https:\/\/fair\.example\/cookies#changes-since=/);
    expect(link.rel).to.equal('noopener noreferrer');
    expect(link.innerText).to.contain('(opens another site)');
  });

  it('marks the language of words that are not in that of the page', async () => {
    const notice = await openNotice();
    expect(notice.find('.told').lang).to.equal('de');
    expect(notice.find('[part=step] a span').lang).to.equal('en');
  });

  it('is a line of text where nothing is kept: a shared device has no visits before', async () => {
    await start({ sharedDevice: true });
    world.reload();
    live(world.backend, '2026-11-15', [FIRST, SECOND]);
    expect((await openNotice()).has('[part=notice]')).to.equal(false);
    expect(
      await indexedDB.databases().then((all) => all.filter(({ name }) => name?.includes(world.site))),
    ).to.have.length(0);
  });

  it('says that it may come again where the browser keeps nothing', async () => {
    await start({ storage: forbiddenStorage() });
    const notice = await openNotice();
    notice.button('I have read the changes').click();
    await notice.shows('Noted for this page.');
    await until(() => world.backend.operations.length === 1, 'Expected it to be sent');
    await expect(notice.element).to.be.accessible();
  });

  it('says that an answer could not be noted, and takes it when it is given again', async () => {
    const notice = await openNotice();
    const { acknowledge } = world.client;
    world.client.acknowledge = () => Promise.reject(new Error('no code'));
    notice.button('I have read the changes').click();
    await notice.shows('This could not be noted.');
    expect(notice.status).to.contain('could not be noted');
    await expect(notice.element).to.be.accessible();
    world.client.acknowledge = acknowledge;
    notice.button('I have read the changes').click();
    await notice.until('[part=done]');
  });

  it('keeps its dates and links where the comparison cannot be had', async () => {
    world.backend.answers.set('/policies/privacy/changes', () => new Response('', { status: 500 }));
    const notice = await openNotice();
    expect(notice.all('[part=step]')).to.have.length(2);
    expect(notice.all('[part=step] li')).to.have.length(0);
    await expect(notice.element).to.be.accessible();
  });

  it('is a plain link where the policy cannot be asked, and says why once, to the developer', async () => {
    world.backend.answers.set('/policies/privacy', () => new Response('', { status: 500 }));
    const told: unknown[] = [];
    const { error } = console;
    console.error = (words: unknown) => void told.push(words);
    const heard: string[] = [];
    document.addEventListener(
      'sx-error',
      (event) => heard.push((event as CustomEvent<{ code: string }>).detail.code),
      { once: true },
    );
    try {
      const notice = await openNotice();
      expect(notice.text.trim()).to.equal('Privacy policy (opens another site)');
      await expect(notice.element).to.be.accessible();
      await openNotice();
    } finally {
      console.error = error;
    }
    expect(heard).to.deep.equal(['foreign']);
    expect(told.filter((words) => String(words).includes('no policy notice'))).to.have.length(1);
  });

  it('leaves what the host put there where nothing can be had', async () => {
    world.backend.offline = true;
    const { error } = console;
    console.error = () => undefined;
    try {
      const element = await fixture(
        html`<sx-policy-notice><a href="/privacy">Privacy</a></sx-policy-notice>`,
      );
      const panel = new Panel(element as HTMLElement);
      await until(() => world.client.documents.config().catch(() => true), 'Expected a failure');
      expect(panel.has('slot')).to.equal(true);
      expect(panel.has('[part=notice], [part=link]')).to.equal(false);
    } finally {
      console.error = error;
    }
  });

  it('says in my data that this device remembers a version, and forgets it when it is cleared', async () => {
    const panel = await openMyData();
    expect(panel.text).to.contain('The version of the policy that you saw last');
    panel.button('Clear everything on this device').click();
    await panel.until('#clear-now');
    panel.find('#clear-now').click();
    await panel.shows('Cleared.');
    expect((await world.client.kept()).map(({ kind }) => kind)).not.to.contain('policies');
  });

  for (const language of ['en', 'de', 'ar-XB']) {
    it(`is whole on 360 pixels, accessible, and asks for nothing: ${language}`, async () => {
      await setLocale(language);
      const check = async (): Promise<void> => {
        const host = await fixture(html`<div style="inline-size: 360px; overflow: hidden"></div>`);
        const notice = await openNotice();
        host.append(notice.element);
        await until(() => notice.has('[part=link], [part=notice]'), 'Expected it again');
        await expect(notice.element).to.be.accessible();
        expect(notice.find('.base').dir).to.equal(language === 'ar-XB' ? 'rtl' : 'ltr');
        expect(host.scrollWidth).to.equal(host.clientWidth);
        const { left, right } = host.getBoundingClientRect();
        for (const part of notice.all('a, button, p, li, h2')) {
          const box = part.getBoundingClientRect();
          if (part.classList.contains('hidden-visually')) continue;
          expect(box.left >= left - 1 && box.right <= right + 1, part.outerHTML.slice(0, 80)).to.equal(true);
        }
        // The author's own words are theirs.
        expect(notice.text.replaceAll(/[\u202A-\u202E]/g, '')).not.to.match(BANNED);
        expect(notice.text).not.to.match(/undefined|\[object/);
        notice.element.remove();
      };
      await check();
      world.backend.answers.set('/config', () =>
        json({ ...siteConfig(world.site), policyUrl: location.origin }),
      );
      live(world.backend, '2026-11-15', [FIRST]);
      world.reload();
      await check();
    });
  }
});

describe('<sx-policy> at an address that names a comparison', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
    live(world.backend, '2026-11-15', [FIRST, SECOND]);
    // Versions are answered once the list was asked.
    return world.client.documents.policy('privacy');
  });
  afterEach(async () => {
    history.replaceState(null, '', location.pathname + location.search);
    await world.end();
  });
  const open = async (fragment: string): Promise<Panel<SxPolicyElement>> => {
    history.replaceState(null, '', `#${fragment}`);
    const policy = new Panel(await fixture<SxPolicyElement>(html`<sx-policy policy="privacy"></sx-policy>`));
    await policy.until('[part=section], [part=change]');
    return policy;
  };

  it('shows it at once, in the version and at the section that are named', async () => {
    const policy = await open(
      'changes-since=2026-01-01&version=2026-09-01&policy=privacy&section=who-gets-it',
    );
    await until(() => policy.focused?.id === 'section-who-gets-it', 'Expected the focus on the section');
    expect(policy.find('#changed').innerText).to.equal('2 sections changed');
    policy.button('Version of January 1, 2026').click();
    await policy.shows('This is an older version.');
    expect(policy.focused?.id).not.to.equal('section-who-gets-it');
  });

  it('shows the version in force for one that does not exist, and for another policy', async () => {
    const unknown = await open('changes-since=2026-01-01&version=1999-01-01');
    expect(unknown.has('[part=problem]')).to.equal(false);
    expect(unknown.has('[part=changes]')).to.equal(false);
    const other = await open('changes-since=2026-01-01&policy=cookies');
    expect(other.has('[part=changes]')).to.equal(false);
  });
});
