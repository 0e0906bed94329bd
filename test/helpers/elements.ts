/** Puts visitor elements on the test page with a backend of their own, and operates them like a visitor. */
import { html, nothing } from 'lit';
import { fixture, fixtureCleanup, waitUntil } from '@open-wc/testing';
import { createClient } from '../../src/client/client.ts';
import type { Client } from '../../src/client/client.ts';
import { databaseName } from '../../src/client/device-database.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import { setPageClient } from '../../src/client/page-client.ts';
import type { SxFormElement } from '../../src/elements/form/form.ts';
import type { SxMyDataElement } from '../../src/elements/my-data/my-data.ts';
import type { SxPolicyElement } from '../../src/elements/policy/policy.ts';
import type { SxPolicyNoticeElement } from '../../src/elements/policy-notice/policy-notice.ts';
import '../../src/elements/form/define.ts';
import '../../src/elements/my-data/define.ts';
import '../../src/elements/policy/define.ts';
import '../../src/elements/policy-notice/define.ts';
import { setLocale } from '../../src/locales/localize.ts';
import { createBackend } from './elements-backend.ts';
import type { Backend } from './elements-backend.ts';

/** Waits for a condition; the time limit only turns a hang into a failure. */
export function until(check: () => unknown, what: string): Promise<void> {
  return waitUntil(check, what, { timeout: 8000 });
}

export interface World {
  site: string;
  backend: Backend;
  client: Client;
  /** Another page of the same visitor: the same device, nothing in memory. */
  reload(): void;
  end(): Promise<void>;
}

/** A site of its own for each test, so that nothing is left over from another. */
export function createWorld(
  options: {
    storage?: DeviceStorage;
    transport?: 'native' | 'webhook';
    sharedDevice?: boolean;
    now?: () => number;
  } = {},
): World {
  const site = `site-${crypto.randomUUID()}`;
  const backend = createBackend(site);
  const opened: { client: Client; storage: DeviceStorage }[] = [];
  const open = (): Client => {
    const storage = options.storage ?? createDeviceStorage(site);
    const { transport = 'native', sharedDevice = false, now = Date.now } = options;
    const settings = { site, endpoint: 'https://backend.example', transport, sharedDevice };
    const client = createClient(settings, { fetch: backend.fetch, storage, random: () => 0.9, now });
    opened.push({ client, storage });
    setPageClient(client);
    client.sync.start();
    return client;
  };
  const close = (): void => {
    for (const { client, storage } of opened) {
      client.sync.stop();
      storage.close();
    }
  };
  const world: World = {
    site,
    backend,
    client: open(),
    reload: () => {
      fixtureCleanup();
      close();
      world.client = open();
    },
    end: async () => {
      fixtureCleanup();
      close();
      await setLocale('en');
      indexedDB.deleteDatabase(databaseName(site));
    },
  };
  return world;
}

/** Storage that the browser refuses, as in a private window. */
export function forbiddenStorage(): DeviceStorage {
  const refuse = (): Promise<never> => Promise.reject(new DOMException('forbidden', 'SecurityError'));
  return {
    exists: () => Promise.resolve(false),
    get: refuse,
    list: refuse,
    keys: refuse,
    delete: refuse,
    clear: refuse,
    write: refuse,
    close: () => undefined,
  };
}

/** What a visitor sees and does in an element. */
export class Panel<T extends HTMLElement = HTMLElement> {
  readonly element: T;

  constructor(element: T) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector has it
  find<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.root.querySelector<E>(selector);
    if (found === null) throw new Error(`Expected ${selector} in ${this.element.localName}`);
    return found;
  }

  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  /** The words on the screen, without what only screen readers get. */
  get text(): string {
    return this.find('.base').innerText.replaceAll(/\s+/g, ' ');
  }

  get status(): string {
    return this.find('[role=status]').textContent.trim();
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  button(words: string): HTMLButtonElement {
    const found = this.all('button').find((button) => button.innerText.trim() === words);
    if (found === undefined)
      throw new Error(
        `Expected a button "${words}", got: ${this.all('button')
          .map((b) => b.innerText)
          .join(', ')}`,
      );
    return found as HTMLButtonElement;
  }

  async shows(words: string | RegExp): Promise<void> {
    const isThere = (): boolean =>
      typeof words === 'string' ? this.text.includes(words) : words.test(this.text);
    await until(isThere, `Expected "${String(words)}" on the screen`);
  }

  async until(selector: string): Promise<void> {
    await until(() => this.has(selector), `Expected ${selector}`);
  }

  async says(words: string): Promise<void> {
    await until(
      () => this.status.includes(words),
      `Expected the status to say "${words}", it says "${this.status}"`,
    );
  }
}

export class FormPanel extends Panel<SxFormElement> {
  type(name: string, words: string): void {
    const control = this.find<HTMLInputElement>(`[name="${name}"]`);
    control.focus();
    control.value = words;
    control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }

  value(name: string): string {
    return this.find<HTMLInputElement>(`[name="${name}"]`).value;
  }

  box(name: string): HTMLInputElement {
    return this.find<HTMLInputElement>(`input[type=checkbox][name="${name}"]`);
  }

  async tick(name: string): Promise<void> {
    this.box(name).click();
    await this.element.updateComplete;
  }

  send(): void {
    this.find<HTMLButtonElement>('[part=submit]').click();
  }

  /** The links of the summary, by their words. */
  get problems(): string[] {
    return this.all('[part=summary] a').map((link) => link.innerText);
  }
}

export async function openForm(formId = 'subscription', fallback: unknown = nothing): Promise<FormPanel> {
  const panel = new FormPanel(
    await fixture<SxFormElement>(html`<sx-form form-id=${formId}>${fallback}</sx-form>`),
  );
  await until(
    () => panel.has('form') || panel.has('[part=problem]') || panel.has('[part=panel]'),
    'Expected a form or a message',
  );
  return panel;
}

export async function openPolicy(version?: string): Promise<Panel<SxPolicyElement>> {
  const panel = new Panel(
    await fixture<SxPolicyElement>(
      html`<sx-policy version=${version ?? nothing}><p>fallback</p></sx-policy>`,
    ),
  );
  await until(
    () => panel.has('[part=section]') || panel.has('[part=problem]'),
    'Expected a policy or a message',
  );
  return panel;
}

export async function openMyData(): Promise<Panel<SxMyDataElement>> {
  const panel = new Panel(await fixture<SxMyDataElement>(html`<sx-my-data><p>fallback</p></sx-my-data>`));
  await until(
    () => panel.has('[part=device]:not([aria-busy])') || panel.has('[part=problem]'),
    'Expected the panel or a message',
  );
  return panel;
}

export async function openNotice(
  options: { label?: string; href?: string; fallback?: unknown } = {},
): Promise<Panel<SxPolicyNoticeElement>> {
  const { label = nothing, href = nothing, fallback = nothing } = options;
  const panel = new Panel(
    await fixture<SxPolicyNoticeElement>(
      html`<sx-policy-notice label=${label} href=${href}>${fallback}</sx-policy-notice>`,
    ),
  );
  await until(() => panel.has('[part=link], [part=notice]'), 'Expected a notice or a link');
  return panel;
}
