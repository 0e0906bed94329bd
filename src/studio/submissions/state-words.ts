/** What is permitted, in words. */
import { msg } from '../../locales/lit-localize.ts';
import type { ConsentState } from '../../protocol/consent.ts';

export function stateName(state: ConsentState): string {
  switch (state) {
    case 'ConsentUnknown':
      return msg('never asked');
    case 'ConsentRequested':
      return msg('waits for confirmation');
    case 'ConsentGiven':
      return msg('permitted');
    case 'ConsentRefused':
      return msg('refused');
    case 'ConsentRequestDeferred':
      return msg('put off');
    case 'ConsentWithdrawn':
      return msg('taken back');
    case 'ConsentExpired':
      return msg('expired');
    case 'ConsentInvalidated':
      return msg('has to be asked again');
  }
}
