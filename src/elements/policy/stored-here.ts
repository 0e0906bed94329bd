/**
 * The folded list of what is stored on this device. It is read when it is opened, and again whenever something
 * is saved, sent or cleared; opening it writes nothing.
 */
import { html } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Client } from '../../client/client.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { heading } from '../base/heading.ts';

type Lines = typeof import('./stored-lines.ts');

type State =
  | { name: 'reading' }
  | { name: 'unread' }
  | { name: 'read'; lines: Lines; stored: Awaited<ReturnType<Lines['readStored']>> };

type Host = ReactiveControllerHost & { page: PageClient; language: string };

export class StoredHere implements ReactiveController {
  private readonly host: Host;
  private isOpen = false;
  private state: State = { name: 'reading' };
  private client: Client | undefined;
  private stopListening: (() => void) | undefined;

  constructor(host: Host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.isOpen) void this.open();
  }

  hostDisconnected(): void {
    this.stopListening?.();
    this.stopListening = undefined;
  }

  /** Reads again, where somebody looks. */
  async refresh(): Promise<void> {
    const { client } = this;
    if (!this.isOpen || client === undefined) return;
    try {
      const lines = await import('./stored-lines.ts');
      this.show({ name: 'read', lines, stored: await lines.readStored(client) });
    } catch {
      this.show({ name: 'unread' });
    }
  }

  private async open(): Promise<void> {
    try {
      const client = await this.host.page.load();
      this.client = client;
      this.stopListening?.();
      this.stopListening = client.outbox.subscribe(() => void this.refresh());
    } catch {
      this.show({ name: 'unread' });
      return;
    }
    await this.refresh();
  }

  private show(state: State): void {
    this.state = state;
    this.host.requestUpdate();
  }

  private toggled(event: Event): void {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    if (this.isOpen) void this.open();
    else this.hostDisconnected();
  }

  render(config: SiteConfig, level: number): TemplateResult {
    return html`<details class="stored" part="stored" @toggle=${(event: Event) => this.toggled(event)}>
      <summary>${heading(level, msg('What is stored on this device'))}</summary>
      <div aria-busy=${this.state.name === 'reading' ? 'true' : 'false'}>${this.content(config)}</div>
    </details>`;
  }

  private content(config: SiteConfig): TemplateResult {
    const { state, host } = this;
    switch (state.name) {
      case 'reading':
        return html`<p class="muted">${msg('Your data is loading…')}</p>`;
      case 'unread':
        return html`<p class="note">
          ${msg('Not everything on this device can be read at the moment. Reload the page to see it.')}
        </p>`;
      case 'read':
        return state.lines.storedLines(state.stored, {
          config,
          endpoint: host.page.settings.endpoint,
          language: host.language,
        });
    }
  }
}
