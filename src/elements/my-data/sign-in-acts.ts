/** Asking for a sign-in mail and entering its code: what becomes of each, as the next state of signing in. */
import type { Session } from '../../client/session.ts';
import { codeOf } from './readings.ts';
import type { SignIn } from './sign-in.ts';

/** Undefined for an address that can be asked with. */
export function wrongAddress(control: HTMLInputElement): SignIn | undefined {
  control.value = control.value.trim();
  const { valueMissing, valid } = control.validity;
  return valid ? undefined : { name: 'problem', problem: valueMissing ? 'no-address' : 'not-an-address' };
}

export async function askLink(session: Session, email: string, language: string): Promise<SignIn> {
  try {
    await session.requestLink(email, language);
    return { name: 'asked', email };
  } catch (cause) {
    return { name: 'problem', problem: codeOf(cause) };
  }
}

/** Digits may come with spaces or hyphens, as people copy them. */
export async function enterCode(session: Session, email: string, entered: string): Promise<SignIn> {
  const code = entered.replaceAll(/\D/g, '');
  if (code.length !== 6) return { name: 'asked', email, problem: 'no-code' };
  try {
    await session.signInByCode(email, code);
    return { name: 'idle' };
  } catch (cause) {
    return { name: 'asked', email, problem: codeOf(cause) };
  }
}
