/** Takes back in the real panel what this device allowed, as soon as the panel offers it. */
import type { Heard } from './ledger.ts';
import { control } from './page-control.ts';
import { pause } from './pause.ts';

export async function takeBack(tell: (said: Heard) => void): Promise<never> {
  const panel = document.createElement('sx-my-data');
  // One press undoes every grant of that purpose and channel: as many operations, as many events.
  panel.addEventListener('sx-withdrawn', ({ detail: { operation: id, purpose, channel } }) => {
    tell({ type: 'saved', id, act: { by: 'panel', kind: 'withdrawal', purpose, channel } });
  });
  document.querySelector('main')?.replaceChildren(panel);
  for (;;) {
    (await control(panel, '[part=device] [part=permission] [id^=withdraw-]')).click();
    await pause(300);
  }
}
