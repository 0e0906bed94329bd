/**
 * `<sx-form-preview>`: the visitor's own form, with a definition that is handed in. It reads nothing, keeps nothing
 * and sends nothing; everything else is the real one.
 */
import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { PageClient } from '../../../client/page-client.ts';
import type { SxEventDetails, SxEventName } from '../../../elements/base/events.ts';
import { SxFormElement } from '../../../elements/form/form.ts';
import { drawFor } from '../../../elements/form/load-form.ts';
import { msg } from '../../../locales/lit-localize.ts';
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import type { SiteConfig } from '../../../protocol/site.schema.ts';
import type { Theme } from '../../../protocol/theme.schema.ts';

const refused = (): Promise<never> => Promise.reject(new Error('A preview has no backend.'));

const INERT: PageClient = {
  settings: { site: '', endpoint: '' },
  documents: {
    config: refused,
    form: refused,
    policy: refused,
    policyVersion: refused,
    policyChanges: refused,
  },
  load: refused,
  policySeen: refused,
  recall: () => Promise.resolve(undefined),
  holdsEntries: () => Promise.resolve(false),
};

/**
 * @summary The form as visitors will see it.
 */
export class SxFormPreviewElement extends SxFormElement {
  static override properties: PropertyDeclarations = {
    definition: { attribute: false },
    config: { attribute: false },
    shownIn: { attribute: false },
  };

  declare definition: FormDefinition | undefined;
  declare config: SiteConfig | undefined;
  /** The language of the form's texts. */
  declare shownIn: string | undefined;

  /** @internal Resolves once the definition in hand is there to be looked at. */
  shown: Promise<void> = Promise.resolve();

  override get page(): PageClient {
    return INERT;
  }

  override get theme(): Theme | undefined {
    return this.config?.theme;
  }

  override get language(): string {
    return this.shownIn ?? super.language;
  }

  override emit<Name extends SxEventName>(
    name: Name,
    detail: SxEventDetails[Name],
    cancelable = false,
  ): boolean {
    if (name !== 'sx-submit') return super.emit(name, detail, cancelable);
    this.announce(msg('This is a preview. Nothing was sent.'));
    this.dispatchEvent(new CustomEvent('sx-preview-complete', { bubbles: true, composed: true }));
    return false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('definition') || changed.has('config')) this.shown = this.load();
  }

  /** What was typed into the preview stays, as far as its questions do. */
  protected override async load(): Promise<void> {
    const { definition, config } = this;
    if (definition === undefined || config === undefined) return;
    const draw = await drawFor(definition);
    if (draw === undefined || definition !== this.definition) return;
    const before = this.filling;
    const step = before?.step?.id;
    this.loaded = { name: 'ready', form: asPublished(definition), config, draw };
    this.clear();
    if (before === undefined || this.filling === undefined) return;
    const { questions } = this.filling;
    const entered = Object.entries(before.entered).filter(
      ([id]) => questions.get(id)?.type === before.questions.get(id)?.type,
    );
    this.filling.merge(Object.fromEntries(entered));
    this.filling.goTo(step);
  }

  /** Brings the step into view that an item stands on. */
  showStepOf(item: string): void {
    const step = this.filling?.definition.items.some(({ id, ...rest }) => id === item && 'step' in rest)
      ? item
      : this.filling?.stepWith(item);
    if (step === undefined || step === this.filling?.step?.id) return;
    this.filling?.goTo(step);
    this.requestUpdate();
  }
}

/** Hashes are of published words; a preview needs none. */
function asPublished(definition: FormDefinition) {
  const wordings = Object.fromEntries(
    Object.keys(definition.consents).map((consent) => [
      consent,
      Object.fromEntries(definition.languages.map((language) => [language, ''])),
    ]),
  );
  return { definition, wordings, policy: { policy: '', version: '', hash: '' } };
}

declare global {
  interface HTMLElementTagNameMap {
    'sx-form-preview': SxFormPreviewElement;
  }
  interface HTMLElementEventMap {
    'sx-preview-complete': CustomEvent<undefined>;
  }
}
