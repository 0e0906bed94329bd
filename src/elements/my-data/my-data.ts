/** `<sx-my-data>`: what is held about a visitor, what waits on this device, and how to take it back. */
import { html } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { LoadCode } from '../../client/documents.ts';
import type { OutboxChange } from '../../client/outbox.ts';
import type { HeldPermission } from '../../protocol/me.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import type { Channel } from '../../protocol/terms.ts';
import { contactAndComplaints } from '../base/contact.ts';
import { SxElement } from '../base/element.ts';
import { fieldStyles } from '../base/field.styles.ts';
import { loadCode, loadProblem } from '../base/load-problem.ts';
import { channelWords, purposeWords } from '../base/words.ts';
import { heldDetails, unreadHeld } from './details.ts';
import { DevicePart } from './device-part.ts';
import { endedWords, head } from './head.ts';
import type { DeviceChoice } from './device-choices.ts';
import { myDataStyles } from './my-data.styles.ts';
import { onThisDevice, readingDevice } from './on-this-device.ts';
import { leavingWords, withdrawnHereWords, withdrawnWords } from './permission-words.ts';
import { heldPermissions } from './permissions.ts';
import { codeOf, readHeld } from './readings.ts';
import type { Held, Withdrawal } from './readings.ts';
import { askForLink, problemWords, useLink } from './sign-in.ts';
import type { SignIn } from './sign-in.ts';
import { askLink, enterCode, wrongAddress } from './sign-in-acts.ts';
import { SessionWarning } from './session-warning.ts';
import { takeToken } from './sign-in-token.ts';

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
 * @csspart details - What is held.
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
    token: { state: true },
    signIn: { state: true },
    held: { state: true },
    ended: { state: true },
  };

  /** @internal */
  declare config: SiteConfig | undefined;
  declare private failed: LoadCode | undefined;
  /** From the mailed link, until it is used. */
  declare private token: string | undefined;
  declare private signIn: SignIn;
  declare private held: Held;
  /** The session ended without the visitor's doing. */
  declare private ended: boolean;

  private listening: AbortController | undefined;
  /** The client of this page, once its code is there; nothing is shown before. */
  declare private opened: Client | undefined;
  private following: { page: PageClient; stop: () => void } | undefined;
  private readonly onDevice = new DevicePart(this);
  private wasSignedIn = false;
  private isLeaving = false;
  private readonly warning = new SessionWarning(() => {
    this.announce(msg('You will be signed out in one minute.'));
  });
  /** Withdrawals made in this panel, by operation. */
  private readonly withdrawals = new Map<string, Withdrawal>();

  constructor() {
    super();
    this.signIn = { name: 'idle' };
    this.held = { name: 'reading' };
    this.warning.stop();
    this.ended = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    const take = (): void => {
      this.token = takeToken() ?? this.token;
    };
    // The link may be opened in a tab that already shows this page.
    window.addEventListener('hashchange', take, { signal: this.listening.signal });
    take();
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
    if (held.name === 'read') this.warning.watch(held.me.expiresAt);
    // A session that has ended is told by the session itself.
    if (held.name === 'read' || held.code !== 'unauthenticated') this.held = held;
  }

  private async handleChange(change: OutboxChange): Promise<void> {
    await this.onDevice.hear(change);
    if (change.type === 'cleared') return;
    const withdrawal = this.withdrawals.get(change.id);
    if (withdrawal !== undefined) this.tell(change, withdrawal);
    // Also what an earlier visit left changes what is held.
    if (change.type === 'confirmed' && this.client.session.current()) await this.readHeld();
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
    this.warning.stop();
    this.ended = !isSignedIn && !this.isLeaving;
    if (isSignedIn) {
      this.announce(msg('You are signed in.'));
      void this.readHeld();
    } else {
      this.announce(this.ended ? endedWords() : msg('You are signed out.'));
    }
    this.requestUpdate();
    void this.focusOn('.heading');
  }

  private async requestLink(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.signIn.name === 'asking') return;
    const control = this.renderRoot.querySelector<HTMLInputElement>('#address');
    if (control === null) return;
    const wrong = wrongAddress(control);
    if (wrong === undefined) {
      this.signIn = { name: 'asking' };
      this.signIn = await askLink(this.client.session, control.value, this.language);
    } else this.signIn = wrong;
    await this.focusOn(this.signIn.name === 'asked' ? '[part=sign-in] .heading' : '#address');
  }

  private async useCode(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { signIn } = this;
    if (signIn.name !== 'asked' || signIn.isBusy === true) return;
    const entered = this.renderRoot.querySelector<HTMLInputElement>('#code')?.value ?? '';
    this.signIn = { ...signIn, isBusy: true };
    this.signIn = await enterCode(this.client.session, signIn.email, entered);
    if (this.signIn.name === 'asked') await this.focusOn('#code');
  }

  private async useToken(): Promise<void> {
    if (this.token === undefined || this.signIn.name === 'asking') return;
    this.signIn = { name: 'asking' };
    try {
      await this.client.session.signIn(this.token);
      this.token = undefined;
      this.signIn = { name: 'idle' };
    } catch (cause) {
      const problem = codeOf(cause);
      // Only a lost connection leaves the link as good as it was.
      if (problem !== 'unreachable' && problem !== 'rate-limited') this.token = undefined;
      this.signIn = { name: 'problem', problem };
      this.announce(problemWords(problem));
      await this.focusOn(this.token === undefined ? '#address' : '[part=sign-in] button');
    }
  }

  /** Reading anything keeps the session. */
  private async stay(): Promise<void> {
    await this.readHeld();
    if (!this.warning.isDue) this.announce(msg('You are signed in.'));
  }

  private async signOut(): Promise<void> {
    this.isLeaving = true;
    try {
      await this.client.session.signOut();
    } catch {
      // The token is gone from this page in any case, and runs out by itself.
    } finally {
      this.isLeaving = false;
    }
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

  private renderSignedOut(level: number): unknown {
    if (this.client.settings.transport === 'webhook') {
      return html`<p>
        ${msg('Signing in is not available on this site. Write to us to see what we hold about you.')}
      </p>`;
    }
    const { signIn } = this;
    if (this.token !== undefined) {
      const problem = signIn.name === 'problem' ? problemWords(signIn.problem) : undefined;
      return useLink(level, signIn.name === 'asking', problem, () => void this.useToken());
    }
    return askForLink({
      level,
      state: signIn,
      submit: (event) => void this.requestLink(event),
      enter: (event) => void this.useCode(event),
      again: () => {
        this.signIn = { name: 'idle' };
        void this.focusOn('#address');
      },
    });
  }

  private renderSignedIn(level: number, config: SiteConfig): unknown {
    const { held, language } = this;
    if (held.name === 'reading') return html`<p class="muted">${msg('Your data is loading…')}</p>`;
    if (held.name === 'unread') {
      return unreadHeld(config.controller.email, () => this.retry());
    }
    const { details, permissions } = held;
    const withdraw = async (permissions: readonly HeldPermission[]): Promise<void> => {
      for (const { purpose, channel } of permissions) await this.withdraw(purpose, channel, [undefined]);
    };
    const waiting = this.onDevice.device?.waiting ?? [];
    const subject = this.client.session.current()?.subject;
    return html`${heldPermissions({ level, config, permissions, waiting, subject, language, withdraw: (all) => void withdraw(all) })}
    ${heldDetails(level, details, language)}`;
  }

  private renderDevice(level: number, config: SiteConfig): TemplateResult {
    const { device, acts, answers, troubles, clearing } = this.onDevice;
    if (device === undefined) return readingDevice(level);
    return onThisDevice({
      ...device,
      ...acts,
      answers,
      troubles,
      clearing,
      subject: this.client.session.current()?.subject,
      level,
      language: this.language,
      config,
      withdraw: ({ purpose, channel, grants }) => void this.withdraw(purpose, channel, grants),
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
      signOut: () => void this.signOut(),
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
      ${isSignedIn ? this.renderSignedIn(level, config) : this.renderSignedOut(level)}
      ${this.renderDevice(level, config)} ${contactAndComplaints(config, level)}
    `);
  }
}
