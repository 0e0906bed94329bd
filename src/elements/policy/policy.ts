/** `<sx-policy>`: shows a version of a policy, its dates, its contents and its other versions. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { LoadCode } from '../../client/documents.ts';
import { directionOf } from '../base/language.ts';
import type { PolicySeen } from '../../client/policy-seen.ts';
import { withdrawnIn } from '../../protocol/policy-news.ts';
import { placeIn } from '../../protocol/policy-place.ts';
import type { PolicyPlace } from '../../protocol/policy-place.ts';
import type { PolicySection } from '../../protocol/policy-text.schema.ts';
import { contactAndComplaints } from '../base/contact.ts';
import { SxElement } from '../base/element.ts';
import { heading } from '../base/heading.ts';
import { contactOf, loadCode, loadProblem } from '../base/load-problem.ts';
import type { LoadProblemWords } from '../base/load-problem.ts';
import { comparisonStyles } from './comparison.styles.ts';
import { gpcNote } from './gpc-note.ts';
import { policyStyles } from './policy.styles.ts';
import { compareChoice, earlier } from './compare-choice.ts';
import { readOlder, readPolicy } from './reading.ts';
import type { PolicyReading } from './reading.ts';
import { anchorOf, contents, sectionsOf, sizesOf } from './section.ts';
import { SeenWatch } from './seen-watch.ts';
import { Slices } from './slices.ts';
import { StoredHere } from './stored-here.ts';
import { effectiveFrom, lastUpdated, olderNote, otherLanguageNote, versionList } from './versions.ts';

type Loaded =
  | { name: 'loading' }
  | { name: 'failed'; code: LoadCode; mail: string | undefined }
  | ({ name: 'ready'; draw: typeof import('./comparison.ts') | undefined } & PolicyReading);

/** Asked for while another text stood, and not to be had. */
interface Missed {
  code: LoadCode;
  again: () => void;
}

/**
 * @summary The privacy policy with its dates and versions.
 * @slot - Shown until the policy is there, and under the message when it cannot be had.
 * @fires sx-error - The policy cannot be shown.
 * @csspart base - Around everything.
 * @csspart heading - Every heading.
 * @csspart updated - The date of the last update, at the top and at the bottom.
 * @csspart older - The note above a version that is not in force.
 * @csspart language - The note that the text is in another language.
 * @csspart compare - The choice of another version to compare with.
 * @csspart changes - What changed between two versions.
 * @csspart changed - The list of changed sections.
 * @csspart change - A section that changed, with its marks.
 * @csspart remark - What the site says about the text.
 * @csspart contents - The list of contents.
 * @csspart section - A section.
 * @csspart summary - A section in short.
 * @csspart gpc - How Global Privacy Control is treated.
 * @csspart contact - Contact and complaints.
 * @csspart stored - What is stored on this device.
 * @csspart versions - The list of versions.
 * @csspart problem - The message when the policy cannot be shown.
 * @cssproperty --sx-color-accent - Links and focus.
 * @cssproperty --sx-space - The unit of all distances.
 * @cssproperty --sx-font - Another font than the page's.
 */
export class SxPolicyElement extends SxElement {
  static override styles: CSSResultGroup = [SxElement.styles, policyStyles, comparisonStyles];
  static override properties: PropertyDeclarations = {
    policy: { type: String },
    version: { type: String },
    compareWith: { type: String, attribute: 'compare-with' },
    chosen: { state: true },
    loaded: { state: true },
    missed: { state: true },
    seen: { state: true },
    isSideBySide: { state: true },
    unfolded: { state: true },
  };

  /** The id of the policy; default: the one the site's forms link to. */
  declare policy: string | undefined;
  /** The version to open with; default: the one in force. */
  declare version: string | undefined;
  /** The version to show the changes since; default: none. */
  declare compareWith: string | undefined;
  /** What the visitor chose: a version from the list, one to compare with. */
  declare private chosen: { version?: string | undefined; from?: string | undefined };
  declare private loaded: Loaded;
  declare private missed: Missed | undefined;
  /** What this device remembers; undefined on a first visit. */
  declare private seen: PolicySeen | undefined;
  declare private isSideBySide: boolean;
  /** Folded parts that were opened. */
  declare private unfolded: ReadonlySet<string>;

  private readonly slices = new Slices(this);

  private readonly stored = new StoredHere(this);

  /** Where the page's address, or another element, led to. */
  private place: PolicyPlace | undefined;

  /** What was asked for last; an answer to anything else comes too late. */
  private asked = '';

