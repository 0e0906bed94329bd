/** `<sx-my-data>`: what is held about a visitor, what waits on this device, and how to take it back. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { LoadCode } from '../../client/documents.ts';
import type { OutboxChange } from '../../client/outbox.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { HeldPermission } from '../../protocol/me.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import type { Receipt } from '../../protocol/receipt.ts';
import type { Channel } from '../../protocol/terms.ts';
import { contactAndComplaints } from '../base/contact.ts';
import { SxElement } from '../base/element.ts';
import { fieldStyles } from '../base/field.styles.ts';
import { loadCode, loadProblem } from '../base/load-problem.ts';
import { channelWords, purposeWords } from '../base/words.ts';
import { unreadHeld } from './answers.ts';
import { DevicePart } from './device-part.ts';
import { endedWords, head } from './head.ts';
import type { DeviceChoice } from './device-choices.ts';
import { myDataStyles } from './my-data.styles.ts';
import type { HeldPart } from './held-part.ts';
import { onThisDevice, readingDevice } from './on-this-device.ts';
import { askedWords, leavingWords, withdrawnHereWords, withdrawnWords } from './permission-words.ts';
import { codeOf, readHeld } from './readings.ts';
import type { Held, Withdrawal } from './readings.ts';
import { RightsDoor } from './rights-door.ts';
import { problemWords } from './sign-in.ts';
import { SignInPart } from './sign-in-part.ts';
import { SessionWarning } from './session-warning.ts';

/**
 * @summary What a site holds about a visitor, with every choice and how to withdraw it.
 * @slot - Shown until the panel is there, and under the message when it cannot be had.
 * @fires sx-withdrawn - A withdrawal is saved; not confirmed yet.
 * @fires sx-submitted - The backend acknowledged the withdrawal.
 * @fires sx-refused - The backend refused the withdrawal.
 * @fires sx-error - The panel cannot be shown.
 * @csspart base - Around everything.
 * @csspart heading - Every heading.
 * @csspart sign-in - Signing in.
 * @csspart session - The warning before the session ends.
 * @csspart control - The address field.
 * @csspart error - The message at the address field.
 * @csspart permissions - The list of permissions of a signed-in visitor.
 * @csspart permission - One permission.
 * @csspart overview - The list of what the panel holds.
 * @csspart switches - The two switches: no marketing, no passing on.
 * @csspart switch - One of them.
 * @csspart question - Asked before what the browser says is overruled.
 * @csspart details - What is held.
 * @csspart correction - The form in which one answer is put right.
 * @csspart proposal - A correction that is not confirmed yet.
 * @csspart rights - What can be asked for under a right, and what was.
 * @csspart request-form - The form in which something is asked for.
 * @csspart residuals - What an erasure does not reach.
 * @csspart asked - What became of it.
 * @csspart requests - The list of requests.
 * @csspart request - One request.
 * @csspart erasure-offer - The offer after everything was withdrawn.
 * @csspart history - Everything that was done.
 * @csspart receipts - The list of receipts.
 * @csspart receipt - One receipt.
 * @csspart device - What stands on this device.
 * @csspart waiting - What is not sent yet.
 * @csspart expired - What could not be sent in time.
 * @csspart unreadable - What is saved on this device and cannot be read.
 * @csspart kept - Everything that is kept on this device, why and for how long.
 * @csspart clear - The question before everything is cleared.
 * @csspart contact - Contact and complaints.
 * @csspart problem - The message when the panel cannot be shown.
 * @cssproperty --sx-color-accent - Links, buttons, focus.
 * @cssproperty --sx-space - The unit of all distances.
 * @cssproperty --sx-font - Another font than the page's.
 */
export class SxMyDataElement extends SxElement {
  static override styles: CSSResultGroup = [SxElement.styles, fieldStyles, myDataStyles];
  static override properties: PropertyDeclarations = {
    opened: { state: true },
    config: { state: true },
    failed: { state: true },
    held: { state: true },
    ended: { state: true },
  };

  /** @internal */
  declare config: SiteConfig | undefined;
  declare private failed: LoadCode | undefined;
  declare private held: Held;
  /** The session ended without the visitor's doing. */
  declare private ended: boolean;

  /** What is held of whoever is signed in, and what they do with it. */
  private mine: HeldPart | undefined;
  private listening: AbortController | undefined;
  /** The client of this page, once its code is there; nothing is shown before. */
  declare private opened: Client | undefined;
  private following: { page: PageClient; stop: () => void } | undefined;
  private readonly onDevice = new DevicePart(this);
  private readonly signIn = new SignInPart(this);
  /** @internal */
  readonly rights = new RightsDoor(this);
  private wasSignedIn = false;
  private readonly warning = new SessionWarning(() => {
    this.announce(msg('You will be signed out in one minute.'));
  });
  /** @internal What came of asking for a confirmation mail, by the operation it is about. */
  readonly asked = new Map<string, string>();
  /** Withdrawals made in this panel, by operation. */
  private readonly withdrawals = new Map<string, Withdrawal>();

