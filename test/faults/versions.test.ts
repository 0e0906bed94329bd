/** Scripts of different versions at the same device: the older gives way, and loses nothing. */
import { expect } from '@open-wc/testing';
import { databaseName, OBJECT_STORE } from '../../src/client/device-database.ts';
import { visitorBehind, visitorsLeave } from './visitor.ts';

/** A later script brings the database to its own form; what older ones left there stays. */
function upgrade(device: string): Promise<{ wasBlocked: boolean }> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName(device), 2);
    let wasBlocked = false;
    request.onblocked = () => (wasBlocked = true);
    request.onupgradeneeded = () => request.result.createObjectStore('entries-2');
    request.onerror = () => reject(request.error ?? new Error('Expected a reason, got none'));
    request.onsuccess = () => {
      request.result.close();
      resolve({ wasBlocked });
    };
  });
}

async function entriesOf(device: string): Promise<string[]> {
  const request = indexedDB.open(databaseName(device));
  await new Promise((resolve) => (request.onsuccess = resolve));
  const keys = request.result.transaction(OBJECT_STORE).objectStore(OBJECT_STORE).getAllKeys();
  await new Promise((resolve) => (keys.onsuccess = resolve));
  request.result.close();
  return keys.result as string[];
}

describe('a later script at the same device', () => {
  afterEach(visitorsLeave);

  it('62: changes the database at once, and finds there what the older one kept', async () => {
    const visitor = await visitorBehind('none');
    const made = await visitor.subscribeOffline();
    expect(await upgrade(visitor.device)).to.deep.equal({ wasBlocked: false });
    expect(await entriesOf(visitor.device)).to.include(`outbox:${made.id}`);
    await visitor.drain();
    expect(await entriesOf(visitor.device)).to.include(`outbox:${made.id}`, 'nothing is deleted unread');
    expect(visitor.client.outbox.isReadable()).to.equal(false, 'the older one knows that it cannot see it');
  });

  it('64: leaves the older one a page that cannot save, and says so: the form is sent once', async () => {
    const visitor = await visitorBehind('none');
    await visitor.confirmed(await visitor.subscribe());
    await upgrade(visitor.device);
    visitor.goOffline();
    const saved = await visitor.subscribe('grace@visitor.example');
    const made = await visitor.expectInPage(saved, 'newer');
    await visitor.drain();
    await visitor.confirmed(saved);
    const committed = await visitor.committed(saved);
    expect(committed?.operation).to.deep.equal(made);
    expect(committed?.submissions).to.equal(1);
    expect(await visitor.client.outbox.list()).to.deep.equal([]);
  });
});
