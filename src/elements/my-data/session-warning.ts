/** Warns before a session runs out, so that nobody is signed out while reading (WCAG 2.2.1). */
const WARNING = 60_000;

export class SessionWarning {
  /** The session is about to end. */
  isDue = false;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Starts again with each answer that names a new end. */
  watch(expiresAt: string): void {
    this.stop();
    const left = Date.parse(expiresAt) - Date.now();
    if (Number.isNaN(left)) return;
    this.#timer = setTimeout(
      () => {
        this.isDue = true;
        this.#changed();
      },
      Math.max(0, left - WARNING),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.isDue = false;
  }
}