  constructor() {
    super();
    this.held = { name: 'reading' };
    this.warning.stop();
    this.ended = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    // The link may be opened in a tab that already shows this page.
    window.addEventListener('hashchange', () => this.signIn.take(), { signal: this.listening.signal });
    this.signIn.take();
    if (this.hasUpdated) void this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.following?.stop();
    this.following = undefined;
    this.warning.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.isConnected) return;
    if (this.following === undefined || changed.has('site') || changed.has('endpoint')) {
      void this.follow();
      void this.load();
    }
  }

  /** @internal */
  get client(): Client {
    if (this.opened === undefined) throw new Error('Expected the client to be there before it is used');
    return this.opened;
  }

  private async follow(): Promise<void> {
    const { page } = this;
    this.following?.stop();
    const following = { page, stop: (): void => undefined };
    this.following = following;
    this.opened = undefined;
    this.onDevice.reset();
    const client = await page.load().catch(() => undefined);
    // The element left, or was sent to another site, while the code was on its way.
    if (this.following !== following) return;
    if (client === undefined) {
      this.failed = 'unreachable';
      this.emit('sx-error', { code: this.failed });
      return;
    }
    const stops = [
      client.outbox.subscribe((change) => void this.handleChange(change)),
      client.session.subscribe(() => this.handleSession()),
    ];
    following.stop = () => stops.forEach((stop) => stop());
    this.opened = client;
    this.wasSignedIn = client.session.current() !== undefined;
    if (this.wasSignedIn) void this.readHeld();
    void this.onDevice.read();
  }

  private async load(): Promise<void> {
    this.failed = undefined;
    try {
      this.config = await this.page.documents.config();
    } catch (cause) {
      this.failed = loadCode(cause);
      this.emit('sx-error', { code: this.failed });
    }
  }

  private retry(): void {
    this.announce(msg('Trying again…'));
    if (this.opened === undefined) void this.follow();
    const isSignedIn = this.opened?.session.current() !== undefined;
    void Promise.all([this.load(), isSignedIn && this.readHeld()]).then(() => this.focusOn('.heading'));
  }

  private async readHeld(): Promise<void> {
    const held = await readHeld(this.client);
    if (held === undefined) return;
    if (held.name === 'read') {
      this.warning.watch(held.me.expiresAt);
      if (this.mine === undefined) this.mine = new held.Part(this, held.data);
      else this.mine.data = held.data;
    }
    // A session that has ended is told by the session itself.
    if (held.name === 'read' || held.code !== 'unauthenticated') this.held = held;
  }

  private async handleChange(change: OutboxChange): Promise<void> {
    // Also what an earlier visit left changes what is held. First, so that nothing looks for a moment as it was before.
    if (change.type === 'confirmed' && this.client.session.current()) await this.readHeld();
    await this.onDevice.hear(change);
    if (change.type === 'cleared') return;
    const withdrawal = this.withdrawals.get(change.id);
    if (withdrawal !== undefined) this.tell(change, withdrawal);
  }

  /** Says what became of a withdrawal that was made in this panel. */
  private tell(change: OutboxChange, { purpose, channel, isWhole }: Withdrawal): void {
    if (change.type === 'confirmed') {
      this.withdrawals.delete(change.id);
      const others = [...this.withdrawals.values()];
      const isWaiting = others.some((other) => other.purpose === purpose && other.channel === channel);
      const title = this.config ? purposeWords(this.config, purpose, this.language) : purpose;
      // Several grants may stand; withdrawn is said once all of them are.
      if (!isWaiting)
        this.announce((isWhole ? withdrawnWords : withdrawnHereWords)(title, channelWords(channel)));
      this.emit('sx-submitted', { operation: change.id });
    }
    if (change.type === 'refused') {
      this.withdrawals.delete(change.id);
      this.emit('sx-refused', { operation: change.id, code: change.code });
    }
  }

  private handleSession(): void {
    const isSignedIn = this.client.session.current() !== undefined;
    if (isSignedIn === this.wasSignedIn) return;
    this.wasSignedIn = isSignedIn;
    this.held = { name: 'reading' };
    this.mine = undefined;
    this.warning.stop();
    this.ended = !isSignedIn && !this.signIn.isLeaving;
    if (isSignedIn) {
      this.announce(msg('You are signed in.'));
      void this.readHeld();
    } else {
      this.announce(this.ended ? endedWords() : msg('You are signed out.'));
    }
    this.requestUpdate();
    void this.focusOn('.heading');
  }

  /** Reading anything keeps the session. */
  private async stay(): Promise<void> {
    await this.readHeld();
    if (!this.warning.isDue) this.announce(msg('You are signed in.'));
  }

  /** @internal */
  get waiting(): readonly OutboxEntry[] {
    return this.onDevice.device?.waiting ?? [];
  }

  /** @internal On this device. */
  get receipts(): readonly Receipt[] {
    return this.onDevice.device?.receipts ?? [];
  }

  /** @internal */
  readDevice(): Promise<void> {
    return this.onDevice.read();
  }

  /** @internal */
  withdrawAll(permissions: readonly HeldPermission[]): void {
    const all = async (): Promise<void> => {
      for (const { purpose, channel } of permissions) await this.withdraw(purpose, channel, [undefined]);
    };
    void all();
  }

  /** @internal Has the confirmation mail sent once more. */
  async askToConfirm(grants: readonly { grant: string; capability?: string }[]): Promise<void> {
    let words = askedWords();
    try {
      for (const by of grants) await this.client.session.askToConfirm(by);
    } catch (cause) {
      words = problemWords(codeOf(cause));
    }
    for (const { grant } of grants) this.asked.set(grant, words);
    this.announce(words);
    this.requestUpdate();
  }

  private async withdraw(
    purpose: string,
    channel: Channel,
    grants: readonly (DeviceChoice['grants'][number] | undefined)[],
  ): Promise<void> {
    for (const by of grants) {
      const { id } = await this.client.withdraw(purpose, channel, by);
      this.withdrawals.set(id, { purpose, channel, isWhole: by === undefined });
      this.emit('sx-withdrawn', { operation: id, purpose, channel });
    }
    await this.onDevice.read();
    this.announce(leavingWords());
    // The button is gone with what it withdrew; the place in the page stays.
    await this.focusOn(`#${grants[0] === undefined ? 'permissions' : 'device'}`);
  }

  private renderSignedIn(level: number, config: SiteConfig): unknown {
    const { held, mine } = this;
    if (held.name === 'unread') return unreadHeld(config.controller.email, () => this.retry());
    if (held.name === 'reading' || mine === undefined)
      return html`<p class="muted">${msg('Your data is loading…')}</p>`;
    return mine.render(level, config);
  }

  private renderDevice(level: number, config: SiteConfig): TemplateResult {
    const { device, acts, answers, troubles, clearing, receiptLines } = this.onDevice;
    if (device === undefined) return readingDevice(level);
    return onThisDevice({
      ...device,
      ...acts,
      answers,
      troubles,
      clearing,
      receiptLines,
      asked: this.asked,
      // What stands in the history is not listed twice.
      receipts: device.receipts.filter(({ id }) => !this.mine?.has(id)),
      subject: this.client.session.current()?.subject,
      level,
      language: this.language,
      config,
      withdraw: ({ purpose, channel, grants }) => void this.withdraw(purpose, channel, grants),
      again: (grants) => void this.askToConfirm(grants),
    });
  }

  private renderHead(config: SiteConfig): TemplateResult {
    const { held } = this;
    return head({
      level: this.withoutTitle ? undefined : this.headingLevel,
      config,
      isSignedIn: this.client.session.current() !== undefined,
      me: held.name === 'read' ? held.me : undefined,
      hasEnded: this.ended,
      isEnding: this.warning.isDue,
      stay: () => void this.stay(),
      signOut: () => void this.signIn.signOut(),
    });
  }

  override render(): TemplateResult {
    const { config, failed, headingLevel, withoutTitle } = this;
    if (failed !== undefined) {
      const words = {
        unreachable: msg('Your data could not be loaded.'),
        unavailable: msg('This page is not available at the moment.'),
      };
      return this.frame(
        html`${loadProblem({ code: failed, words, mail: undefined, retry: () => this.retry() })}<slot
          ></slot>`,
      );
    }
    if (config === undefined || this.opened === undefined)
      return this.frame(html`<slot><p class="muted">${msg('Your data is loading…')}</p></slot>`);
    const isSignedIn = this.client.session.current() !== undefined;
    const level = withoutTitle ? headingLevel : headingLevel + 1;
    return this.frame(html`
      ${this.renderHead(config)}
      ${isSignedIn ? this.renderSignedIn(level, config) : this.signIn.render(level)}
      ${isSignedIn ? nothing : this.rights.render(level, config, undefined)}
      ${this.renderDevice(level, config)} ${contactAndComplaints(config, level)}
    `);
  }
}
