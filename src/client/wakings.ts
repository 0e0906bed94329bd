/** When the page itself says that it is time to look at the outbox again. */

/** `isNews`: something has changed that makes success likely, so delays do not count. */
export type Wake = (isNews: boolean) => void;

/** Listens until it is told to stop. `navigator.onLine` is never asked: it is often wrong. */
export function listenToPage(wake: Wake): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('online', () => wake(true), { signal });
  window.addEventListener('pageshow', () => wake(false), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') wake(false);
    },
    { signal },
  );
  return () => {
    listening.abort();
  };
}
