/** A form of a site's own with an opt-in in it, and what that site's page does and hears. */
import { fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import type { SxOptinElement } from '../../src/elements/optin/optin.ts';
import '../../src/elements/optin/define.ts';
import { json } from './elements-backend.ts';
import { definition, published } from './elements-documents.ts';
import { Panel, until } from './elements.ts';
import type { World } from './elements.ts';

/** The form whose words are used: an address, one opt-in, one notice. */
export function optInForm(changed: Partial<FormDefinition> = {}): Partial<FormDefinition> {
  const kept = ['email', 'news', 'your-data'];
  const consents = Object.fromEntries(
    Object.entries(definition.consents).filter(([id]) => id === 'news-email' || id === 'privacy-notice'),
  );
  const items = definition.items
    .filter(({ id }) => kept.includes(id))
    .map((item) => ('ask' in item && item.id === 'news' ? { ...item, ask: ['news-email'] } : item));
  return { form: 'opt-in', items, consents, ...changed };
}

export function publishOptIn(world: World, changed: Partial<FormDefinition> = {}, form = 'opt-in'): void {
  world.backend.answers.set(`/forms/${form}`, () => json(published(optInForm({ ...changed, form }))));
}

/** What the browser sent of the host's form: it would have left the page. */
export interface Leaving {
  fields: [string, string][];
  /** How many operations the device held, or had sent, at that moment. */
  savedBefore: number;
}

export class HostPage extends Panel<SxOptinElement> {
  readonly form: HTMLFormElement;
  /** Each time the form went; it goes into a frame, so that the page stays. */
  readonly left: Leaving[] = [];
  /** How often the element was about to save something. */
  acts = 0;

  constructor(element: SxOptinElement, form: HTMLFormElement, world: World) {
    super(element);
    this.form = form;
    element.addEventListener('sx-submit', () => (this.acts += 1));
    form.addEventListener('formdata', ({ formData }) => {
      void world.client.outbox.list().then((waiting) => {
        const fields = [...formData].map(([name, value]): [string, string] => [
          name,
          typeof value === 'string' ? value : value.name,
        ]);
        this.left.push({ fields, savedBefore: waiting.length + world.backend.operations.length });
      });
    });
  }

  get box(): HTMLInputElement {
    return this.find<HTMLInputElement>('[part=checkbox]');
  }

  get email(): HTMLInputElement {
    return this.form.querySelector<HTMLInputElement>('[name=email]')!;
  }

  /** What the visitor types, as the browser tells of it. */
  type(address: string): void {
    this.email.focus();
    this.email.value = address;
    this.email.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  async tick(): Promise<void> {
    this.box.click();
    await this.element.updateComplete;
  }

  press(): void {
    this.form.querySelector<HTMLButtonElement>('button')?.click();
  }

  async goes(times = 1): Promise<Leaving> {
    await until(() => this.left.length >= times, `Expected the form to go, ${String(times)} times`);
    return this.left[times - 1]!;
  }
}

let frames = 0;

/** A host's page. Without `body` it has one input and one button, beside the opt-in. */
export async function openHost(
  world: World,
  optin: TemplateResult = html`<sx-optin
    purpose="direct-marketing"
    channel="email"
    contact="email"
  ></sx-optin>`,
): Promise<HostPage> {
  frames += 1;
  const frame = `host-${String(frames)}`;
  const page = await fixture<HTMLElement>(
    html`<div>
      <iframe name=${frame} title="where the form goes" hidden></iframe>
      <form action="about:blank" target=${frame}>
        <label>Your email <input name="email" type="email" /></label>
        ${optin}
        <button name="act" value="order">Order</button>
      </form>
    </div>`,
  );
  const host = new HostPage(page.querySelector('sx-optin')!, page.querySelector('form')!, world);
  await until(() => host.has('[part=checkbox]') || host.has('[part=problem]'), 'Expected a box or a message');
  return host;
}
