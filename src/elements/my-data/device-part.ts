/** The panel's part about this device: what is read from it, what the visitor does, what came of it. */
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { OutboxChange } from '../../client/outbox.ts';
import type { HeldAnswer, HeldReceipt } from '../../protocol/me.ts';
import type { Operation } from '../../protocol/operation.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { saveFile } from '../base/save-file.ts';
import type { receiptLines } from './history.ts';
import { clearedWords } from './kept-here.ts';
import type { Clearing } from './kept-here.ts';
import type { DeviceActs } from './on-this-device.ts';
import { operationWords } from './operation-words.ts';
import { readAnswers, readDevice } from './readings.ts';
import type { Device } from './readings.ts';
import { troubleWords } from './trouble.ts';
import type { Trouble } from './trouble.ts';

/** What of the element it works for. */
export interface DeviceHost {
  readonly client: Client;
  readonly config: SiteConfig | undefined;
  readonly language: string;
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
  requestUpdate(): void;
}

export class DevicePart {
  /** Undefined until it has been read; nothing is said of it before. */
  device: Device | undefined;
  clearing: Clearing = 'none';
  /** Answers of what was refused, by operation. */
  readonly answers = new Map<string, readonly HeldAnswer[]>();
  /** What could not be done, by what it was about. */
  readonly troubles = new Map<string, Trouble>();
  /** The template of receipts, once its code is there. */
  receiptLines: typeof receiptLines | undefined;
  readonly acts: DeviceActs = {
    tryNow: () => {
      this.#tryNow();
    },
    retry: (id) => void this.#retry(id),
    discard: (id) => void this.#discard(id),
    copy: (operation) => void this.#copy(operation),
    download: (receipt) => void this.#save(receipt),
    forget: () => void this.#forget(),
    askToClear: () => void this.#askToClear(),
    keep: () => {
      this.#become('none');
      void this.#host.focusOn('#clear');
    },
    clear: () => void this.#clear(),
  };
  readonly #host: DeviceHost;
  #readings = 0;
  #reading = Promise.resolve();

  constructor(host: DeviceHost) {
    this.#host = host;
  }

  /** The element turns to another site. */
  reset(): void {
    this.#readings += 1;
    this.device = undefined;
    this.clearing = 'none';
    this.answers.clear();
    this.troubles.clear();
  }

  /** Resolves when what stands there now is shown; of two readings at once the later one counts. */
  async read(): Promise<void> {
    let awaited: Promise<void>;
    this.#reading = this.#readOnce();
    do {
      awaited = this.#reading;
      await awaited;
    } while (awaited !== this.#reading);
  }

  async #readOnce(): Promise<void> {
    this.#readings += 1;
    const reading = this.#readings;
    const { client } = this.#host;
    const device = await readDevice(client);
    if (reading !== this.#readings) return;
    this.device = device;
    this.#host.requestUpdate();
    void this.#readAnswers(client);
    void this.#loadReceiptLines();
  }

  /** The list of receipts is a chunk of its own; without it the rest of the panel works all the same. */
  async #loadReceiptLines(): Promise<void> {
    if (this.receiptLines !== undefined || this.device?.receipts.length === 0) return;
    const chunk = await import('./history.ts').catch(() => undefined);
    this.receiptLines = chunk?.receiptLines;
    this.#host.requestUpdate();
  }

  async #save(receipt: HeldReceipt): Promise<void> {
    const { config, language } = this.#host;
    if (config === undefined) return;
    await this.#did(receipt.id, 'not-saved', async () => {
      const { receiptFile } = await import('./receipt-file.ts');
      saveFile(receiptFile(receipt, config, language));
    });
  }

  async hear(change: OutboxChange): Promise<void> {
    // Also when another tab cleared the device while this one was asking.
    if (change.type === 'cleared' && this.clearing !== 'under-way') this.#become('none');
    if (change.type === 'saved') this.#become('none');
    await this.read();
  }

  /** Needs the forms, which may take a while: the list does not wait for it. */
  async #readAnswers(client: Client): Promise<void> {
    for (const { operation, refusal } of this.device?.waiting ?? []) {
      if (refusal === undefined || this.answers.has(operation.id)) continue;
      // Without the code for it the rest of the panel works all the same; the next reading asks again.
      const answers = await readAnswers(client, operation).catch(() => undefined);
      if (answers !== undefined) this.answers.set(operation.id, answers);
      this.#host.requestUpdate();
    }
  }

  #tryNow(): void {
    this.#host.announce(msg('Trying now…'));
    void this.#host.client.sync.drain({ now: true });
  }

  async #retry(id: string): Promise<void> {
    const { client } = this.#host;
    // What the device cannot note is known to this page, so it is tried all the same.
    await client.outbox.retry(id);
    this.#tryNow();
  }

  async #discard(id: string): Promise<void> {
    const { client } = this.#host;
    if (!(await this.#did(id, 'not-discarded', () => client.outbox.discard(id)))) return;
    await this.read();
    this.#host.announce(msg('Discarded.'));
    await this.#host.focusOn('#device');
  }

  async #copy(operation: Operation): Promise<void> {
    const { config, language } = this.#host;
    const answers = this.answers.get(operation.id);
    if (config === undefined || answers === undefined) return;
    const text = answersAsText(operationWords(operation, config, language), answers);
    const isCopied = await this.#did(operation.id, 'not-copied', () => navigator.clipboard.writeText(text));
    if (isCopied) this.#host.announce(msg('Copied.'));
  }

  async #forget(): Promise<void> {
    const { receipts } = this.#host.client;
    const isRemoved = await this.#did('receipts', 'not-removed', async () => {
      for (const { id } of await receipts.list()) await receipts.forget(id);
    });
    await this.read();
    if (!isRemoved) return;
    this.#host.announce(msg('The list is removed from this device.'));
    await this.#host.focusOn('#device');
  }

  async #askToClear(): Promise<void> {
    this.troubles.delete('device');
    // What is given up must be counted as it stands now.
    await this.read();
    this.#become('asked');
    await this.#host.focusOn('#clear-question');
  }

  async #clear(): Promise<void> {
    if (this.clearing === 'under-way') return;
    this.#become('under-way');
    const { client } = this.#host;
    const isCleared = await this.#did('device', 'not-cleared', () => client.clearDevice());
    await this.read();
    this.#become(isCleared ? 'done' : 'asked');
    if (!isCleared) return;
    this.#host.announce(clearedWords());
    await this.#host.focusOn('#device');
  }

  /** False, and said, when it could not be done. */
  async #did(about: string, trouble: Trouble, act: () => Promise<void>): Promise<boolean> {
    this.troubles.delete(about);
    try {
      await act();
      return true;
    } catch {
      this.troubles.set(about, trouble);
      this.#host.announce(troubleWords(trouble));
      return false;
    } finally {
      this.#host.requestUpdate();
    }
  }

  #become(clearing: Clearing): void {
    this.clearing = clearing;
    this.#host.requestUpdate();
  }
}

/** To put somewhere else: a mail, another form. */
export function answersAsText(title: string, answers: readonly HeldAnswer[]): string {
  return [title, ...answers.map(({ label, lines }) => `${label}: ${lines.join('\n')}`)].join('\n');
}
