import { expect, oneEvent } from '@open-wc/testing';
import { setLocale } from '../../src/locales/localize.ts';
import type { SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { wordingHash, wordsOf } from '../helpers/elements-documents.ts';
import { createWorld, openMyData, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

/** A submission with the email box ticked and the post box left. */
function payload(): SubmissionPayload {
  const line = (consent: string, ticked: boolean): SubmissionPayload['consents'][number] => ({
    consent,
    words: wordsOf(consent, 'en'),
    hash: wordingHash(consent, 'en'),
    ticked,
    touched: ticked,
  });
  return {
    form: 'subscription',
    formVersion: 3,
    language: 'en',
    policy: { policy: 'privacy', version: '2026-11-01', hash: 'sha256-x' },
    answers: { email: 'ada@example.org' },
    consents: [line('news-email', true), line('news-post', false)],
  };
}

describe('<sx-my-data> signed out', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const send = async (): Promise<string> => {
    const { id } = await world.client.submit(payload(), { lifetimeHours: 72 });
    await until(
      async () => (await world.client.receipts.list()).some((receipt) => receipt.id === id),
      'Expected a receipt',
    );
    return id;
  };

  it('is accessible, and says that nothing is kept on this device', async () => {
    const panel = await openMyData();
    await expect(panel.element).to.be.accessible();
    expect(panel.text).to.contain('Nothing of yours is kept on this device.');
    expect(panel.text)
      .to.contain('You can complain to Fair & Co Limited')
      .and.to.contain('Information Commission');
  });

  it('lists what was chosen here, in the words that were shown, with a way to withdraw', async () => {
    await send();
    const panel = await openMyData();
    await panel.shows('Given on this device');
    expect(panel.text).to.contain(`You ticked this box. It counts once you have confirmed it in your inbox.`);
    expect(panel.text).to.contain('Email me news once a month.');
    expect(panel.text).to.contain('News and offers, by post You left this box empty.');
    expect(panel.all('[part=permission] [id^=withdraw-]')).to.have.length(1);
    await expect(panel.element).to.be.accessible();
  });

  it('withdraws in one step without signing in, and tells saved from confirmed', async () => {
    const grant = await send();
    const panel = await openMyData();
    await panel.shows('Given on this device');
    world.backend.offline = true;
    setTimeout(() => panel.button('Withdraw').click());
    const { detail } = await oneEvent<CustomEvent<{ purpose: string; channel: string }>>(
      panel.element,
      'sx-withdrawn',
    );
    expect(detail).to.include({ purpose: 'direct-marketing', channel: 'email' });
    await panel.shows('Your withdrawal is saved on this device; it is not sent yet.');
    expect(panel.text).not.to.contain('Confirmed');
    world.backend.offline = false;
    panel.button('Try now').click();
    await panel.shows('Withdrawn: what you allowed on this device, by email for “News and offers”.');
    expect(panel.text, 'what was given elsewhere may stand').not.to.contain('Confirmed');
    await panel.says('Withdrawn: what you allowed on this device, by email');
    const withdrawal = world.backend.operations.at(-1);
    expect(withdrawal?.payload).to.deep.equal({ purpose: 'direct-marketing', channel: 'email', grant });
    expect(world.backend.authorizations.at(-1)).to.equal(`Capability capability-${grant}`);
    expect(panel.all('[part=permission] [id^=withdraw-]')).to.have.length(0);
  });

  it('withdraws every grant of this device for that purpose and channel at once', async () => {
    const grants = [await send(), await send()];
    const panel = await openMyData();
    await panel.shows('Given on this device');
    panel.button('Withdraw').click();
    await panel.shows('Withdrawn: what you allowed on this device, by email');
    const undone = world.backend.operations.flatMap(({ kind, payload: sent }) =>
      kind === 'withdrawal' ? [(sent as { grant?: string }).grant] : [],
    );
    expect(undone.toSorted()).to.deep.equal(grants.toSorted());
  });

  it('offers a choice again that was made anew after the withdrawal', async () => {
    await send();
    const panel = await openMyData();
    await panel.shows('Given on this device');
    panel.button('Withdraw').click();
    await panel.shows('Withdrawn: what you allowed on this device');
    await send();
    await panel.shows('You ticked this box.');
    expect(panel.all('[part=permission] [id^=withdraw-]')).to.have.length(1);
  });

  it('shows what waits, tries now and discards', async () => {
    const panel = await openMyData();
    world.backend.offline = true;
    await world.client.submit(payload(), { lifetimeHours: 72 });
    await panel.shows(
      'Form: Subscribe to our news Not sent yet. Saved on this device; we keep trying to send it.',
    );
    await expect(panel.element).to.be.accessible();
    panel.button('Discard').click();
    await panel.says('Discarded.');
    expect(await world.client.outbox.list()).to.deep.equal([]);
    expect(panel.has('[part=waiting]')).to.equal(false);
  });

  it('removes the list from a shared computer', async () => {
    await send();
    const panel = await openMyData();
    await panel.shows('Given on this device');
    panel.find<HTMLDetailsElement>('details').open = true;
    panel.button('Remove the list').click();
    await panel.says('The list is removed from this device.');
    expect(panel.has('[part=permission]')).to.equal(false);
    expect(await world.client.receipts.list()).to.deep.equal([]);
  });

  it('leaves no English in German', async () => {
    await send();
    await setLocale('de');
    const panel = await openMyData();
    await panel.shows('Auf diesem Gerät erteilt');
    expect(panel.text).to.contain('Neuigkeiten und Angebote, per E-Mail');
    expect(panel.text).not.to.match(/\b(Sign in|Withdraw|Given|On this device|You|Contact)\b/);
  });

  it('says when the panel cannot be loaded and tries again', async () => {
    world.backend.offline = true;
    const panel = await openMyData();
    expect(panel.text).to.contain('Your data could not be loaded.');
    expect(panel.has('slot')).to.equal(true);
    world.backend.offline = false;
    panel.button('Try again').click();
    await panel.until('[part=device]');
  });
});

describe('<sx-my-data> with a backend of the site’s own', () => {
  it('says that signing in is not available', async () => {
    const world = createWorld({ transport: 'webhook' });
    const panel = await openMyData();
    expect(panel.text).to.contain('Signing in is not available on this site.');
    await world.end();
  });
});
