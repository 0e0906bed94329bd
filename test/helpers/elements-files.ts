/** Devices that take their time or fail: storage and files that do what a test says. */
import { databaseName } from '../../src/client/device-database.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { DraftKeeping } from '../../src/elements/form/draft-keeping.ts';
import { Filling } from '../../src/elements/form/filling.ts';
import { definition } from './elements-documents.ts';
import { until } from './elements.ts';

/** A promise that a test resolves when it is time. */
export function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

/** Storage of this browser that fails, or takes its time, where a test wants it to. */
export class ScriptedStorage {
  /** What rejects when it is asked for next. */
  failing: 'write' | 'delete' | undefined;
  /** The next write waits for this. */
  holding: Promise<void> | undefined;
  writes = 0;
  readonly #name = `scripted-${crypto.randomUUID()}`;
  readonly #real = createDeviceStorage(this.#name);

  get storage(): DeviceStorage {
    return {
      ...this.#real,
      delete: async (key) => {
        this.#failOnce('delete');
        await this.#real.delete(key);
      },
      write: async (work) => {
        this.writes += 1;
        this.#failOnce('write');
        const { holding } = this;
        this.holding = undefined;
        await holding;
        return this.#real.write(work);
      },
    };
  }

  end(): void {
    this.#real.close();
    indexedDB.deleteDatabase(databaseName(this.#name));
  }

  #failOnce(what: 'write' | 'delete'): void {
    if (this.failing !== what) return;
    this.failing = undefined;
    throw new DOMException('full', 'QuotaExceededError');
  }
}

/** A file whose content comes when the test says so; counts how often it was asked for. */
export class SlowFile extends File {
  asked = 0;
  #finish: (isReadable: boolean) => void = () => undefined;
  readonly #finished = new Promise<boolean>((resolve) => (this.#finish = resolve));

  override async arrayBuffer(): Promise<ArrayBuffer> {
    this.asked += 1;
    if (!(await this.#finished)) throw new DOMException('locked', 'NotReadableError');
    return super.arrayBuffer();
  }

  finish(): void {
    this.#finish(true);
  }

  fail(): void {
    this.#finish(false);
  }
}

/** Lets a pause in typing pass, by what another form keeps after the same pause begun now. */
export async function pauseInTyping(): Promise<void> {
  let saved = 0;
  const drafts: ConstructorParameters<typeof DraftKeeping>[0] = {
    read: () => Promise.resolve(undefined),
    forget: () => Promise.resolve(),
    save: (draft) => {
      saved += 1;
      return Promise.resolve({ ...draft, savedAt: 0, expiresAt: 1 });
    },
  };
  const keeping = new DraftKeeping(
    drafts,
    () => undefined,
    () => 'en',
  );
  const filling = new Filling(definition, () => 'en');
  keeping.start(filling);
  keeping.touch(filling);
  await until(() => saved === 2, 'Expected the pause to pass');
}
