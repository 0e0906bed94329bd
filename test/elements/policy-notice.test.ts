import { expect } from '@open-wc/testing';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import { databaseName } from '../../src/client/device-database.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { createWorld, openNotice, until } from '../helpers/elements.ts';
import { json } from '../helpers/elements-backend.ts';
import { siteConfig } from '../helpers/elements-documents.ts';
import type { World } from '../helpers/elements.ts';
import { live } from '../helpers/policy-timeline.ts';
import type { Milestone, Timeline } from '../helpers/policy-timeline.ts';

const FIRST: Milestone = {
  version: '2026-01-01',
  sections: {
    'Who we are': 'A company in London.',
    'Who gets it': 'Nobody but us.',
    'How long': 'Six months.',
  },
};
const SPELLING: Milestone = { version: '2026-06-01', sections: { 'Who we are': 'A London company.' } };
const RECIPIENTS: Milestone = {
  version: '2026-09-01',
  isMaterial: true,
  sections: { 'Who gets it': 'We and our printers.' },
  told: [{ section: 'who-gets-it', summary: 'A printer gets your address to send you what you ordered.' }],
};
const PERIOD: Milestone = {
  version: '2026-12-01',
  isMaterial: true,
  sections: { 'How long': 'Nine months.', 'Your rights': 'You can have a copy.' },
};

type Notice = Awaited<ReturnType<typeof openNotice>>;

