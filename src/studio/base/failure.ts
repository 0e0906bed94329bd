/** Why the backend did not do what was asked, in words. */
import { StaffError } from '../../client/staff/staff-client.ts';
import { msg } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';

export function failureOf(error: unknown, words: (finding: Finding) => string = ({ code }) => code): string {
  if (!(error instanceof StaffError)) throw error;
  switch (error.code) {
    case 'unreachable':
      return msg('The backend cannot be reached. Your work is kept on this device.');
    case 'unauthenticated':
      return msg('You are signed out. Sign in again; your work is kept on this device.');
    case 'passkey-needed':
      return msg('Show your passkey first: this is about people.');
    case 'forbidden':
      return msg('Your role does not allow this.');
    case 'not-found':
      return msg('It is not there any more.');
    case 'precondition-failed':
    case 'precondition-required':
      return msg('Somebody else has saved this meanwhile.');
    case 'link-expired':
      return msg('The link is used or too old. Ask for a new one.');
    case 'validation':
      return error.findings.length === 0 ? error.message : error.findings.map(words).join(' ');
    default:
      return `${msg('That did not work.')} ${error.message}`;
  }
}
