/** Virtual time: nothing waits, what was put off happens in order, and promises settle in between. */
import type { After } from '../../src/client/timers.ts';

interface Event {
  at: number;
  /** Breaks ties, so that a seed always plays alike. */
  order: number;
  work: () => void;
  isCalledOff: boolean;
}

export class VirtualTime {
  now: number;
  #order = 0;
  /** A binary heap by moment and order. */
  readonly #heap: Event[] = [];
  /** Work outside of virtual time that has to end before it may go on. */
  #held = 0;

  constructor(start: number) {
    this.now = start;
  }

  after: After = (ms, work) => {
    const event = { at: this.now + Math.max(0, ms), order: (this.#order += 1), work, isCalledOff: false };
    this.#push(event);
    return () => {
      event.isCalledOff = true;
    };
  };

  /** Time stands still until this has ended. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work;
    } finally {
      this.#held -= 1;
    }
  }

  /** Lets everything happen up to a moment. */
  async runUntil(moment: number): Promise<void> {
    await this.#settle();
    for (;;) {
      const event = this.#heap[0];
      if (event === undefined || event.at > moment) break;
      this.#pop();
      if (event.isCalledOff) continue;
      this.now = Math.max(this.now, event.at);
      event.work();
      await this.#settle();
    }
    this.now = Math.max(this.now, moment);
  }

  /** What needs time to end; an hour is enough for everything. */
  async passUntil<T>(work: Promise<T>): Promise<T> {
    const ended = new AbortController();
    const note = (): void => {
      ended.abort();
    };
    work.then(note, note);
    const end = this.now + 3_600_000;
    while (!ended.signal.aborted && this.now < end) await this.runUntil(this.now + 1000);
    if (!ended.signal.aborted) throw new Error('Expected an end within an hour; something waits for ever');
    return work;
  }

  async #settle(): Promise<void> {
    do {
      // Comes after every promise that can settle by itself.
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#held > 0);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent])) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = right < heap.length && isBefore(heap[right], heap[left]) ? right : left;
      if (child >= heap.length || !isBefore(heap[child], last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(a: Event | undefined, b: Event | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
