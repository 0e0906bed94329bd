/** Somebody new, or other words and roles for somebody known. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { ROLES } from '../../protocol/terms.ts';
import type { NewPerson, Person } from '../../protocol/staff.schema.ts';
import { roleHint, roleName } from './role-words.ts';

export interface PersonForm {
  person: Person | undefined;
  /** Why it was refused. */
  failure: string;
  /** True once it is saved: the fields are emptied then. */
  save: (entered: NewPerson) => Promise<boolean>;
  cancel?: () => void;
}

export function personForm({ person, failure, save, cancel }: PersonForm): TemplateResult {
  const prefix = person?.id ?? 'new';
  return html`<form
    class="stack"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      void save(enteredIn(form, person)).then((isSaved) => {
        if (isSaved && person === undefined) form.reset();
      });
    }}
  >
    ${failure === '' ? nothing : html`<p class="note danger">${failure}</p>`}
    <div class="pair">
      <div class="field">
        <label for="${prefix}-name">${msg('Name')}</label>
        <input
          id="${prefix}-name"
          name="name"
          maxlength="120"
          autocomplete="off"
          value=${person?.name ?? ''}
        />
      </div>
      ${
        person === undefined
          ? html`<div class="field">
              <label for="${prefix}-email">${msg('Email address')}</label>
              <input
                id="${prefix}-email"
                name="email"
                type="email"
                maxlength="254"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
              />
            </div>`
          : nothing
      }
    </div>
    <fieldset class="stack tight">
      <legend>${msg('Roles')}</legend>
      ${ROLES.map(
        (role) =>
          html`<label class="choice"
            ><input
              type="checkbox"
              name="role"
              value=${role}
              ?checked=${person?.roles.includes(role) ?? false}
            /><span>${roleName(role)} <span class="hint">${roleHint(role)}</span></span></label
          >`,
      )}
    </fieldset>
    <div class="row">
      <button class="primary">${person === undefined ? msg('Add') : msg('Save')}</button>
      ${
        cancel === undefined
          ? nothing
          : html`<button type="button" @click=${cancel}>${msg('Cancel')}</button>`
      }
    </div>
  </form>`;
}

function enteredIn(form: HTMLFormElement, person: Person | undefined): NewPerson {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const roles = data.getAll('role');
  return {
    name: text('name'),
    email: person?.email ?? text('email'),
    roles: ROLES.filter((role) => roles.includes(role)),
  };
}
