/** `<sx-policy-notice>`: tells who was here before what has changed in the policy since. */
import { html } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import type { Client } from '../../client/client.ts';
import type { OutboxChange } from '../../client/outbox.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import { withdrawnIn } from '../../protocol/policy-news.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { SxElement } from '../base/element.ts';
import { loadCode } from '../base/load-problem.ts';
import {
  datedLink,
  noted,
  notedWords,
  notice,
  noticeTitle,
  plainLink,
  troubleWords,
  updatedLink,
} from './notice-body.ts';
import type { News, NoticeView } from './notice-body.ts';
import { policyNoticeStyles } from './policy-notice.styles.ts';
import { readChanges, readNotice } from './reading.ts';
import type { NoticeReading } from './reading.ts';
import { tellOnce } from './telling.ts';

type Loaded =
  | { name: 'loading' }
  /** What could be read of the site leads to the policy all the same. */
  | { name: 'failed'; config: SiteConfig | undefined }
  | ({ name: 'ready' } & NoticeReading);

/** What the visitor did with the notice of this page. */
type Answered = { name: 'acknowledged'; isKept: boolean } | { name: 'dismissed' };

/**
 * @summary A notice of what changed in the policy since this visitor last saw it; else a dated link to it.
 * @slot - Shown until the link is there, and when nothing can be read of the site.
 * @fires sx-acknowledged - The visitor said that they have read the changes.
 * @fires sx-dismissed - The visitor put the notice away.
 * @fires sx-submitted - The backend acknowledged that.
 * @fires sx-refused - The backend refused it.
 * @fires sx-error - The policy cannot be asked; a link stands in its place.
 * @csspart base - Around everything.
 * @csspart link - The link to the policy, with a date.
 * @csspart notice - The notice.
 * @csspart heading - The heading of the notice.
 * @csspart step - What changed with one version.
 * @csspart renewed - What permissions end with that version.
 * @csspart trouble - The message when an answer could not be noted.
 * @csspart done - The message that the answer was noted.
 * @cssproperty --sx-color-accent - Links, buttons and focus.
 * @cssproperty --sx-space - The unit of all distances.
 * @cssproperty --sx-font - Another font than the page's.
 */
export class SxPolicyNoticeElement extends SxElement {
  static override styles: CSSResultGroup = [SxElement.styles, policyNoticeStyles];
  static override properties: PropertyDeclarations = {
    policy: { type: String },
    label: { type: String },
    href: { type: String },
    loaded: { state: true },
    answered: { state: true },
    isBusy: { state: true },
    hasTrouble: { state: true },
  };

  /** The id of the policy; default: the one the site's forms link to. */
  declare policy: string | undefined;
  /** What the policy is called; default: a privacy policy, in the reader's language. */
  declare label: string | undefined;
  /** The page that shows the policy; default: the site's own. */
  declare href: string | undefined;
  declare private loaded: Loaded;
  declare private answered: Answered | undefined;
  declare private isBusy: boolean;
  declare private hasTrouble: boolean;

  /** What was asked for last; an answer to anything else comes too late. */
  private asked = '';
  private following: { id: string; stop: () => void } | undefined;

