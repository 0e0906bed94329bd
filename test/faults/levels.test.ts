/** What a visitor reads where the device cannot keep a form: one sentence for each level, and all of them true. */
import { expect } from '@open-wc/testing';
import { databaseName } from '../../src/client/device-database.ts';
import { createWorld, openForm, openMyData, until } from '../helpers/elements.ts';
import type { FormPanel, World } from '../helpers/elements.ts';
import {
  abortsWithoutReason,
  hurry,
  losesConnection,
  mend,
  noRoom,
  openFails,
  openNeverSettles,
  replace,
  writesNeverSettle,
} from './broken-device.ts';

const SAVED = 'Not sent yet. Saved on this device; we keep trying to send it.';
const NOTHING_KEPT = 'Not sent yet. This browser keeps nothing for this page: keep it open until it is sent.';
const NO_ROOM = 'Not sent yet. There is no room left on this device: keep this page open until it is sent.';
const NOT_SAVED = 'Not sent yet. This browser could not save it: keep this page open until it is sent.';
const OUT_OF_DATE = 'Not sent yet. This page is out of date and cannot save: keep it open until it is sent.';

function withoutDatabase(get: () => undefined): void {
  replace(globalThis, 'indexedDB', { get });
}

/** What is wrong, how it comes about, and what is to be read then. */
const LEVELS: readonly [number: number, what: string, fail: () => void, words: string][] = [
  [55, 'a browser without a database', () => withoutDatabase(() => undefined), NOTHING_KEPT],
  [
    55,
    'a browser that forbids to ask for its database',
    () =>
      withoutDatabase(() => {
        throw new DOMException('forbidden', 'SecurityError');
      }),
    NOTHING_KEPT,
  ],
  [57, 'a frame that may not store', () => openFails('SecurityError'), NOTHING_KEPT],
  [56, 'a private window that opens nothing', () => openFails('InvalidStateError'), NOT_SAVED],
  [43, 'a device without room', () => noRoom(), NO_ROOM],
  [51, 'writes that abort without a reason', () => abortsWithoutReason(), NOT_SAVED],
  [47, 'a connection that is lost and opened again', () => losesConnection(1), SAVED],
  [47, 'a connection that is lost every time', () => losesConnection(), NOT_SAVED],
  [
    48,
    'a database that never opens',
    () => {
      hurry(5000);
      openNeverSettles();
    },
    NOT_SAVED,
  ],
  [64, 'a database that a later script has changed', () => openFails('VersionError'), OUT_OF_DATE],
];

describe('<sx-form> on a device with', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(async () => {
    mend();
    await world.end();
  });

  async function sent(fail: () => void): Promise<FormPanel> {
    const form = await openForm();
    form.type('email', 'ada@visitor.example');
    await form.tick('news-email');
    world.backend.offline = true;
    fail();
    form.send();
    return form;
  }

  async function expectConfirmed(form: FormPanel): Promise<void> {
    world.backend.offline = false;
    await world.client.sync.drain({ now: true });
    await form.shows('Thank you. We have your choices.');
    expect(world.backend.operations).to.have.length(1);
    expect(await world.client.outbox.list()).to.deep.equal([]);
  }

  for (const [number, what, fail, words] of LEVELS) {
    it(`${String(number)}: ${what}: says where it stands, and confirms once`, async () => {
      const form = await sent(fail);
      await form.shows(words);
      expect(form.text).not.to.match(/thank/i);
      await expect(form.element).to.be.accessible();
      await expectConfirmed(form);
    });
  }

  it('52: writes that never settle: says that it is not saved until it knows better, and confirms once', async () => {
    const form = await sent(() => {
      hurry(10_000);
      writesNeverSettle(1);
    });
    await form.shows(/Not sent yet\. (This browser could not save it|Saved on this device)/);
    await expectConfirmed(form);
  });

  it('64: a database that a later script really changed: says that the page is out of date', async () => {
    const upgrade = indexedDB.open(databaseName(world.site), 2);
    await new Promise((resolve) => {
      upgrade.onupgradeneeded = () => upgrade.result.createObjectStore('entries-2');
      upgrade.onsuccess = resolve;
    });
    upgrade.result.close();
    const form = await sent(() => undefined);
    await form.shows(OUT_OF_DATE);
    const panel = await openMyData();
    await panel.shows(OUT_OF_DATE);
    await expectConfirmed(form);
  });

  it('46: no room, and then room again: says that it is saved now', async () => {
    const form = await sent(() => noRoom());
    await form.shows(NO_ROOM);
    mend();
    await world.client.sync.drain({ now: true });
    await form.shows(SAVED);
    await expectConfirmed(form);
  });

  it('54: entries that nobody can read: the panel shows the others', async () => {
    await sent(() => undefined);
    await until(async () => (await world.client.outbox.list()).length === 1, 'Expected it to be saved');
    const database = indexedDB.open(databaseName(world.site));
    await new Promise((resolve) => (database.onsuccess = resolve));
    const writing = database.result.transaction('entries', 'readwrite');
    writing.objectStore('entries').put({ v: 1 }, 'outbox:damaged');
    writing.objectStore('entries').put({ v: 2 }, 'outbox:newer');
    await new Promise((resolve) => (writing.oncomplete = resolve));
    database.result.close();
    world.backend.answers.set('/operations', () => new Response('', { status: 503 }));
    world.backend.offline = false;
    world.reload();
    const panel = await openMyData();
    await panel.shows(SAVED);
    expect(panel.all('[part=waiting] li')).to.have.length(1);
  });
});
