/** What the form reads from its native controls, and how it leads to one. */
import type { Question } from '../../protocol/form-definition.schema.ts';
import { HALF_DATE } from './entered.ts';
import type { Entry } from './entered.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlsOf(root: ParentNode, question: string): Control[] {
  return [...root.querySelectorAll<Control>(`[part~=control][data-of="${question}"]`)];
}

/** The question a control belongs to; undefined for boxes of consents. */
export function questionOf({ target }: Event): string | undefined {
  return target instanceof HTMLElement ? target.dataset['of'] : undefined;
}

/** What stands in the controls of a question now; undefined when nothing does, or they are not there. */
export function entryIn(root: ParentNode, { id, type }: Question): Entry | undefined {
  const controls = controlsOf(root, id);
  switch (type) {
    case 'file':
      return undefined;
    case 'radio':
    case 'scale':
      return controls.find(isChecked)?.value;
    case 'checkbox':
      return controls.some(isChecked) ? true : undefined;
    case 'multi-choice':
      return controls.filter(isChecked).map(({ value }) => value);
    case 'matrix':
      return partsOf(controls.filter(isChecked), id);
    case 'address':
      return partsOf(controls, id);
    case 'date':
      // Half a date has no value; what is wrong with it must not look like no answer.
      return controls[0]?.validity.badInput === true ? HALF_DATE : controls[0]?.value;
    default:
      return controls[0]?.value;
  }
}

function isChecked(control: Control): boolean {
  return control instanceof HTMLInputElement && control.checked;
}

/** Controls of parts are called `question.part`. */
function partsOf(controls: readonly Control[], id: string): Record<string, string> {
  return Object.fromEntries(controls.map(({ name, value }) => [name.slice(id.length + 1), value]));
}

/** Whether the controls of a question are on the screen. */
export function isOnScreen(root: ParentNode, question: string): boolean {
  return controlsOf(root, question).length > 0;
}

/** Focuses the first control of a question, a part of it or a consent, and brings its label into view. */
export function goTo(root: ParentNode, place: string): void {
  const [item = ''] = place.split('.');
  const control =
    root.querySelector<HTMLElement>(`[name="${place}"]`) ??
    root.querySelector<HTMLElement>(`[data-of="${item}"]`);
  // Of a chosen file the input is hidden; the button beside its name is what can be used.
  const instead = root.querySelector<HTMLElement>(`[id="${item}-chosen"] ~ button`);
  (instead ?? control)?.focus({ preventScroll: true });
  root.querySelector(`[id="${place}-label"], [id="${item}-label"]`)?.scrollIntoView({ block: 'start' });
}