describe('<sx-policy-notice>', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
    const pages = { policyUrl: `${location.origin}/privacy`, myDataUrl: `${location.origin}/my-data` };
    world.backend.answers.set('/config', () => json({ ...siteConfig(world.site), ...pages }));
  });
  afterEach(() => world.end());

  /** An earlier visit saw this version; the page after it starts with nothing in memory. */
  const sawOnce = async (version: string): Promise<void> => {
    const store = await world.client.policySeen();
    await store.see('privacy', { version, effectiveFrom: version });
    world.reload();
  };
  const at = (today: string, ...milestones: Milestone[]): Timeline =>
    live(world.backend, today, [FIRST, ...milestones]);
  const onDevice = async (): Promise<[string, unknown][]> => {
    const storage = createDeviceStorage(world.site);
    const all = await storage.list('');
    storage.close();
    return all;
  };
  const nextVisit = async (): Promise<Notice> => {
    world.reload();
    return openNotice();
  };
  const link = (notice: Notice): HTMLAnchorElement => notice.find<HTMLAnchorElement>('[part=link] a');

  describe('the five cases', () => {
    it('shows who was never here the dated link, and writes and sends nothing', async () => {
      const { asked } = at('2026-10-01', RECIPIENTS, PERIOD);
      const notice = await openNotice();
      expect(link(notice).innerText).to.equal('Privacy policy, updated September 1, 2026');
      expect(link(notice).querySelector('time')?.dateTime).to.equal('2026-09-01');
      expect(link(notice).href).to.equal(`${location.origin}/privacy`);
      expect(notice.status).to.equal('');
      await expect(notice.element).to.be.accessible();
      expect(asked.map(({ search }) => search)).to.deep.equal(['']);
      const databases = await indexedDB.databases();
      expect(databases.some(({ name }) => name === databaseName(world.site))).to.equal(false);
      expect(world.backend.operations).to.deep.equal([]);
    });

    it('shows who has seen the current version the dated link', async () => {
      at('2026-10-01', RECIPIENTS);
      await sawOnce('2026-09-01');
      const notice = await openNotice();
      expect(notice.text.trim()).to.equal('Privacy policy, updated September 1, 2026');
    });

    it('says with the link alone that something changed that needs no notice', async () => {
      at('2026-07-01', SPELLING);
      await sawOnce('2026-01-01');
      const notice = await openNotice();
      expect(link(notice).innerText).to.equal('Updated June 1, 2026');
      expect(new URL(link(notice).href).hash).to.equal(
        '#changes-since=2026-01-01&version=2026-06-01&policy=privacy',
      );
      expect(notice.status).to.equal('');
      await expect(notice.element).to.be.accessible();
    });

    it('notices a material change: its day, its sections, the way to both texts and to my data', async () => {
      const { asked } = at('2026-10-01', SPELLING, RECIPIENTS);
      await sawOnce('2026-01-01');
      const before = await onDevice();
      const notice = await openNotice();
      expect(notice.find('#title').innerText).to.equal('The privacy policy has changed');
      expect(notice.find('[part=notice]').getAttribute('aria-labelledby')).to.equal('title');
      expect(notice.find('[part=step] time').getAttribute('datetime')).to.equal('2026-09-01');
      expect(
        notice.all('[part=step] li').map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim()),
      ).to.deep.equal([
        'Who we are',
        'Who gets it A printer gets your address to send you what you ordered.',
      ]);
      const [section] = notice.all('[part=step] a') as HTMLAnchorElement[];
      expect(new URL(section?.href ?? '').hash).to.equal(
        '#changes-since=2026-01-01&version=2026-09-01&policy=privacy&section=who-we-are',
      );
      const ways = notice.all('.ways a') as HTMLAnchorElement[];
      expect(ways.map(({ href }) => new URL(href).pathname.split('/').at(-1))).to.deep.equal([
        'privacy',
        'my-data',
      ]);
      expect(notice.status).to.equal('The privacy policy has changed');
      expect(notice.focused).to.equal(null);
      await expect(notice.element).to.be.accessible();
      expect(await onDevice()).to.deep.equal(before);
      expect(world.backend.operations).to.deep.equal([]);
      // Not the words of the whole comparison, on every page.
      expect(asked.at(-1)?.searchParams.get('outline')).to.equal('true');
    });

    it('takes a wiped device for a first visit', async () => {
      at('2026-10-01', RECIPIENTS);
      await sawOnce('2026-01-01');
      expect((await openNotice()).has('[part=notice]')).to.equal(true);
      await world.client.clearDevice();
      const notice = await nextVisit();
      expect(notice.text.trim()).to.equal('Privacy policy, updated September 1, 2026');
    });
  });

  it('announces a change before it takes effect, and says that it has once it has', async () => {
    const timeline = at('2026-11-15', PERIOD);
    await sawOnce('2026-01-01');
    const before = await openNotice();
    expect(before.find('#title').innerText).to.equal('The privacy policy will change');
    expect(before.text).to.contain('Takes effect on December 1, 2026');
    await expect(before.element).to.be.accessible();
    timeline.today = '2026-12-01';
    const after = await nextVisit();
    expect(after.find('#title').innerText).to.equal('The privacy policy has changed');
    expect(after.text).to.contain('In force since December 1, 2026').and.not.to.contain('Takes effect');
  });

  it('says which permissions end, and of no others', async () => {
    const renewing = { ...PERIOD, renews: ['direct-marketing'] };
    const timeline = at('2026-11-15', RECIPIENTS, renewing);
    await sawOnce('2026-01-01');
    const before = await openNotice();
    const ends = before.all('[part=renewed]').map(({ innerText }) => innerText.trim());
    expect(ends).to.deep.equal([
      'If you allowed it, this ends on that day until you allow it again: News and offers.',
    ]);
    await expect(before.element).to.be.accessible();
    timeline.today = '2026-12-01';
    expect((await nextVisit()).text).to.contain('this has ended until you allow it again: News and offers');
  });

  it('says nothing of what is scheduled, or was taken back', async () => {
    const timeline = at('2026-10-01', PERIOD);
    await sawOnce('2026-01-01');
    expect((await openNotice()).has('[part=notice]')).to.equal(false);
    timeline.today = '2026-11-15';
    expect((await nextVisit()).has('[part=notice]')).to.equal(true);
    timeline.milestones = [FIRST, { ...PERIOD, isWithdrawn: true }];
    expect((await nextVisit()).text.trim()).to.equal('Privacy policy, updated January 1, 2026');
  });

  it('swallows none of several changes', async () => {
    at('2026-11-15', SPELLING, RECIPIENTS, PERIOD);
    await sawOnce('2026-01-01');
    const notice = await openNotice();
    const steps = notice.all('[part=step]').map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim());
    expect(steps[0]).to.contain('In force since September 1, 2026').and.to.contain('A printer gets');
    expect(steps[1]).to.contain('Takes effect on December 1, 2026').and.to.contain('How long');
    expect(steps[1]).to.contain('Your rights').and.to.contain('new').and.not.to.contain('Who gets it');
    expect(notice.find('#title').innerText).to.equal('The privacy policy has changed');
    expect(new URL(notice.find<HTMLAnchorElement>('.ways a').href).hash).to.contain(
      '#changes-since=2026-01-01&version=2026-12-01',
    );
    await expect(notice.element).to.be.accessible();
  });

  it('gathers what is older than three changes, and says so', async () => {
    const many = Array.from({ length: 24 }, (_, place): Milestone => {
      const day = `2024-${String(1 + Math.floor(place / 2)).padStart(2, '0')}-${place % 2 === 0 ? '01' : '15'}`;
      return { version: day, isMaterial: true, sections: { [`Section ${String(place)}`]: 'New.' } };
    });
    live(world.backend, '2026-11-15', [{ ...FIRST, version: '2023-01-01' }, ...many]);
    await sawOnce('2023-01-01');
    const notice = await openNotice();
    const steps = notice.all('[part=step]');
    expect(steps).to.have.length(3);
    expect(steps[0]?.innerText).to.contain('changes from before it that you have not seen yet');
    expect(steps[0]?.querySelectorAll('li')).to.have.length(22);
    expect(steps[0]?.querySelector('summary')?.innerText).to.equal('Show 16 more');
    await expect(notice.element).to.be.accessible();
  });

  describe('an answer', () => {
    beforeEach(() => sawOnce('2026-01-01'));

    it('“I have read the changes” is noted here, counted without a name, and then it is quiet', async () => {
      at('2026-10-01', SPELLING, RECIPIENTS);
      const notice = await openNotice();
      const heard: string[] = [];
      for (const name of ['sx-acknowledged', 'sx-submitted']) {
        notice.element.addEventListener(name, () => heard.push(name));
      }
      notice.button('I have read the changes').click();
      await notice.until('[part=done]');
      expect(notice.text).to.contain('Noted. You are not told of these changes again on this device.');
      expect(notice.status).to.contain('Noted');
      expect(notice.focused).to.equal(link(notice));
      await expect(notice.element).to.be.accessible();
      await until(() => heard.length === 2, 'Expected both events');
      const [operation] = world.backend.operations as Extract<Operation, { kind: 'acknowledgement' }>[];
      expect(operation?.payload).to.deep.equal({
        policy: 'privacy',
        version: '2026-09-01',
        hash: `sha256-${'2026-09-01'.padEnd(43, '0')}`,
        language: 'en',
      });
      expect([operation?.device, operation?.id.charAt(14)]).to.deep.equal([null, '4']);
      expect(operation?.madeAt).to.match(/T00:00:00\.000Z$/);
      expect(world.backend.authorizations).to.deep.equal([null]);
      const kept = await onDevice();
      expect(kept.map(([key]) => key)).to.deep.equal(['policySeen:privacy']);
      expect(JSON.stringify(kept)).not.to.contain(operation?.id);
      const later = await nextVisit();
      expect(later.text.trim()).to.equal('Privacy policy, updated September 1, 2026');
    });

    it('is kept until the backend has it', async () => {
      at('2026-10-01', RECIPIENTS);
      const notice = await openNotice();
      world.backend.offline = true;
      notice.button('I have read the changes').click();
      await notice.until('[part=done]');
      expect((await world.client.outbox.list()).map(({ operation }) => operation.kind)).to.deep.equal([
        'acknowledgement',
      ]);
      world.backend.offline = false;
      world.reload();
      await until(() => world.backend.operations.length === 1, 'Expected it to be sent by the next page');
    });

    it('“Not now” is quiet for this version, says “updated” until it is seen, and a new one is told of', async () => {
      const timeline = at('2026-10-01', RECIPIENTS, {
        ...PERIOD,
        version: '2026-11-01',
        publishedOn: '2026-10-10',
      });
      const notice = await openNotice();
      notice.button('Not now').click();
      await notice.until('[part=link]');
      expect(notice.text.trim()).to.contain('Privacy policy: Updated September 1, 2026');
      expect(notice.focused).to.equal(link(notice));
      const later = await nextVisit();
      expect(later.text.trim()).to.contain('Privacy policy: Updated September 1, 2026');
      expect(link(later).href).to.contain('#changes-since=2026-01-01');
      await expect(later.element).to.be.accessible();
      expect(world.backend.operations).to.deep.equal([]);
      timeline.today = '2026-10-12';
      expect((await nextVisit()).all('[part=step]')).to.have.length(2);
    });

    it('“Not now” to an announcement is quiet until it takes effect', async () => {
      const timeline = at('2026-11-15', PERIOD);
      (await openNotice()).button('Not now').click();
      await until(async () => JSON.stringify(await onDevice()).includes('dismissed'), 'Expected a note');
      const announced = await nextVisit();
      expect(announced.text.trim()).to.contain('Changes on December 1, 2026');
      timeline.today = '2026-12-02';
      const inForce = await nextVisit();
      expect(inForce.has('[part=notice]')).to.equal(true);
      inForce.button('Not now').click();
      await inForce.until('[part=link]');
      expect((await nextVisit()).has('[part=notice]')).to.equal(false);
    });

    it('is repeated on every page until it is seen', async () => {
      at('2026-10-01', RECIPIENTS);
      expect((await openNotice()).has('[part=notice]')).to.equal(true);
      expect((await nextVisit()).has('[part=notice]')).to.equal(true);
      const store = await world.client.policySeen();
      await store.see('privacy', { version: '2026-09-01', effectiveFrom: '2026-09-01' });
      expect((await nextVisit()).has('[part=notice]')).to.equal(false);
    });

    it('is given once, however often it is pressed, and in another tab', async () => {
      at('2026-10-01', RECIPIENTS);
      const notice = await openNotice();
      const other = await openNotice();
      const button = notice.button('I have read the changes');
      button.click();
      button.click();
      await notice.until('[part=done]');
      other.button('I have read the changes').click();
      await other.until('[part=done]');
      await until(() => world.backend.operations.length > 0, 'Expected it to be sent');
      expect(world.backend.operations).to.have.length(1);
    });
  });

  it('keeps its state in another language', async () => {
    at('2026-10-01', SPELLING, RECIPIENTS);
    await sawOnce('2026-01-01');
    const notice = await openNotice();
    await setLocale('de');
    await notice.shows('Die Datenschutzerklärung hat sich geändert');
    expect(notice.text).to.contain('In Kraft seit dem 1. September 2026');
    await notice.until('[part=step] a [lang=de]');
    notice.button('Ich habe die Änderungen gelesen').click();
    await notice.until('[part=done]');
    await setLocale('en');
    await notice.shows('Noted.');
    await until(() => world.backend.operations.length === 1, 'Expected it to be sent');
    expect(world.backend.operations[0]?.payload).to.include({ language: 'de' });
  });
});
