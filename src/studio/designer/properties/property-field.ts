/** One property as a control. What somebody enters becomes commands on the file at once. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../../locales/lit-localize.ts';
import type { Finding } from '../../../protocol/problem.ts';
import type { Command, Json } from '../text/json-edit.ts';
import { listOf, textOf } from '../model/authored.ts';
import type { AuthoredForm } from '../model/authored.ts';
import { setKey, setWords } from '../model/edits.ts';
import { conditionField } from './condition-field.ts';
import { optionsField } from './options-field.ts';
import type { Property, Subject } from './property.ts';

export interface PropertyView {
  form: AuthoredForm;
  subject: Subject;
  /** Findings about the thing in hand, with their words, by property. */
  problems: ReadonlyMap<string, readonly { finding: Finding; words: string }[]>;
  isReadOnly: boolean;
  /** Changes with the same key in a row are undone together. */
  run: (commands: readonly Command[], key?: string) => void;
  /** Gives the thing another id, everywhere. */
  rename: (id: string) => void;
  announce: (words: string) => void;
}

/** The id of its control, so that findings can lead there. */
export function controlId(key: string): string {
  return `property-${key}`;
}

export function propertyField(property: Property, view: PropertyView): TemplateResult {
  const { key, label, hint } = property;
  const problems = view.problems.get(key) ?? [];
  const described = [
    ...(hint === undefined ? [] : [`${controlId(key)}-hint`]),
    ...(problems.length === 0 ? [] : [`${controlId(key)}-problems`]),
  ].join(' ');
  const notes = html`${hint === undefined ? nothing : html`<p class="hint" id="${controlId(key)}-hint">${hint}</p>`}
  ${
    problems.length === 0
      ? nothing
      : html`<ul class="problems" id="${controlId(key)}-problems">
          ${problems.map(
            ({ finding, words }) =>
              html`<li class=${finding.severity === undefined ? 'danger' : 'warning'}>${words}</li>`,
          )}
        </ul>`
  }`;
  const own = { described, isInvalid: problems.some(({ finding }) => finding.severity === undefined) };
  switch (property.control) {
    case 'options':
      return html`${optionsField(property, view)} ${notes}`;
    case 'condition':
      return html`${conditionField(view)} ${notes}`;
    case 'several':
      return html`<fieldset
        class="field"
        aria-describedby=${described || nothing}
        id=${controlId(key)}
        tabindex="-1"
      >
        <legend>${label}</legend>
        ${severalBoxes(property, view)} ${notes}
      </fieldset>`;
    case 'check':
      return html`<div class="field">
        <label class="choice" for=${controlId(key)}
          >${checkBox(property, view, own.described)} <span>${label}</span></label
        >
        ${notes}
      </div>`;
    default:
      return html`<div class="field">
        <label for=${controlId(key)}>${label}</label>
        ${control(property, view, own)} ${fromLibrary(property, view)} ${notes}
      </div>`;
  }
}

interface Described {
  described: string;
  isInvalid: boolean;
}

function control(
  property: Property,
  view: PropertyView,
  { described, isInvalid }: Described,
): TemplateResult {
  const { key } = property;
  const { subject, isReadOnly } = view;
  const value = subject.fields[key];
  const shared = {
    id: controlId(key),
    described: described || nothing,
    invalid: isInvalid ? 'true' : nothing,
  };
  const set = (next: Json | undefined): void =>
    view.run(setKey(subject.own, subject.path, key, next), stepKey(subject, key));
  switch (property.control) {
    case 'words':
      return wordsControl(property, view, shared);
    case 'choice':
      return html`<select
        id=${shared.id}
        aria-describedby=${shared.described}
        aria-invalid=${shared.invalid}
        ?disabled=${isReadOnly}
        .value=${live(scalarText(value))}
        @change=${(event: Event) => set(chosen(property, (event.target as HTMLSelectElement).value))}
      >
        ${property.isOptional || value === undefined ? html`<option value="">${msg('None')}</option>` : nothing}
        ${property.options.map(
          ([option, words]) => html`<option value=${option} ?selected=${option === value}>${words}</option>`,
        )}
      </select>`;
    case 'number':
      return html`<input
        id=${shared.id}
        type="number"
        min=${property.least}
        max=${property.most}
        aria-describedby=${shared.described}
        aria-invalid=${shared.invalid}
        ?readonly=${isReadOnly}
        .value=${live(typeof value === 'number' ? String(value) : '')}
        @input=${(event: Event) => {
          const { valueAsNumber } = event.target as HTMLInputElement;
          set(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber);
        }}
      />`;
    case 'identifier':
      return html`<input
        id=${shared.id}
        class="mono"
        spellcheck="false"
        autocapitalize="none"
        aria-describedby=${shared.described}
        aria-invalid=${shared.invalid}
        ?readonly=${isReadOnly}
        .value=${live(textOf(value))}
        @change=${(event: Event) => view.rename((event.target as HTMLInputElement).value.trim())}
      />`;
    default:
      return html`<input
        id=${shared.id}
        type=${property.control === 'day' ? 'date' : 'text'}
        aria-describedby=${shared.described}
        aria-invalid=${shared.invalid}
        ?readonly=${isReadOnly}
        .value=${live(textOf(value))}
        @input=${(event: Event) => set((event.target as HTMLInputElement).value || undefined)}
      />`;
  }
}

