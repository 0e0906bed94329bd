import { expect } from '@open-wc/testing';
import type { SxMyDataElement } from '../../src/elements/my-data/my-data.ts';
import { problem } from '../helpers/elements-backend.ts';
import { createWorld, openMyData, until } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';

describe('<sx-my-data> signing in', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const ask = (panel: Panel<SxMyDataElement>, address: string): void => {
    panel.find<HTMLInputElement>('#address').value = address;
    panel.button('Send me a link').click();
  };
  const arrive = async (token: string): Promise<Panel<SxMyDataElement>> => {
    history.replaceState(null, '', `#sx-sign-in=${token}`);
    return openMyData();
  };
  const signedIn = async (): Promise<Panel<SxMyDataElement>> => {
    const panel = await arrive('good-token');
    panel.button('Sign in').click();
    await panel.shows('Signed in as ada@example.org');
    return panel;
  };

  it('asks for one address and gives the same answer whatever it is', async () => {
    const panel = await openMyData();
    ask(panel, ' ada@example.org ');
    await panel.shows('If we hold data for ada@example.org, an email with a link and a code is on its way.');
    expect(world.backend.links).to.deep.equal([
      { site: world.site, email: 'ada@example.org', language: 'en' },
    ]);
    await expect(panel.element).to.be.accessible();
    panel.button('Use another address').click();
    await panel.until('#address');
  });

  it('signs in with the code of the mail, however it is pasted, and keeps a wrong one to be mended', async () => {
    const panel = await openMyData();
    ask(panel, 'ada@example.org');
    await panel.shows('Look in your inbox');
    await expect(panel.element).to.be.accessible();
    const code = (): HTMLInputElement => panel.find<HTMLInputElement>('#code');
    expect([code().getAttribute('autocomplete'), code().inputMode]).to.deep.equal([
      'one-time-code',
      'numeric',
    ]);
    const enter = (digits: string): void => {
      code().value = digits;
      panel.button('Sign in').click();
    };
    enter('12');
    await panel.shows('Give the six digits from the email');
    await expect(panel.element).to.be.accessible();
    enter('654321');
    await panel.shows('This link or code is wrong, used or too old.');
    await until(() => panel.element.shadowRoot?.activeElement === code(), 'the focus is on the code');
    expect(code().value).to.equal('654321');
    enter(' 123-456 ');
    await panel.shows('Signed in as ada@example.org');
  });

  it('says what is wrong with an address', async () => {
    const panel = await openMyData();
    ask(panel, '');
    await panel.shows('Fill in your email address');
    expect(panel.focused?.id).to.equal('address');
    ask(panel, 'ada');
    await panel.shows('Give an address like name@example.com');
    await expect(panel.element).to.be.accessible();
    expect(world.backend.links).to.have.length(0);
  });

  it('asks for patience after too many tries', async () => {
    world.backend.answers.set('/sign-in-links', () => problem('rate-limited'));
    const panel = await openMyData();
    ask(panel, 'ada@example.org');
    await panel.shows('Too many tries. Wait a few minutes, then ask again.');
  });

  it('takes the token out of the address and uses it only after a press', async () => {
    const panel = await arrive('good-token');
    expect(location.hash).to.equal('');
    expect(world.backend.sessions.size).to.equal(0);
    await expect(panel.element).to.be.accessible();
    panel.button('Sign in').click();
    await panel.shows('Signed in as ada@example.org');
    await panel.says('You are signed in.');
    await until(() => panel.focused?.textContent.trim() === 'My data', 'Expected the focus on the heading');
  });

  it('takes the token of a link that is opened in the same tab', async () => {
    const panel = await openMyData();
    location.hash = '#sx-sign-in=good-token';
    await panel.shows('Your link is ready. It works once.');
    expect(location.hash).to.equal('');
  });

  it('says in plain words that a link is used up, and offers a new one', async () => {
    const panel = await arrive('old-token');
    panel.button('Sign in').click();
    await panel.shows('This link or code is wrong, used or too old. Ask for a new one.');
    expect(panel.has('#address')).to.equal(true);
  });

  it('keeps the link when only the connection failed', async () => {
    const panel = await arrive('good-token');
    world.backend.offline = true;
    panel.button('Sign in').click();
    await panel.shows('We could not be reached.');
    world.backend.offline = false;
    panel.button('Sign in').click();
    await panel.shows('Signed in as');
  });

  it('shows an empty state where nothing is held', async () => {
    const panel = await signedIn();
    expect(panel.text).to.contain('You have given us no permission to contact you.');
    expect(panel.text).to.contain('We hold no answers of yours.');
    await expect(panel.element).to.be.accessible();
  });

  it('shows what is held, and withdraws a permission in one step', async () => {
    const since = '2026-11-01T10:00:00.000Z';
    const held = { purpose: 'direct-marketing', since };
    world.backend.permissions = [
      { ...held, channel: 'email', state: 'ConsentGiven', words: 'Email me news.' },
      { ...held, channel: 'post', state: 'ConsentRefused' },
      { ...held, channel: 'phone', state: 'ConsentExpired' },
    ];
    world.backend.details = [
      {
        operation: '0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000',
        form: 'subscription',
        title: 'Subscribe to our news',
        language: 'en',
        receivedAt: since,
        answers: [
          { item: 'name', type: 'text', label: 'Your name', lines: ['Ada'], revision: 0 },
          { item: 'start', type: 'date', label: 'Start', lines: ['2026-12-01'], revision: 0 },
          { item: 'shown', type: 'checkbox', label: 'Show me round', lines: ['true'], revision: 0 },
          { item: 'topics', type: 'multi-choice', label: 'Topics', lines: ['Food', 'Health'], revision: 0 },
        ],
        captured: { page: 'https://fair.example/news', utm_source: 'hall-notes' },
      },
    ];
    const panel = await signedIn();
    expect(panel.text).to.contain(
      'Given: we may contact you by email. Since: November 1, 2026 Email me news.',
    );
    expect(panel.text)
      .to.contain('Not given: you left the box empty.')
      .and.to.contain('Run out: we no longer contact you by phone.');
    expect(panel.text)
      .to.contain('Your name Ada Start December 1, 2026 Show me round Yes Topics Food Health')
      .and.to.contain('Where you came from https://fair.example/news utm_source: hall-notes');
    expect(panel.all('[part=permission] button')).to.have.length(1);
    await expect(panel.element).to.be.accessible();
    panel.button('Withdraw').click();
    await panel.shows('Withdrawn: we no longer contact you by email.');
    await panel.says('Confirmed: we will no longer contact you by email for “News and offers”.');
    expect(world.backend.authorizations).to.deep.equal(['Bearer session-1']);
    expect(world.backend.operations[0]?.payload).to.deep.equal({
      purpose: 'direct-marketing',
      channel: 'email',
    });
  });

  it('withdraws all permissions by one control, and offers it only where there are several', async () => {
    const held = { purpose: 'direct-marketing', since: '2026-11-01T10:00:00.000Z' };
    world.backend.permissions = [
      { ...held, channel: 'email', state: 'ConsentGiven' },
      { ...held, channel: 'post', state: 'ConsentRequested' },
      { ...held, channel: 'phone', state: 'ConsentRefused' },
    ];
    const panel = await signedIn();
    await expect(panel.element).to.be.accessible();
    panel.button('Withdraw all permissions').click();
    await panel.says('Confirmed: we will no longer contact you by post for “News and offers”.');
    const withdrawn = world.backend.operations.map(({ payload }) => payload);
    expect(withdrawn).to.deep.equal(
      ['email', 'post'].map((channel) => ({ purpose: 'direct-marketing', channel })),
    );
    await until(() => panel.all('#withdraw-all').length === 0, 'nothing is left to withdraw');
  });

  it('says that the session has ended and asks to sign in again', async () => {
    const panel = await signedIn();
    world.backend.sessions.clear();
    await world.client.session.me().catch(() => undefined);
    await panel.shows('Your session has ended. Sign in again to go on; nothing is lost.');
    expect(panel.has('#address')).to.equal(true);
    expect(panel.text).not.to.contain('ada@example.org');
  });

  it('warns before the session ends and extends it', async () => {
    world.backend.sessionLength = 30_000;
    const panel = await signedIn();
    await panel.shows('You will be signed out in one minute.');
    await panel.says('You will be signed out in one minute.');
    world.backend.sessionLength = 15 * 60_000;
    panel.button('Stay signed in').click();
    await until(() => !panel.has('[part=session]'), 'Expected the warning to go');
    await panel.says('You are signed in.');
  });

  it('signs out', async () => {
    const panel = await signedIn();
    panel.button('Sign out').click();
    await panel.until('#address');
    await panel.says('You are signed out.');
    expect(panel.text).not.to.contain('Your session has ended');
    expect(world.client.session.current()).to.equal(undefined);
  });
});