  constructor() {
    super();
    this.loaded = { name: 'loading' };
    this.isBusy = false;
    this.hasTrouble = false;
    // What stands on the same page is where the links lead, once its code has come.
    for (const tag of ['sx-policy', 'sx-my-data']) {
      void customElements.whenDefined(tag).then(() => this.requestUpdate());
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.following?.stop();
    this.following = undefined;
  }

  protected override willUpdate(): void {
    const about = JSON.stringify([this.site, this.endpoint, this.policy]);
    const asked = `${about} ${this.language}`;
    if (asked === this.asked) return;
    const isTranslation = this.asked.startsWith(`${about} `);
    this.asked = asked;
    void (isTranslation && this.loaded.name === 'ready' ? this.retell(this.loaded, asked) : this.load(asked));
  }

  private get view(): Omit<NoticeView, 'config' | 'policy'> {
    const { language, label, href, page } = this;
    return { language, label, href, endpoint: page.settings.endpoint };
  }

  private async load(asked: string): Promise<void> {
    const { page, policy, language } = this;
    this.answered = undefined;
    try {
      const reading = await readNotice(page, policy, language);
      if (asked !== this.asked) return;
      this.loaded = { name: 'ready', ...reading };
      // While the page is being read out from its beginning, the notice is met in its place.
      if (reading.news.name === 'notice' && document.readyState === 'complete') {
        await this.updateComplete;
        this.announce(noticeTitle(reading.news, this.label));
      }
    } catch (cause) {
      if (asked !== this.asked) return;
      const config = await page.documents.config().catch(() => undefined);
      this.loaded = { name: 'failed', config };
      tellOnce(cause);
      this.emit('sx-error', { code: loadCode(cause) });
    }
  }

  /** Another language changes the words, not what was found and done. */
  private async retell(loaded: Extract<Loaded, { name: 'ready' }>, asked: string): Promise<void> {
    const changes = await readChanges(this.page, loaded, this.language);
    if (asked === this.asked) this.loaded = { ...loaded, changes };
  }

  /** A connection that ends while somebody reads must not keep the answer from being kept. */
  private prepare(): void {
    void Promise.all([this.page.load(), this.page.policySeen()]).catch(() => undefined);
  }

  private async acknowledge({ index, news, changes }: NoticeReading): Promise<void> {
    if (news.name !== 'notice' || this.isBusy) return;
    const { material, to } = news;
    const { policy } = index;
    this.isBusy = true;
    try {
      const [client, store] = await Promise.all([this.page.load(), this.page.policySeen()]);
      const language = changes.at(-1)?.language ?? documentLanguage(material, this.language);
      const { version, hash } = material;
      // Said in another tab meanwhile, it is not counted again.
      if ((await store.read(policy))?.acknowledged !== version) {
        const { id } = await client.acknowledge({ policy, version, hash, language });
        this.follow(client, id);
        this.emit('sx-acknowledged', { operation: id, policy, version });
      }
      const keeping = await store.acknowledge(policy, version, to, withdrawnIn(index));
      await this.settle({ name: 'acknowledged', isKept: keeping === 'device' });
      this.announce(notedWords(keeping === 'device'));
    } catch {
      this.hasTrouble = true;
      this.announce(troubleWords());
    } finally {
      this.isBusy = false;
    }
  }

  private async dismiss({ index, news }: NoticeReading): Promise<void> {
    if (news.name !== 'notice' || this.isBusy) return;
    const { version } = news.material;
    const isEarly = news.steps.at(-1)?.isComing === true;
    this.isBusy = true;
    // Where it cannot be noted, this page is quiet all the same.
    const store = await this.page.policySeen().catch(() => undefined);
    await store?.dismiss(index.policy, version, isEarly);
    this.isBusy = false;
    this.emit('sx-dismissed', { policy: index.policy, version });
    await this.settle({ name: 'dismissed' });
  }

  /** The buttons are gone with the notice; the place in the page stays. */
  private async settle(answered: Answered): Promise<void> {
    this.hasTrouble = false;
    this.answered = answered;
    await this.focusOn('[part=link] a');
  }

  /** Says what became of it, also when that is known only later. */
  private follow({ outbox }: Client, id: string): void {
    this.following?.stop();
    const hear = (change: OutboxChange): void => {
      if (!('id' in change) || change.id !== id) return;
      if (change.type === 'confirmed') this.emit('sx-submitted', { operation: id });
      if (change.type === 'refused') this.emit('sx-refused', { operation: id, code: change.code });
    };
    this.following = { id, stop: outbox.subscribe(hear) };
  }

  private renderNotice(reading: NoticeReading, news: News<'notice'>, view: NoticeView): TemplateResult {
    const { answered, isBusy, hasTrouble } = this;
    const { since, to, steps } = news;
    if (answered?.name === 'acknowledged') {
      return html`${noted(answered.isKept)}
      ${datedLink({ name: 'nothing', current: reading.index.versions.find(({ version }) => version === reading.index.current) }, view)}`;
    }
    if (answered?.name === 'dismissed') {
      const isComing = steps.at(-1)?.isComing === true;
      return updatedLink({ name: 'updated', since, to, isComing }, view);
    }
    const acts = {
      acknowledge: () => void this.acknowledge(reading),
      dismiss: () => void this.dismiss(reading),
      prepare: () => this.prepare(),
    };
    const level = this.headingLevel;
    return notice({ news, changes: reading.changes, level, isBusy, hasTrouble }, acts, view);
  }

  private renderReady(reading: NoticeReading): TemplateResult {
    const { config, index, news } = reading;
    const view = { ...this.view, config, policy: index.policy };
    switch (news.name) {
      case 'nothing':
        return datedLink(news, view);
      case 'updated':
        return updatedLink(news, view);
      case 'notice':
        return this.renderNotice(reading, news, view);
    }
  }

  override render(): TemplateResult {
    const { loaded } = this;
    if (loaded.name === 'ready') return this.frame(this.renderReady(loaded));
    if (loaded.name === 'failed' && loaded.config !== undefined) {
      const { config } = loaded;
      return this.frame(plainLink({ ...this.view, config, policy: this.policy ?? config.policy }));
    }
    return this.frame(html`<slot></slot>`);
  }
}
