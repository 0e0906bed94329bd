/** A letter, mail, call or visit, as somebody enters it; the day that counts is the one on which it came (S-29). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { NewCorrespondence } from '../../protocol/correspondence.schema.ts';
import { KINDS, correspondenceKindName, methodName, METHODS } from './correspondence-words.ts';

export type Entered = Omit<NewCorrespondence, 'id'>;

export interface EntryForm {
  /** Words by the name of the field. */
  problems: Readonly<Partial<Record<string, string>>>;
  /** The last day that something can have come. */
  today: string;
  /** True once it is entered: the fields are emptied then. */
  enter: (entered: Entered) => Promise<boolean>;
}

export function entryForm(view: EntryForm): TemplateResult {
  return html`<form
    class="stack"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      void view.enter(enteredIn(form)).then((isEntered) => {
        if (isEntered) form.reset();
        else form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      });
    }}
  >
    <div class="pair">
      ${field(
        view,
        'method',
        msg('How it came'),
        (name, about) =>
          html`<select id=${name} name=${name} aria-describedby=${about}>
            ${METHODS.map((method) => html`<option value=${method}>${methodName(method)}</option>`)}
          </select>`,
      )}
      ${field(view, 'receivedAt', msg('Day on which it came'), (name, about, invalid) => html`<input id=${name} name=${name} type="date" max=${view.today} aria-invalid=${invalid} aria-describedby=${about} />`)}
      ${field(
        view,
        'kind',
        msg('What it is'),
        (name, about) =>
          html`<select id=${name} name=${name} aria-describedby=${about}>
            ${KINDS.map((kind) => html`<option value=${kind}>${correspondenceKindName(kind)}</option>`)}
          </select>`,
      )}
    </div>
    <div class="pair">
      ${line(view, 'name', msg('Name'), 300)} ${line(view, 'email', msg('Email address'), 254, 'email')}
      ${line(view, 'phone', msg('Phone number'), 60)}
    </div>
    ${area(view, 'postal', msg('Postal address'), 1000)} ${line(view, 'subject', msg('Subject'), 300)}
    ${area(view, 'message', msg('What was said or written'), 20_000)}
    <p class="hint">
      ${msg('An address from here permits no marketing. It is found again when somebody asks for their data.')}
    </p>
    <div class="row"><button class="primary">${msg('Enter')}</button></div>
  </form>`;
}

type Control = (name: string, about: string, invalid: 'true' | typeof nothing) => TemplateResult;

function field({ problems }: EntryForm, name: string, label: string, control: Control): TemplateResult {
  const id = `entry-${name}`;
  const words = problems[name];
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control(id, `${id}-problem`, words === undefined ? nothing : 'true')}
    <span class="small problem" id="${id}-problem">${words ?? nothing}</span>
  </div>`;
}

function line(view: EntryForm, name: string, label: string, most: number, type = 'text'): TemplateResult {
  return field(view, name, label, (id, about, invalid) => html`<input
    id=${id}
    name=${id}
    type=${type}
    maxlength=${most}
    autocomplete="off"
    aria-invalid=${invalid}
    aria-describedby=${about}
  />`); // prettier-ignore
}

function area(view: EntryForm, name: string, label: string, most: number): TemplateResult {
  return field(view, name, label, (id, about, invalid) => html`<textarea
    id=${id}
    name=${id}
    rows="2"
    maxlength=${most}
    dir="auto"
    aria-invalid=${invalid}
    aria-describedby=${about}
  ></textarea>`); // prettier-ignore
}

function enteredIn(form: HTMLFormElement): Entered {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(`entry-${name}`);
    return typeof value === 'string' ? value.trim() : '';
  };
  const given = (name: string): Record<string, string> => {
    const value = text(name);
    return value === '' ? {} : { [name]: value };
  };
  return {
    method: METHODS.find((method) => method === text('method')) ?? 'email',
    kind: KINDS.find((kind) => kind === text('kind')) ?? 'message',
    receivedAt: text('receivedAt'),
    contact: { ...given('name'), ...given('email'), ...given('phone'), ...given('postal') },
    ...given('subject'),
    message: text('message'),
  };
}
