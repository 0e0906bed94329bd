/** A list of answers to choose from: each with its words, an order, and an id that stays. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { msg, str } from '../../../locales/lit-localize.ts';
import { asFields, listOf, textOf } from '../model/authored.ts';
import type { Fields } from '../model/authored.ts';
import { freeId, setKey, setWords } from '../model/edits.ts';
import type { Command, Path } from '../text/json-edit.ts';
import type { Property } from './property.ts';
import type { PropertyView } from './property-field.ts';

type OptionsProperty = Extract<Property, { control: 'options' }>;

export function optionsField({ key, label, least }: OptionsProperty, view: PropertyView): TemplateResult {
  const { subject, isReadOnly } = view;
  const entries = listOf(subject.fields[key]).map(asFields);
  const at: Path = [...subject.path, key];
  // The library's list is taken over before something of it is changed.
  const owned = (commands: readonly Command[]): Command[] =>
    key in subject.own
      ? [...commands]
      : [...setKey(subject.own, subject.path, key, listOf(subject.fields[key])), ...commands];
  const add = (event: Event): void => {
    const id = freeId('option-1', new Set(entries.map((entry) => textOf(entry['id']))));
    view.run(owned([{ do: 'insert', path: [...at, entries.length], value: { id, label: '' } }]));
    focusSoon(event, entries.length);
  };
  const move = (event: Event, index: number, by: 1 | -1): void => {
    view.run(owned([{ do: 'move', path: at, from: index, to: index + by }]));
    const name = textOf(entries[index]?.['label']);
    const place = String(index + by + 1);
    view.announce(msg(str`${name} moved to ${place} of ${entries.length}`));
    focusSoon(event, index + by, by === 1 ? '.down' : '.up');
  };
  return html`<fieldset class="field options" id="property-${key}" tabindex="-1">
    <legend>${label}</legend>
    <ol>
      ${repeat(
        entries,
        (entry) => textOf(entry['id']),
        (entry, index) =>
          html`<li class="row">
            <input
              class="grow"
              dir="auto"
              aria-label=${msg(str`Answer ${index + 1}`)}
              ?readonly=${isReadOnly}
              .value=${live(textOf(entry['label']))}
              @input=${(event: Event) =>
                view.run(
                  owned(relabelled(view, at, entry, index, key, (event.target as HTMLInputElement).value)),
                  JSON.stringify([...at, index]),
                )}
            />
            <button
              type="button"
              class="quiet up"
              aria-label=${msg(str`Move answer ${index + 1} up`)}
              ?disabled=${isReadOnly || index === 0}
              @click=${(event: Event) => move(event, index, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              class="quiet down"
              aria-label=${msg(str`Move answer ${index + 1} down`)}
              ?disabled=${isReadOnly || index === entries.length - 1}
              @click=${(event: Event) => move(event, index, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              class="quiet"
              aria-label=${msg(str`Delete answer ${index + 1}`)}
              ?disabled=${isReadOnly || entries.length <= least}
              @click=${() => view.run(owned([{ do: 'remove', path: [...at, index] }]))}
            >
              ×
            </button>
          </li>`,
      )}
    </ol>
    <button type="button" ?disabled=${isReadOnly} @click=${add}>${msg('Add an answer')}</button>
  </fieldset>`;
}

function relabelled(
  { form, subject }: PropertyView,
  at: Path,
  entry: Fields,
  index: number,
  list: string,
  label: string,
): Command[] {
  const textPath = `${subject.owner}.${list}.${textOf(entry['id'])}`;
  const place = {
    parent: entry,
    path: [...at, index],
    key: 'label',
    textPath,
    before: textOf(entry['label']),
  };
  return setWords(form, place, label);
}

/** Once the list is drawn anew. */
function focusSoon(event: Event, index: number, selector = 'input'): void {
  const list = (event.currentTarget as HTMLElement).closest('fieldset');
  requestAnimationFrame(() => {
    const row = list?.querySelectorAll('li')[index];
    const wanted = row?.querySelector<HTMLElement>(selector);
    (wanted?.matches(':disabled') === true ? row?.querySelector('input') : wanted)?.focus();
  });
}
