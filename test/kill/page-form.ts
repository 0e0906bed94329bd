/** Fills in the real form again and again, as a visitor in a hurry would. */
import type { Heard } from './ledger.ts';
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
    const [email] = await controls(element, 'input[type=email]');
    const [byEmail] = await controls(element, '#news-email');
    const [send] = await controls(element, 'form button[type=submit]');
    const address = newEmail();
    email.value = address;
    for (const type of ['input', 'change']) email.dispatchEvent(new Event(type, { bubbles: true, composed: true })); // prettier-ignore
    const isTicked = random.chance(0.6);
    if (isTicked) byEmail.click();
    const queued = new Promise<void>((resolve) => {
      element.addEventListener('sx-queued', ({ detail }) => {
        const act = { kind: 'submission', email: address, ticked: isTicked ? ['news-email'] : [] } as const;
        const { operation: id, keeping } = detail;
        if (keeping === 'device') tell({ type: 'saved', id, act: { ...act, ticked: [...act.ticked] } });
        else tell({ type: 'page-only', id, why: 'the device did not take it' });
        resolve();
      });
    });
    send.click();
    await queued;
  }
}

/** The controls that match, once they are there. */
function controls(host: HTMLElement, selector: string): Promise<[HTMLInputElement]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = host.shadowRoot?.querySelector<HTMLInputElement>(selector);
      if (found) resolve([found]);
      else setTimeout(look, 10);
    };
    look();
  });
}
