/** Fills in the real form again and again, as a visitor in a hurry would. */
import type { Heard } from './ledger.ts';
import { control } from './page-control.ts';
import { pause } from './pause.ts';
import type { Random } from './random.ts';

interface Visitor {
  form: string;
  random: Random;
  newEmail: () => string;
  tell: (said: Heard) => void;
}

export async function fillIn({ form, random, newEmail, tell }: Visitor): Promise<never> {
  document.addEventListener('sx-submitted', ({ detail }: CustomEventInit<{ operation: string }>) => {
    if (detail) tell({ type: 'confirmed', id: detail.operation });
  });
  document.addEventListener(
    'sx-refused',
    ({ detail }: CustomEventInit<{ operation: string; code: string }>) => {
      if (detail) tell({ type: 'refused', id: detail.operation, why: detail.code });
    },
  );
  for (;;) {
    const element = document.createElement('sx-form');
    element.setAttribute('form-id', form);
    document.querySelector('main')?.replaceChildren(element);
    const email = await control(element, 'input[type=email]');
    const byEmail = await control(element, '#news-email');
    const send = await control(element, 'form button[type=submit]');
    const address = newEmail();
    email.value = address;
    for (const type of ['input', 'change']) email.dispatchEvent(new Event(type, { bubbles: true, composed: true })); // prettier-ignore
    const isTicked = random.chance(0.6);
    if (isTicked) byEmail.click();
    const queued = new Promise<void>((resolve) => {
      element.addEventListener('sx-queued', ({ detail }) => {
        const ticked = isTicked ? ['news-email'] : [];
        const { operation: id, keeping } = detail;
        if (keeping === 'device')
          tell({ type: 'saved', id, act: { by: 'form', kind: 'submission', email: address, ticked } });
        else tell({ type: 'page-only', id, why: 'the device did not take it' });
        resolve();
      });
    });
    send.click();
    await queued;
    await pause(random.between(50, 250));
  }
}
