/** Runs in the page: brings the device into the state a visit begins with. */
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import { createOutbox } from '../../src/client/outbox.ts';
import { openChannel } from '../../src/client/outbox-channel.ts';
import { draft, newId } from '../helpers/elements-operations.ts';

/** Leaves as many operations waiting as asked for, none of them tried yet. */
export async function leaveWaiting(site: string, count: number): Promise<number> {
  const storage = createDeviceStorage(site);
  const outbox = createOutbox({ storage, now: Date.now, newId, openChannel: openChannel(site) });
  if ((await outbox.list()).length !== count) {
    await storage.clear();
    for (let saved = 0; saved < count; saved += 1) await outbox.save(draft());
  }
  const waiting = await outbox.list();
  for (const { operation, attempts } of waiting) {
    if (attempts > 0)
      await outbox.postpone(operation.id, { attempts: 0, triedAt: 0, nextAttemptAt: 0, notBefore: 0 });
  }
  storage.close();
  return waiting.length;
}
