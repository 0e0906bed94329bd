/**
 * Notices that a version was seen: its beginning was on the screen, and the visitor did something there. A page
 * that only loads writes nothing to the device (DESIGN, section 7.5).
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const ACTS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

export class SeenWatch implements ReactiveController {
  private readonly host: ReactiveControllerHost & { renderRoot: HTMLElement | DocumentFragment };
  private readonly onSeen: () => void;
  private listening: AbortController | undefined;
  private observer: IntersectionObserver | undefined;
  private watched: Element | undefined;
  private isVisible = false;

  constructor(host: SeenWatch['host'], onSeen: () => void) {
    this.host = host;
    this.onSeen = onSeen;
    host.addController(this);
  }

  hostUpdated(): void {
    const first = this.host.renderRoot.querySelector('.text > *') ?? undefined;
    if (first === this.watched) return;
    this.stop();
    this.watched = first;
    if (first === undefined) return;
    this.observer = new IntersectionObserver((entries) => {
      this.isVisible ||= entries.some(({ isIntersecting }) => isIntersecting);
    });
    this.observer.observe(first);
    this.listening = new AbortController();
    for (const act of ACTS) {
      addEventListener(act, () => this.acted(), {
        signal: this.listening.signal,
        passive: true,
        capture: true,
      });
    }
  }

  hostDisconnected(): void {
    this.stop();
  }

  private acted(): void {
    if (!this.isVisible) return;
    this.stop(false);
    this.onSeen();
  }

  private stop(forgets = true): void {
    this.listening?.abort();
    this.observer?.disconnect();
    this.isVisible = false;
    if (forgets) this.watched = undefined;
  }
}
