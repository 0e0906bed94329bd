/** The room of those who run the site: who they are, what they may do, and the record of what they did. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { StaffError } from '../../client/staff/staff-client.ts';
import { staffPeople } from '../../client/staff/staff-people.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import { mayEnter } from '../../protocol/staff-access.ts';
import type { NewPerson, Person } from '../../protocol/staff.schema.ts';
import { failureOf } from '../base/failure.ts';
import { Room } from '../base/room.ts';
import { AuditTrail } from './audit-trail.ts';
import { personForm } from './person-form.ts';
import { personList } from './person-list.ts';

export class People extends Room {
  readonly id = 'people';
  readonly area = 'people-read';
  #people: readonly Person[] | undefined;
  /** Whose line is a form at the moment. */
  #changing: string | undefined;
  #formFailure = '';
  #isSaving = false;
  readonly #audit = new AuditTrail(this.host);

  override label(): string {
    return msg('People');
  }

  override async open(rest: string): Promise<void> {
    this.#audit.isOpen = rest === 'record';
    this.#changing = undefined;
    this.#formFailure = '';
    await this.attempt(async () => {
      if (this.#audit.isOpen) await this.#audit.load();
      else this.#people = await staffPeople(this.host.client).list();
    });
    await this.host.focusOn('h1');
  }

  /** What somebody typed stays where it was refused. */
  async #save(person: Person | undefined, entered: NewPerson): Promise<boolean> {
    // A second click while the first is on its way.
    if (this.#isSaving) return false;
    this.#isSaving = true;
    const people = staffPeople(this.host.client);
    this.#formFailure = '';
    try {
      if (person === undefined) await people.add(entered);
      else await people.change(person, { name: entered.name, roles: entered.roles });
      this.#people = await people.list();
      this.#changing = undefined;
      this.host.announce(msg(str`${entered.name}: saved.`));
    } catch (error) {
      this.#formFailure = personFailure(error);
      this.host.announce(this.#formFailure);
    }
    this.#isSaving = false;
    this.host.requestUpdate();
    return this.#formFailure === '';
  }

  async #do(work: () => Promise<void>, done: string): Promise<void> {
    this.failure = '';
    try {
      await work();
      this.host.announce(done);
    } catch (error) {
      this.failure = personFailure(error);
      this.host.announce(this.failure);
    }
    await staffPeople(this.host.client)
      .list()
      .then((people) => (this.#people = people))
      .catch((error: unknown) => (this.failure = failureOf(error)));
    this.host.requestUpdate();
  }

  override render(): TemplateResult {
    const { client, language } = this.host;
    const mayWrite = mayEnter('people-write', client.session?.roles ?? []);
    const people = staffPeople(client);
    return html`<div class="page stack">
      <div class="row">
        <h1 class="grow" tabindex="-1">
          ${this.#audit.isOpen ? msg('Record of what was done') : msg('People')}
        </h1>
        ${
          this.#audit.isOpen
            ? html`<a href="#/people">${msg('People')}</a>`
            : html`<a href="#/people/record">${msg('Record of what was done')}</a>`
        }
      </div>
      ${this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`}
      ${
        this.#audit.isOpen
          ? this.#audit.render()
          : html`${personList({
              people: this.#people,
              language,
              mayWrite,
              changing: this.#changing,
              formFailure: this.#formFailure,
              change: (person) => {
                this.#changing = person?.id;
                this.#formFailure = '';
                this.host.requestUpdate();
              },
              save: (person, entered) => this.#save(person, entered),
              remove: (person) =>
                void this.#do(() => people.remove(person), msg(str`${person.name} was removed.`)),
              resetPasskeys: (person) =>
                void this.#do(
                  () => people.resetPasskeys(person),
                  msg(str`The passkeys of ${person.name} were taken away.`),
                ),
            })}
            ${
              mayWrite && this.#changing === undefined && this.#people !== undefined
                ? html`<section class="card stack">
                    <h2>${msg('Add somebody')}</h2>
                    ${personForm({
                      person: undefined,
                      failure: this.#formFailure,
                      save: (entered) => this.#save(undefined, entered),
                    })}
                  </section>`
                : nothing
            }`
      }
    </div>`;
  }
}

function personFailure(error: unknown): string {
  if (error instanceof StaffError && error.code === 'last-privacy-admin')
    return msg('Somebody has to be left who administers privacy.');
  return failureOf(error, ({ code, pointer }) =>
    code === 'duplicate-email'
      ? msg('Somebody with this address works here already.')
      : pointer === '/email'
        ? msg('This is no email address.')
        : pointer === '/roles'
          ? msg('Choose at least one role.')
          : msg('Give a name.'),
  );
}