  /** What the text on the screen was chosen with, and what the host and the page had said then. */
  private standing: { about: string; asked: string; chosen: SxPolicyElement['chosen'] } | undefined;

  constructor() {
    super();
    this.loaded = { name: 'loading' };
    this.chosen = {};
    this.isSideBySide = false;
    this.unfolded = new Set();
    new SeenWatch(this, () => void this.noteSeen());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('version') || changed.has('policy') || changed.has('compareWith')) {
      this.chosen = { from: this.compareWith };
    }
    if (!this.hasUpdated) {
      this.place = this.addressed();
      if (this.place?.since !== undefined) {
        this.chosen = { version: this.place.version, from: this.place.since };
      }
    }
    const { policy, language } = this;
    const wanted = { policy, version: this.chosen.version ?? this.version, from: this.chosen.from, language };
    const asked = JSON.stringify([this.site, this.endpoint, wanted]);
    if (asked === this.asked) return;
    this.asked = asked;
    void this.load(wanted, asked);
  }

  /** What is on the screen stays there until the new text has come. */
  private async load(wanted: Parameters<typeof readPolicy>[1], asked: string): Promise<void> {
    const { page } = this;
    try {
      const [reading, draw] = await Promise.all([
        readPolicy(page.documents, wanted),
        wanted.from === undefined ? undefined : import('./comparison.ts'),
      ]);
      if (asked !== this.asked) return;
      const before = this.loaded;
      this.loaded = { name: 'ready', draw, ...reading };
      this.missed = undefined;
      this.standing = { about: this.about, asked, chosen: this.chosen };
      this.unfolded = new Set();
      if (before.name === 'ready') void this.arrive();
      else void this.recall(reading);
    } catch (cause) {
      if (asked !== this.asked) return;
      const code = loadCode(cause);
      // An address that names a version which does not exist leads to the one in force.
      if (code === 'not-found' && this.place !== undefined) this.forget();
      else if (this.loaded.name === 'ready' && this.standing?.about === this.about) {
        await this.stay(this.standing, code);
      } else await this.fail(code);
    }
  }

  /** What the host and the page ask for; the visitor's choice is not among it. */
  private get about(): string {
    const { site, endpoint, policy, version, compareWith, language } = this;
    return JSON.stringify([site, endpoint, policy, version, compareWith, language]);
  }

  /** The text that stands is not taken away for one that cannot be had. */
  private async stay(standing: NonNullable<SxPolicyElement['standing']>, code: LoadCode): Promise<void> {
    const wanted = this.chosen;
    this.chosen = standing.chosen;
    this.asked = standing.asked;
    this.place = undefined;
    this.missed = {
      code,
      again: () => {
        this.announce(msg('Trying again…'));
        this.chosen = wanted;
      },
    };
    this.emit('sx-error', { code });
    await this.focusOn('[part=problem] button');
    this.announce(missedWords()[code === 'unreachable' ? 'unreachable' : 'unavailable']);
  }

  private forget(): void {
    this.place = undefined;
    this.chosen = { from: this.compareWith };
  }

  private async recall({ index }: PolicyReading): Promise<void> {
    // Without the memory it is a first visit; the text stands all the same.
    this.seen = await this.page.recall(index.policy).catch(() => undefined);
    await this.updateComplete;
    if (this.place !== undefined) await this.arrive();
  }

  /** Brings into view what was asked for beside the version. */
  private async arrive(): Promise<void> {
    const { section } = this.place ?? {};
    this.place = undefined;
    await this.updateComplete;
    const isCompared = this.loaded.name === 'ready' && this.loaded.changes !== undefined;
    if (section !== undefined && (await this.go(section))) return;
    await this.focusOn(isCompared && this.renderRoot.querySelector('#changed') ? '#changed' : '.heading');
  }

  /** The place that the page's address names, where it is one of this policy. */
  private addressed(): PolicyPlace | undefined {
    const place = placeIn(location.hash.slice(1));
    const isOwn = [undefined, this.policy].includes(place?.policy) || this.policy === undefined;
    return isOwn ? place : undefined;
  }

  /**
   * Shows a place in the policy: the changes since a version, a section. Resolves when it is on the screen, or
   * cannot be.
   */
  async show(place: PolicyPlace): Promise<void> {
    const before = this.asked;
    this.place = place;
    this.chosen = { version: place.version, from: place.since };
    await this.updateComplete;
    if (before === this.asked) await this.arrive();
  }

  /** Only now is anything written to the device. */
  private async noteSeen(): Promise<void> {
    if (this.loaded.name !== 'ready') return;
    const { index, shown } = this.loaded;
    const store = await this.page.policySeen().catch(() => undefined);
    await store?.see(index.policy, shown, withdrawnIn(index));
    await this.stored.refresh();
  }

  private async fail(code: LoadCode): Promise<void> {
    this.loaded = { name: 'failed', code, mail: await contactOf(this.page.documents, code) };
    this.emit('sx-error', { code });
  }

  private retry(): void {
    this.loaded = { name: 'loading' };
    this.announce(msg('Trying again…'));
    this.asked = '';
    this.requestUpdate();
    void this.focusOn('.heading');
  }

  private async older(): Promise<void> {
    const { loaded } = this;
    if (loaded.name !== 'ready') return;
    try {
      const index = await readOlder(this.page.documents, loaded.index, loaded.index.versions);
      if (this.loaded === loaded) this.loaded = { ...loaded, index };
    } catch (cause) {
      this.announce(msg('The policy could not be loaded.'));
      this.emit('sx-error', { code: loadCode(cause) });
    }
  }

  /** False where that section is not there. */
  private async go(section: string): Promise<boolean> {
    const root = this.renderRoot as ShadowRoot;
    const find = (): HTMLElement | null => root.getElementById(anchorOf(section));
    if (find() === null) await this.slices.all();
    const target = find();
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'start' });
    return target !== null;
  }

  private renderText(sections: readonly PolicySection[], level: number): unknown[] {
    return sectionsOf(
      sections,
      level,
      this.slices.count(sections, () => sizesOf(sections)),
    );
  }

  private renderPolicy(loaded: Extract<Loaded, { name: 'ready' }>): TemplateResult {
    const { config, index, shown } = loaded;
    const { language, withoutTitle } = this;
    const level = withoutTitle ? this.headingLevel : this.headingLevel + 1;
    const lang = shown.language;
    const dir = directionOf(lang);
    return html`
      <header class="head">
        ${withoutTitle ? nothing : heading(this.headingLevel, shown.title, { lang, dir })}
        ${lastUpdated(shown, language)} ${effectiveFrom(shown, language)}
      </header>
      ${olderNote(index, shown, () => (this.chosen = {}))} ${otherLanguageNote(shown, language)}
      ${
        shown.remark === undefined
          ? nothing
          : html`<p class="note" part="remark"><span lang=${lang} dir=${dir}>${shown.remark}</span></p>`
      }
      ${this.missed === undefined ? nothing : loadProblem({ code: this.missed.code, words: missedWords(), mail: undefined, retry: this.missed.again })}
      ${compareChoice(index, shown, {
        language,
        from: loaded.changes?.from,
        chosen: this.chosen.from === shown.version ? undefined : this.chosen.from,
        usual: earlier(index, shown, this.seen),
        choose: (from) => (this.chosen = { ...this.chosen, from }),
      })}
      ${loaded.changes === undefined ? this.renderWhole(shown, level) : this.renderChanges(loaded, level)}
      ${lastUpdated(shown, language)} ${contactAndComplaints(config, level)} ${gpcNote()}
      ${this.stored.render(config, level)}
      ${versionList(index, shown.version, {
        level,
        language,
        choose: (version) => (this.chosen = { version }),
        older: () => void this.older(),
      })}
    `;
  }

  private renderWhole({ sections, language }: PolicyReading['shown'], level: number): TemplateResult {
    const [lang, dir] = [language, directionOf(language)];
    return html`${contents(sections, { lang, dir }, (section) => void this.go(section))}
      <div class="text" lang=${lang} dir=${dir}>${this.renderText(sections, level)}</div>`;
  }

  private renderChanges(
    { draw, changes, index, shown }: Extract<Loaded, { name: 'ready' }>,
    level: number,
  ): unknown {
    if (draw === undefined || changes === undefined) return nothing;
    const view = draw.comparison({
      changes,
      most: this.slices.count(changes, () => draw.sizesOf(changes, shown)),
      from: index.versions.find(({ version }) => version === changes.from),
      to: shown,
      level,
      language: this.language,
      isSideBySide: this.isSideBySide,
      switchSides: () => (this.isSideBySide = !this.isSideBySide),
      unfolded: this.unfolded,
      unfold: (key) => (this.unfolded = new Set([...this.unfolded, key])),
      go: (section) => void this.go(section),
    });
    return changes.from === undefined ? html`${view} ${this.renderWhole(shown, level)}` : view;
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

function missedWords(): LoadProblemWords {
  return {
    unreachable: msg('What you chose could not be loaded.'),
    unavailable: msg('What you chose is not available at the moment.'),
  };
}
