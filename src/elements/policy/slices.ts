/** Draws a long text in slices, so that no task is long: the first at once, the others while nothing else is to do. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Letters drawn at once, and in each slice that follows: a few milliseconds on a slow phone. */
const FIRST = 24_000;
const NEXT = 12_000;

export class Slices implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private about: unknown;
  private sizes: readonly number[] = [];
  private drawn = 0;
  private pending: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  /** How many parts are to be drawn now; `about` says what they are parts of, `sizesOf` how long each is. */
  count(about: unknown, sizesOf: () => readonly number[]): number {
    if (about !== this.about) {
      this.about = about;
      this.sizes = sizesOf();
      this.drawn = this.upTo(this.sizes, 0, FIRST);
    }
    return this.drawn;
  }

  /** Draws all: for a jump to a part that is not there yet, and for paper. */
  async all(): Promise<void> {
    this.drawn = this.sizes.length;
    this.host.requestUpdate();
    await this.host.updateComplete;
  }

  hostUpdated(): void {
    if (this.drawn >= this.sizes.length || this.pending !== undefined) return;
    this.pending = setTimeout(() => {
      this.pending = undefined;
      this.drawn = this.upTo(this.sizes, this.drawn, NEXT);
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.pending);
    this.pending = undefined;
  }

  private upTo(sizes: readonly number[], from: number, letters: number): number {
    let place = from;
    for (let sum = 0; place < sizes.length && (place === from || sum < letters); place++)
      sum += sizes[place] ?? 0;
    return place;
  }
}
