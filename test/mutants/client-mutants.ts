/** Mistakes of what keeps operations on the device: the outbox, its transactions and its storage. */
import type { Mutant } from './mutant.ts';

const OUTBOX = 'src/client/outbox.ts';
const TRANSACTIONS = 'src/client/outbox-transactions.ts';
const STORAGE = 'src/client/device-storage.ts';
const PUT = 'const entry = await storage.write(putInOrder(fresh, files, order));';

export const CLIENT_MUTANTS: readonly Mutant[] = [
  {
    name: 'deleteBeforeSend',
    breaks: 'an operation is taken from the device before it is sent',
    patches: [
      {
        file: OUTBOX,
        find: 'const entry = entryIn(await storage.get(ENTRY + id));',
        replace:
          'const entry = entryIn(await storage.get(ENTRY + id)); if (typeof entry === "object") await storage.delete(ENTRY + id);',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'ackOnRequestSuccess',
    breaks: 'a write counts when its request succeeded, although its transaction may yet abort',
    patches: [
      {
        file: STORAGE,
        find: '  await done;\n  return result;',
        replace: '  done.catch(() => undefined);\n  return result;',
      },
    ],
    killedBy: {
      file: 'test/client/device-storage.test.ts',
      title: 'rejects when the transaction aborts after its requests succeeded',
    },
  },
  {
    name: 'saidBeforeSaved',
    breaks: 'a page says "saved on this device" before the device has it',
    patches: [
      {
        file: OUTBOX,
        find: PUT,
        replace:
          'const entry = await new Promise<OutboxEntry>((resolve, reject) => { storage.write(putInOrder(fresh, files, { ...order, onPlaced: (one) => { order.onPlaced(one); resolve(one); } })).then(resolve, reject); });',
      },
    ],
    killedBy: 'simulation',
  },
  { name: 'followerNotPersisted', impossible: 'nobody is elected before saving: every tab saves for itself' },
  {
    name: 'listReadModifyWrite',
    breaks: 'the outbox is one list that is read, changed and put back',
    patches: [
      {
        file: OUTBOX,
        find: "import type { DeviceStorage } from './device-storage.ts';",
        replace:
          "import { keysWith } from './device-storage.ts';\nimport type { DeviceStorage } from './device-storage.ts';",
      },
      {
        file: OUTBOX,
        find: PUT,
        replace:
          'const before = await storage.list(ENTRY); const entry = await storage.write(putInOrder(fresh, files, order)); await storage.write((transaction) => { transaction.delete(keysWith(ENTRY)); for (const [key, value] of before) transaction.put(value, key); transaction.put(entry, ENTRY + id); return Promise.resolve(); });',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'coalesceInflight',
    impossible: 'nothing is merged: each act travels alone, as it was saved (see mutateInflight)',
  },
  {
    name: 'wallClockTtl',
    breaks: 'a clock that is set ahead makes what waits run out at once',
    patches: [
      {
        file: 'src/client/client.ts',
        find: 'now: () => Math.min(now(), opened.wall + monotonic() - opened.monotonic),',
        replace: 'now,',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'dropNewest',
    breaks: 'a full outbox takes no more, without a word',
    patches: [
      {
        file: OUTBOX,
        find: PUT,
        replace: `if ((await storage.list(ENTRY)).length > 4) return { entry: fresh, keeping: 'device' };\n${PUT}`,
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'dropOldest',
    breaks: 'a full outbox makes room by forgetting what has waited longest',
    patches: [
      {
        file: OUTBOX,
        find: PUT,
        replace: `${PUT} const kept = await storage.list(ENTRY); if (kept.length > 5) await storage.delete(kept[0]?.[0] ?? '');`,
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'relaxedPowerLoss',
    breaks: 'what was said to be saved is lost with the power',
    patches: [{ file: STORAGE, find: "{ durability: 'strict' }", replace: "{ durability: 'relaxed' }" }],
    killedBy: {
      file: 'test/client/device-storage.test.ts',
      title: 'asks for strict durability and resolves when the transaction is complete',
    },
  },
  {
    name: 'unknownVersionDropped',
    breaks: 'what a newer script saved is deleted by an older one',
    patches: [
      {
        file: OUTBOX,
        find: 'const entries = stored.flatMap(([, value]) => {',
        replace:
          'for (const [key, value] of stored) if (entryIn(value) === "newer") await storage.delete(key).catch(() => undefined);\nconst entries = stored.flatMap(([, value]) => {',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'commitUnknownAsNewOp',
    breaks: 'a write that came through although it failed is made again under another id',
    patches: [
      {
        file: OUTBOX,
        find: 'const entry = keepHere(asked ?? fresh, files, reason);',
        replace:
          'const renewed = asked ?? fresh; const entry = keepHere({ ...renewed, operation: { ...renewed.operation, id: newId() } }, files, reason);',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'clearAllOnAck',
    breaks: 'one receipt empties the whole outbox',
    patches: [
      {
        file: TRANSACTIONS,
        find: 'takeAway(transaction, id);\n    // The receipt of an anonymous',
        replace:
          'takeAway(transaction, id); transaction.delete(keysWith(ENTRY));\n    // The receipt of an anonymous',
      },
    ],
    killedBy: 'simulation',
  },
  {
    name: 'inMemorySeq',
    breaks: 'act numbers are counted in the page: two tabs give the same',
    patches: [{ file: TRANSACTIONS, find: 'Math.max(countIn(last), above()) + 1', replace: 'above() + 1' }],
    killedBy: 'simulation',
  },
  {
    name: 'noSettle',
    breaks: 'what a page keeps for a device that failed never moves to the device',
    patches: [{ file: 'src/client/sync.ts', find: 'await outbox.settle();', replace: '' }],
    killedBy: 'simulation',
  },
  {
    name: 'anonymousReceiptKept',
    breaks: 'a receipt on the device leads to an anonymous answer',
    patches: [
      {
        file: OUTBOX,
        find: 'const isAnonymous = (held ?? handed.get(id))?.anonymous === true || isNameless(id);',
        replace: 'const isAnonymous = false;',
      },
      {
        file: TRANSACTIONS,
        find: 'if (receipt !== undefined && !isAnonymous)',
        replace: 'if (receipt !== undefined)',
      },
    ],
    killedBy: 'simulation',
  },
];
