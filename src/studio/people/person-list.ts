/** Who works on the site, each with what can be done about them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { moment } from '../../elements/base/dates.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type { NewPerson, Person } from '../../protocol/staff.schema.ts';
import { personForm } from './person-form.ts';
import { roleName } from './role-words.ts';

export interface PersonList {
  people: readonly Person[] | undefined;
  language: string;
  mayWrite: boolean;
  changing: string | undefined;
  formFailure: string;
  change: (person: Person | undefined) => void;
  save: (person: Person, entered: NewPerson) => Promise<boolean>;
  remove: (person: Person) => void;
  resetPasskeys: (person: Person) => void;
}

export function personList(list: PersonList): TemplateResult {
  const { people } = list;
  if (people === undefined) return html`<p class="muted">${msg('Loading…')}</p>`;
  return html`<ul class="stack">
    ${repeat(
      people,
      ({ id, revision }) => `${id}/${String(revision)}`,
      (person) =>
        html`<li class="card stack">
          ${person.id === list.changing ? changed(list, person) : line(list, person)}
        </li>`,
    )}
  </ul>`;
}

function changed({ formFailure, save, change }: PersonList, person: Person): TemplateResult {
  return html`<h2>${person.email}</h2>
    ${personForm({
      person,
      failure: formFailure,
      save: (entered) => save(person, entered),
      cancel: () => change(undefined),
    })}`;
}

function line(list: PersonList, person: Person): TemplateResult {
  const { mayWrite, language, change } = list;
  return html`<div class="row">
    <div class="grow stack tight">
      <p><strong dir="auto">${person.name}</strong> <span class="muted">${person.email}</span></p>
      <p class="row">${person.roles.map((role) => html`<span class="badge">${roleName(role)}</span>`)}</p>
      <p class="small muted">
        ${msg('Added')} ${moment(person.addedAt, language)} ·
        ${person.passkeys === 0 ? msg('no passkey') : msg(str`passkeys: ${person.passkeys}`)}
      </p>
    </div>
    ${
      mayWrite
        ? html`<button
              type="button"
              aria-label=${msg(str`Change ${person.name}`)}
              @click=${() => change(person)}
            >
              ${msg('Change')}
            </button>
            ${person.passkeys === 0 ? nothing : resetButton(list, person)} ${removeButton(list, person)}`
        : nothing
    }
  </div>`;
}

/** What cannot be undone is asked once more, where the eye is. */
function resetButton({ resetPasskeys }: PersonList, person: Person): TemplateResult {
  return sure({
    words: msg('Reset passkeys'),
    name: msg(str`Reset the passkeys of ${person.name}`),
    question: msg(str`${person.name} is signed out everywhere and makes new passkeys.`),
    act: () => resetPasskeys(person),
  });
}

function removeButton({ remove }: PersonList, person: Person): TemplateResult {
  return sure({
    words: msg('Remove'),
    name: msg(str`Remove ${person.name}`),
    question: msg(str`${person.name} can no longer sign in. What they did stays on record.`),
    act: () => remove(person),
  });
}

interface Sure {
  words: string;
  name: string;
  question: string;
  act: () => void;
}

function sure({ words, name, question, act }: Sure): TemplateResult {
  return html`<details class="sure">
    <summary class="button" aria-label=${name}>${words}</summary>
    <div class="note danger">
      <p>${question}</p>
      <button type="button" @click=${act}>${name}</button>
    </div>
  </details>`;
}