function wordsControl(
  property: Extract<Property, { control: 'words' }>,
  view: PropertyView,
  shared: { id: string; described: unknown; invalid: unknown },
): TemplateResult {
  const { subject } = view;
  const value = textOf(subject.fields[property.key]);
  const input = (event: Event): void => {
    const text = (event.target as HTMLTextAreaElement).value;
    const place = {
      parent: subject.own,
      path: subject.path,
      key: property.key,
      textPath: property.textPath,
      before: value,
    };
    view.run(setWords(view.form, place, text), stepKey(subject, property.key));
  };
  return property.lines === 1
    ? html`<input
        id=${shared.id}
        dir="auto"
        aria-describedby=${shared.described}
        aria-invalid=${shared.invalid}
        ?readonly=${view.isReadOnly}
        .value=${live(value)}
        @input=${input}
      />`
    : html`<textarea
        id=${shared.id}
        dir="auto"
        rows="3"
        aria-describedby=${shared.described}
        aria-invalid=${shared.invalid}
        ?readonly=${view.isReadOnly}
        .value=${live(value)}
        @input=${input}
      ></textarea>`;
}

function checkBox(
  { key }: Property,
  { subject, run, isReadOnly }: PropertyView,
  described: string,
): TemplateResult {
  return html`<input
    type="checkbox"
    id=${controlId(key)}
    aria-describedby=${described || nothing}
    ?disabled=${isReadOnly}
    .checked=${live(subject.fields[key] === true)}
    @change=${(event: Event) => {
      const { checked } = event.target as HTMLInputElement;
      // What the library requires is unsaid by saying the opposite.
      const off = subject.fields[key] === true && !(key in subject.own) ? false : undefined;
      run(setKey(subject.own, subject.path, key, checked ? true : off));
    }}
  />`;
}

function severalBoxes(
  { key, options, isOptional }: Extract<Property, { control: 'several' }>,
  { subject, run, isReadOnly }: PropertyView,
): TemplateResult[] {
  const current = listOf(subject.fields[key]);
  const toggle = (value: Json, isOn: boolean): void => {
    const next = options
      .map(([option]) => option)
      .filter((option) => (option === value ? isOn : current.includes(option)));
    run(setKey(subject.own, subject.path, key, next.length === 0 && isOptional ? undefined : next));
  };
  return options.map(
    ([value, words]) =>
      html`<label class="choice"
        ><input
          type="checkbox"
          ?disabled=${isReadOnly}
          .checked=${live(current.includes(value))}
          @change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)}
        /><span>${words}</span></label
      >`,
  );
}

/** What the form says itself can be given up for what the library says. */
function fromLibrary({ key }: Property, { subject, run, isReadOnly }: PropertyView): unknown {
  if (!('use' in subject.own) || key === 'id') return nothing;
  if (!(key in subject.own))
    return subject.fields[key] === undefined ? nothing : html`<p class="hint">${msg('From the library')}</p>`;
  return html`<button
    class="link small"
    type="button"
    ?disabled=${isReadOnly}
    @click=${() => run(setKey(subject.own, subject.path, key, undefined))}
  >
    ${msg('Back to the library’s')}
  </button>`;
}

function chosen({ options }: Extract<Property, { control: 'choice' }>, text: string): Json | undefined {
  return options.find(([option]) => String(option) === text)?.[0];
}

/** Lists and objects are no value of one control. */
export function scalarText(value: Json | undefined): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

function stepKey({ path }: Subject, key: string): string {
  return JSON.stringify([...path, key]);
}
