/** `<sx-policy>`: shows a version of a policy, its dates, its contents and its other versions. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { LoadCode } from '../../client/documents.ts';
import { LoadError } from '../../client/documents.ts';
import { directionOf } from '../base/language.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { PolicyIndex, PolicyVersion } from '../../protocol/policy.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { contactAndComplaints } from '../base/contact.ts';
import { SxElement } from '../base/element.ts';
import { heading } from '../base/heading.ts';
import { contactOf, loadCode, loadProblem } from '../base/load-problem.ts';
import { policyStyles } from './policy.styles.ts';
import { anchorOf, contents, sectionOf } from './section.ts';
import { effectiveFrom, lastUpdated, olderNote, otherLanguageNote, versionList } from './versions.ts';

type Loaded =
  | { name: 'loading' }
  | { name: 'failed'; code: LoadCode; mail: string | undefined }
  | { name: 'ready'; config: SiteConfig; index: PolicyIndex; shown: PolicyVersion };

/**
 * @summary The privacy policy with its dates and versions.
 * @slot - Shown until the policy is there, and under the message when it cannot be had.
 * @fires sx-error - The policy cannot be shown.
 * @csspart base - Around everything.
 * @csspart heading - Every heading.
 * @csspart updated - The date of the last update, at the top and at the bottom.
 * @csspart older - The note above a version that is not in force.
 * @csspart language - The note that the text is in another language.
 * @csspart remark - What the site says about the text.
 * @csspart contents - The list of contents.
 * @csspart section - A section.
 * @csspart summary - A section in short.
 * @csspart contact - Contact and complaints.
 * @csspart versions - The list of versions.
 * @csspart problem - The message when the policy cannot be shown.
 * @cssproperty --sx-color-accent - Links and focus.
 * @cssproperty --sx-space - The unit of all distances.
 */
export class SxPolicyElement extends SxElement {
  static override styles: CSSResultGroup = [SxElement.styles, policyStyles];
  static override properties: PropertyDeclarations = {
    policy: { type: String },
    version: { type: String },
    chosen: { state: true },
    loaded: { state: true },
  };

  /** The id of the policy; default: the one the site's forms link to. */
  declare policy: string | undefined;
  /** The version to open with; default: the one in force. */
  declare version: string | undefined;
  /** The version the visitor chose from the list. */
  declare private chosen: string | undefined;
  declare private loaded: Loaded;

  /** What was asked for last; an answer to anything else comes too late. */
  private asked = '';

  constructor() {
    super();
    this.loaded = { name: 'loading' };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('version') || changed.has('policy')) this.chosen = undefined;
    const wanted = JSON.stringify([
      this.site,
      this.endpoint,
      this.policy,
      this.chosen ?? this.version,
      this.language,
    ]);
    if (wanted === this.asked) return;
    this.asked = wanted;
    void this.load(wanted);
  }

  /** What is on the screen stays there until the new text has come. */
  private async load(wanted: string): Promise<void> {
    const { documents } = this.page;
    try {
      const config = await documents.config();
      const policy = this.policy ?? config.policy;
      const index = await documents.policy(policy);
      const version = this.chosen ?? this.version ?? index.current;
      const entry = index.versions.find((candidate) => candidate.version === version);
      if (entry === undefined) throw new LoadError('not-found', `${policy}/${version}`);
      const shown = await documents.policyVersion(policy, version, documentLanguage(entry, this.language));
      if (wanted !== this.asked) return;
      const isSwitch = this.loaded.name === 'ready' && this.loaded.shown.version !== shown.version;
      this.loaded = { name: 'ready', config, index, shown };
      if (isSwitch) void this.focusOn('.heading');
    } catch (cause) {
      if (wanted === this.asked) await this.fail(loadCode(cause));
    }
  }

  private async fail(code: LoadCode): Promise<void> {
    this.loaded = { name: 'failed', code, mail: await contactOf(this.page.documents, code) };
    this.emit('sx-error', { code });
  }

  private retry(): void {
    this.loaded = { name: 'loading' };
    this.announce(msg('Trying again…'));
    void this.load(this.asked).then(() => this.focusOn('.heading'));
  }

  private choose(version: string | undefined): void {
    this.chosen = version;
  }

  private go(section: string): void {
    const target = (this.renderRoot as ShadowRoot).getElementById(anchorOf(section));
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'start' });
  }

  private renderPolicy({ config, index, shown }: Extract<Loaded, { name: 'ready' }>): TemplateResult {
    const { language, withoutTitle } = this;
    const level = withoutTitle ? this.headingLevel : this.headingLevel + 1;
    const lang = shown.language;
    const dir = directionOf(lang);
    const current = (): void => this.choose(index.current);
    return html`
      <header class="head">
        ${withoutTitle ? nothing : heading(this.headingLevel, shown.title, { lang, dir })}
        ${lastUpdated(shown, language)} ${effectiveFrom(shown, language)}
      </header>
      ${olderNote(index, shown, current)} ${otherLanguageNote(shown, language)}
      ${
        shown.remark === undefined
          ? nothing
          : html`<p class="note" part="remark"><span lang=${lang} dir=${dir}>${shown.remark}</span></p>`
      }
      ${contents(shown.sections, { lang, dir }, (section) => this.go(section))}
      <div class="text" lang=${lang} dir=${dir}>
        ${shown.sections.map((section) => sectionOf(section, level))}
      </div>
      ${lastUpdated(shown, language)} ${contactAndComplaints(config, level)}
      ${versionList(index, shown.version, { level, language }, (version) => this.choose(version))}
    `;
  }

  override render(): TemplateResult {
    const { loaded } = this;
    if (loaded.name === 'ready') return this.frame(this.renderPolicy(loaded));
    if (loaded.name === 'loading') {
      return this.frame(html`<slot><p class="muted">${msg('The policy is loading…')}</p></slot>`);
    }
    const words = {
      unreachable: msg('The policy could not be loaded.'),
      unavailable: msg('This policy is not available at the moment.'),
    };
    const problem = loadProblem({ code: loaded.code, words, mail: loaded.mail, retry: () => this.retry() });
    return this.frame(html`${problem}<slot></slot>`);
  }
}
