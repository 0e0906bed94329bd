/** What the form reads from its native controls, and how it leads to one. */
import type { Answers } from '../../protocol/form-answers.ts';

/** Every answer on the screen: autofill of some browsers changes a field without an event. */
export function answersIn(root: ParentNode): Answers {
  const controls = root.querySelectorAll<HTMLInputElement>('[part=control]');
  return Object.fromEntries([...controls].map(({ name, value }) => [name, value]));
}

/** Focuses the control of a question or consent and brings its label into view. */
export function goTo(root: ParentNode, item: string): void {
  root.querySelector<HTMLElement>(`[name="${item}"]`)?.focus({ preventScroll: true });
  root.querySelector(`#${item}-label`)?.scrollIntoView({ block: 'start' });
}
