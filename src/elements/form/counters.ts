/**
 * Character counters. Each is rendered on its own, so that a key press changes one text node and
 * not the form.
 */
import { render } from 'lit';
import { counterWords } from './form-words.ts';

/** Brings the counter of one text area up to date. */
export function renderCounter(control: HTMLTextAreaElement, language: string): void {
  const root = control.getRootNode() as ShadowRoot;
  const counter = root.getElementById(`${control.id}-counter`);
  const limit = Number(counter?.dataset['limit']);
  if (counter === null || !(limit > 0)) return;
  const used = control.value.trim().length;
  counter.classList.toggle('over', used > limit);
  render(counterWords(used, limit, language), counter);
}

export function renderCounters(root: ParentNode, language: string): void {
  for (const control of root.querySelectorAll('textarea')) renderCounter(control, language);
}
