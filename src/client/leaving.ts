/** Asks before a page is left that alone holds something unsent. */
import type { Outbox } from './outbox.ts';

/**
 * Listens only while something is held: a page with such a listener is not kept for the back button.
 * Browsers say it in their own words.
 */
export function guardLeaving(outbox: Outbox): void {
  const ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  outbox.subscribe(() => {
    if (outbox.heldInPage() > 0) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
}
