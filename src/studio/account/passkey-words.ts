/** Why no passkey was made or shown, in words. */
import { NoPasskey } from '../../client/staff/passkeys.ts';
import { StaffError } from '../../client/staff/staff-client.ts';
import { msg } from '../../locales/lit-localize.ts';
import { failureOf } from '../base/failure.ts';

export function passkeyFailure(error: unknown): string {
  if (error instanceof NoPasskey) {
    switch (error.why) {
      case 'closed':
        return msg('No passkey was given. You can try again.');
      case 'known':
        return msg('This device holds a passkey of yours already.');
      case 'unsupported':
        return msg('This browser cannot use passkeys. Use another one for this part.');
    }
  }
  if (error instanceof StaffError && error.code === 'challenge-failed')
    return msg('The passkey was not accepted: it belongs to somebody else, or the question was too old.');
  return failureOf(error);
}
