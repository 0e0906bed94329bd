/**
 * The panel's part about what is held of a signed-in visitor: what was read, what they do with it, what comes of it.
 * A chunk of its own; it is loaded with the first reading of a session.
 */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { HeldPermission, HeldReceipt } from '../../protocol/me.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { OBJECTION_SCOPES } from '../../protocol/terms.ts';
import type { ObjectionScope } from '../../protocol/terms.ts';
import { saysGpc } from '../base/gpc.ts';
import { heading } from '../base/heading.ts';
import { addStyles } from '../base/late-styles.ts';
import { saveFile } from '../base/save-file.ts';
import type { Correction } from './correction.ts';
import { answerKey, heldDetails } from './details.ts';
import { heldStyles } from './held.styles.ts';
import { receiptLines } from './history.ts';
import { overview } from './overview.ts';
import { heldPermissions } from './permissions.ts';
import type { HeldData } from './readings.ts';
import type { RightsDoor } from './rights-door.ts';
import { switches, switchState } from './switches.ts';

/** What of the element it works for. */
export interface HeldHost {
  readonly client: Client;
  readonly language: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly waiting: readonly OutboxEntry[];
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
  requestUpdate(): void;
  /** Reads the device again: something was saved on it. */
  readDevice(): Promise<void>;
  readonly asked: ReadonlyMap<string, string>;
  askToConfirm(grants: readonly { grant: string }[]): Promise<void>;
  withdrawAll(permissions: readonly HeldPermission[]): void;
  readonly rights: RightsDoor;
}

export class HeldPart {
  data: HeldData;
  readonly #host: HeldHost;
  /** The answer that is being put right. */
  #editing: { key: string; correction: Correction } | undefined;
  /** Whether it is asked if the word of the browser is to be overruled. */
  #isAsking = false;
  #isSaving = false;

  constructor(host: HeldHost, data: HeldData) {
    this.#host = host;
    this.data = data;
    addStyles(host.renderRoot, [heldStyles]);
  }

  render(level: number, config: SiteConfig): TemplateResult {
    const { language, waiting, client } = this.#host;
    const { details, permissions, objections, requests, receipts } = this.data;
    const subject = client.session.current()?.subject;
    const own = { level, language, waiting, subject };
    const states = OBJECTION_SCOPES.map((scope) =>
      switchState(scope, { objections, waiting, subject, gpc: saysGpc() }),
    );
    return html`${overview({
      language,
      permissions,
      hasSwitchOn: states.some(({ objects }) => objects),
      details,
      requests,
      receipts,
      waiting,
      go: (id) => void this.#host.focusOn(`#${id}`),
    })}
    ${heldPermissions({
      ...own,
      config,
      permissions,
      withdraw: (all) => this.#host.withdrawAll(all),
      asked: this.#host.asked,
      again: (by) => void this.#host.askToConfirm([by]),
      askErasure: () => void this.#host.rights.ask('erasure'),
    })}
    ${switches({
      ...own,
      objections,
      gpc: saysGpc(),
      isAsking: this.#isAsking,
      turn: (scope, objects) => void this.#turn(scope, objects),
      allow: () => void this.#use('sharing', false),
      keep: () => {
        this.#ask(false);
        void this.#host.focusOn('#switch-sharing');
      },
    })}
    ${heldDetails({
      ...own,
      details,
      editing: this.#editing,
      correct: (key) => void this.#correct(key),
      save: (event) => void this.#save(event),
      cancel: () => {
        this.#close();
      },
    })}
    ${this.#host.rights.render(level, config, requests)} ${this.#history(level, config, receipts)}`;
  }

  /** Whether the history lists it. */
  has(receipt: string): boolean {
    return this.data.receipts.some(({ id }) => id === receipt);
  }

  #history(level: number, config: SiteConfig, receipts: readonly HeldReceipt[]): TemplateResult {
    const { language } = this.#host;
    return html`<section class="part" part="history" aria-labelledby="history">
      ${heading(level, msg('History and receipts'), { id: 'history' })}
      ${
        receipts.length === 0
          ? html`<p class="muted">
              ${msg('Nothing yet. Everything you do here is listed, with a receipt.')}
            </p>`
          : receiptLines({
              ...{ config, language, receipts, place: 'history' },
              download: (receipt) => void this.#download(receipt, config),
            })
      }
    </section>`;
  }

  async #download(receipt: HeldReceipt, config: SiteConfig): Promise<void> {
    const { receiptFile } = await import('./receipt-file.ts');
    saveFile(receiptFile(receipt, config, this.#host.language));
  }

  #ask(isAsking: boolean): void {
    this.#isAsking = isAsking;
    this.#host.requestUpdate();
  }

  /** Switching off what the browser asks for is asked about first (G-04). */
  async #turn(scope: ObjectionScope, objects: boolean): Promise<void> {
    if (scope === 'sharing' && !objects && saysGpc()) {
      this.#ask(true);
      await this.#host.focusOn('#gpc-question');
    } else await this.#use(scope, objects);
  }

  async #use(scope: ObjectionScope, objects: boolean): Promise<void> {
    const { client, waiting } = this.#host;
    const subject = client.session.current()?.subject;
    const before = switchState(scope, { ...this.data, waiting, subject, gpc: saysGpc() });
    // A second press of the same is no second act.
    if (this.#isSaving || (before.objects === objects && before.why !== 'browser')) return;
    this.#isSaving = true;
    try {
      await client.object({ scope, objects });
      this.#ask(false);
      await this.#host.readDevice();
      this.#host.announce(msg('Saved on this device; it is not sent yet.'));
      await this.#host.focusOn(`#switch-${scope}`);
    } finally {
      this.#isSaving = false;
    }
  }

  async #correct(key: string): Promise<void> {
    const { language, renderRoot } = this.#host;
    const held = this.#answer(key);
    if (held?.correctable === undefined) return;
    const { Correction: Begun } = await import('./correction.ts');
    addStyles(renderRoot, Begun.styles);
    this.#editing = { key, correction: new Begun(held.correctable, language) };
    this.#host.requestUpdate();
    await this.#host.focusOn('.correction [part~=control]');
  }

  #answer(key: string) {
    return this.data.details
      .flatMap(({ operation, answers }) => answers.map((answer) => ({ ...answer, operation })))
      .find((answer) => answerKey(answer.operation, answer.item) === key);
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { client, language, renderRoot } = this.#host;
    const editing = this.#editing;
    const held = editing && this.#answer(editing.key);
    if (editing === undefined || held === undefined || this.#isSaving) return;
    const read = editing.correction.read(renderRoot, language);
    if (read === undefined) {
      this.#host.requestUpdate();
      this.#host.announce(editing.correction.firstError);
      await this.#host.focusOn('.correction [aria-invalid], .correction [part~=control]');
      return;
    }
    if (!editing.correction.isSame(read.value)) {
      this.#isSaving = true;
      try {
        const { operation: submission, item, revision } = held;
        await client.correct({ submission, item, value: read.value, revision });
        await this.#host.readDevice();
        this.#host.announce(msg('Saved on this device; it is not sent yet.'));
      } finally {
        this.#isSaving = false;
      }
    }
    this.#close();
  }

  #close(): void {
    const key = this.#editing?.key;
    this.#editing = undefined;
    this.#host.requestUpdate();
    if (key !== undefined)
      void this.#host.focusOn(`[id="answer-${key}"]:not(:has(> button)), [id="correct-${key}"]`);
  }
}
