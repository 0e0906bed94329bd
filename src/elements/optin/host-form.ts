/**
 * A form of the host's. Its submit is held only when nobody has cancelled it, until what was ticked in it
 * is saved; then it goes on as it was. All boxes of a form share one hold.
 */

/** One box in it. */
export interface Member {
  /** Whether the form would take along a tick that is not saved yet. */
  readonly isPending: boolean;
  /** Saves it; false when the visitor has to do something first. Never rejects. */
  secure(): Promise<boolean>;
  /** Somebody uses the form. */
  prepare(): void;
  /** Something in it may have changed. */
  refresh(): void;
}

const guards = new WeakMap<HTMLFormElement, HostForm>();

/** Watches over the submits of `form` for `member`, until it is told to stop. */
export function watchForm(form: HTMLFormElement, member: Member): () => void {
  const guard = guards.get(form) ?? new HostForm(form);
  guards.set(form, guard);
  guard.join(member);
  return () => {
    guard.leave(member);
  };
}

class HostForm {
  readonly #form: HTMLFormElement;
  readonly #members = new Set<Member>();
  #listening: AbortController | undefined;
  /** A submit on its way through the listeners of the page. */
  #passing: { event: SubmitEvent; end: () => void } | undefined;
  #isHolding = false;
  #isRepeating = false;

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  join(member: Member): void {
    this.#members.add(member);
    if (this.#listening === undefined) this.#listen();
  }

  leave(member: Member): void {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #listen(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const root = this.#form.getRootNode();
    // Submits do not leave a shadow root.
    const top = root instanceof Document ? window : root;
    const refresh = (): void => {
      for (const member of this.#members) member.refresh();
    };
    top.addEventListener('submit', (event) => this.#hear(event, top), { capture: true, signal });
    // The press of a button comes before the browser asks whether the form is valid.
    top.addEventListener('click', refresh, { capture: true, signal });
    for (const type of ['input', 'change']) this.#form.addEventListener(type, refresh, { signal });
    this.#form.addEventListener('focusin', () => this.#prepare(), { signal });
    this.#form.addEventListener('formdata', () => this.#catchUp(), { signal });
  }

  #prepare(): void {
    for (const member of this.#members) member.prepare();
  }

  get #pending(): Member[] {
    return [...this.#members].filter(({ isPending }) => isPending);
  }

  /** The first of all listeners. */
  #hear(event: Event, top: EventTarget): void {
    if (event.target !== this.#form || !(event instanceof SubmitEvent)) return;
    if (this.#isRepeating) {
      // The page has had its say, and has done what it does at a submit.
      event.stopImmediatePropagation();
    } else if (this.#isHolding) {
      // A second press while the first is held.
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (this.#pending.length > 0) {
      this.#follow(event, top);
    }
  }

  /** Waits at the end of every node's listeners, because any of them may end the way of the event. */
  #follow(event: SubmitEvent, top: EventTarget): void {
    this.#passing?.end();
    const ending = new AbortController();
    const judge = (heard: Event): void => {
      const isLast = event.currentTarget === top && event.eventPhase === Event.BUBBLING_PHASE;
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- read, it alone says that propagation was stopped
      if (heard !== event || !(isLast || event.cancelBubble)) return;
      this.#passing?.end();
      this.#passing = undefined;
      if (!event.defaultPrevented && this.#pending.length > 0) void this.#hold(event);
    };
    for (const node of event.composedPath()) {
      for (const capture of [true, false])
        node.addEventListener('submit', judge, { capture, signal: ending.signal });
    }
    this.#passing = {
      event,
      end: () => {
        ending.abort();
      },
    };
  }

  async #hold(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.#isHolding = true;
    const secured = await Promise.all(this.#pending.map((member) => member.secure()));
    this.#isHolding = false;
    if (secured.every(Boolean)) this.#repeat(event.submitter);
  }

  /** The same submit once more, with its button; it is no news to the page. */
  #repeat(submitter: HTMLElement | null): void {
    const form = this.#form;
    const isThere = submitter !== null && 'form' in submitter && submitter.form === form;
    this.#isRepeating = true;
    try {
      // Called by way of the prototype: a host may have a control with that name.
      HTMLFormElement.prototype.requestSubmit.call(form, isThere ? submitter : null);
    } finally {
      this.#isRepeating = false;
    }
  }

  /**
   * A listener that stopped everything at once kept the submit from us. The browser collects the fields
   * now, so the form goes; all that is left is to save beside it.
   */
  #catchUp(): void {
    const event = this.#passing?.event;
    // With a listener still at work it is the page that reads its own fields.
    if (event === undefined || event.currentTarget !== null) return;
    this.#passing?.end();
    this.#passing = undefined;
    if (event.defaultPrevented) return;
    for (const member of this.#pending) void member.secure();
  }
}

/** What stands in the control of `form` with this name or id, without spaces around; empty where there is none. */
export function valueIn(form: HTMLFormElement | null, control: string): string {
  // By way of the prototype, as above.
  const elements: unknown = form && Reflect.get(HTMLFormElement.prototype, 'elements', form);
  const found = elements instanceof HTMLFormControlsCollection ? elements.namedItem(control) : null;
  return found !== null && 'value' in found && typeof found.value === 'string' ? found.value.trim() : '';
}
