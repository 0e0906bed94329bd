/** When something is shown, as a sentence with pickers. Groups inside a group are shown, and edited one level down. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg, str } from '../../../locales/lit-localize.ts';
import type { Json } from '../text/json-edit.ts';
import { asFields, listOf, questionsBefore, textOf } from '../model/authored.ts';
import type { AuthoredItem } from '../model/authored.ts';
import { conditionIn, conditionJson, isGroup, membersOf, TESTS } from '../model/conditions.ts';
import type { Group, Test, TestName } from '../model/conditions.ts';
import { setKey } from '../model/edits.ts';
import { itemName } from '../words.ts';
import { scalarText } from './property-field.ts';
import type { PropertyView } from './property-field.ts';

/** Groups in groups; the schema allows no more. */
const DEEPEST = 2;

export function conditionField(view: PropertyView): TemplateResult {
  const { subject, form } = view;
  const index = Number(subject.path[1] ?? 0);
  const questions = questionsBefore(form, index);
  const condition = conditionIn(subject.fields['showIf']);
  if (questions.length === 0 && condition === undefined)
    return html`<p class="hint" id="property-showIf" tabindex="-1">
      ${msg('Always shown. There is no question above that could decide it.')}
    </p>`;
  const set = (next: Group): void =>
    view.run(setKey(subject.own, subject.path, 'showIf', conditionJson(next)));
  return html`<div class="stack" id="property-showIf" tabindex="-1">
    ${condition === undefined ? html`<p class="hint">${msg('Always shown.')}</p>` : nothing}
    ${groupField(membersOf(condition), questions, view, set, 1)}
  </div>`;
}

function groupField(
  group: Group,
  questions: readonly AuthoredItem[],
  view: PropertyView,
  set: (next: Group) => void,
  depth: number,
): TemplateResult {
  const { members, join } = group;
  const { isReadOnly } = view;
  const put = (index: number, member: Test | Group | undefined): void =>
    set({ ...group, members: members.flatMap((other, at) => (at === index ? (member ?? []) : other)) });
  const add = (member: Test | Group): void => set({ ...group, members: [...members, member] });
  const first = questions.at(-1);
  const fresh: Test | undefined = first && { field: first.id, test: 'filled', value: true };
  return html`${members.map(
      (member, index) =>
        html`<div class="test ${isGroup(member) ? 'group' : ''}">
          ${
            index === 0
              ? html`<span>${depth === 1 ? msg('Show it when') : msg('when')}</span>`
              : html`<select
                  class="join"
                  aria-label=${msg('All or any')}
                  ?disabled=${isReadOnly}
                  .value=${live(join)}
                  @change=${(event: Event) =>
                    set({
                      ...group,
                      join: (event.target as HTMLSelectElement).value === 'any' ? 'any' : 'all',
                    })}
                >
                  <option value="all" ?selected=${join === 'all'}>${msg('and')}</option>
                  <option value="any" ?selected=${join === 'any'}>${msg('or')}</option>
                </select>`
          }
          ${
            isGroup(member)
              ? groupField(member, questions, view, (next) => put(index, next), depth + 1)
              : testField(member, questions, view, (next) => put(index, next))
          }
          <button
            type="button"
            class="quiet"
            aria-label=${msg(str`Delete condition ${index + 1}`)}
            ?disabled=${isReadOnly}
            @click=${() => put(index, undefined)}
          >
            ×
          </button>
        </div>`,
    )}
    <div class="row">
      <button
        type="button"
        ?disabled=${isReadOnly || fresh === undefined}
        @click=${() => fresh && add(fresh)}
      >
        ${members.length === 0 ? msg('Show only when…') : msg('Add a condition')}
      </button>
      ${
        depth < DEEPEST && members.length > 0
          ? html`<button
              type="button"
              class="quiet"
              ?disabled=${isReadOnly || fresh === undefined}
              @click=${() =>
                fresh &&
                add({ join: join === 'all' ? 'any' : 'all', members: [fresh, { ...fresh, test: 'empty' }] })}
            >
              ${msg('Add a group')}
            </button>`
          : nothing
      }
    </div>`;
}

function testField(
  { field, test, value }: Test,
  questions: readonly AuthoredItem[],
  { isReadOnly }: PropertyView,
  set: (next: Test) => void,
): TemplateResult {
  const question = questions.find(({ id }) => id === field);
  return html`<select
      aria-label=${msg('Question')}
      ?disabled=${isReadOnly}
      .value=${live(field)}
      @change=${(event: Event) =>
        set({ field: (event.target as HTMLSelectElement).value, test: 'filled', value: true })}
    >
      ${question === undefined ? html`<option value=${field} selected>${field}</option>` : nothing}
      ${questions.map(
        (one) => html`<option value=${one.id} ?selected=${one.id === field}>${itemName(one)}</option>`,
      )}
    </select>
    <select
      aria-label=${msg('Test')}
      ?disabled=${isReadOnly}
      .value=${live(test)}
      @change=${(event: Event) => {
        const next = TESTS.find((name) => name === (event.target as HTMLSelectElement).value) ?? 'filled';
        set({ field, test: next, value: startValue(next, question, value) });
      }}
    >
      ${TESTS.map((name) => html`<option value=${name} ?selected=${name === test}>${testWords(name)}</option>`)}
    </select>
    ${valueField({ field, test, value }, question, isReadOnly, set)}`;
}

function testWords(test: TestName): string {
  const words: Record<TestName, string> = {
    is: msg('is'),
    isNot: msg('is something other than'),
    isOneOf: msg('is one of'),
    filled: msg('has been answered'),
    empty: msg('has not been answered'),
  };
  return words[test];
}

function optionsOf(question: AuthoredItem | undefined): readonly (readonly [Json, string])[] {
  if (question?.fields['type'] === 'checkbox') return [[true, msg('ticked')]];
  return listOf(question?.fields['options'])
    .map(asFields)
    .map((option) => [textOf(option['id']), textOf(option['label']) || textOf(option['id'])] as const);
}

function startValue(test: TestName, question: AuthoredItem | undefined, before: Json): Json {
  const [first] = optionsOf(question);
  const single = Array.isArray(before) ? (before as readonly Json[])[0] : before;
  const known = optionsOf(question).some(([value]) => value === single) ? single : (first?.[0] ?? '');
  return test === 'isOneOf' ? [known ?? ''] : (known ?? '');
}

function valueField(
  { field, test, value }: Test,
  question: AuthoredItem | undefined,
  isReadOnly: boolean,
  set: (next: Test) => void,
): unknown {
  if (test === 'filled' || test === 'empty') return nothing;
  const options = optionsOf(question);
  if (test === 'isOneOf' && options.length > 0) {
    const chosen = listOf(value);
    return html`<span class="stack"
      >${options.map(
        ([option, words]) =>
          html`<label class="choice"
            ><input
              type="checkbox"
              ?disabled=${isReadOnly}
              .checked=${live(chosen.includes(option))}
              @change=${(event: Event) => {
                const isOn = (event.target as HTMLInputElement).checked;
                const next = options
                  .map(([one]) => one)
                  .filter((one) => (one === option ? isOn : chosen.includes(one)));
                if (next.length > 0) set({ field, test, value: next });
              }}
            /><span>${words}</span></label
          >`,
      )}</span
    >`;
  }
  if (options.length > 0) {
    return html`<select
      aria-label=${msg('Answer')}
      ?disabled=${isReadOnly}
      .value=${live(scalarText(value))}
      @change=${(event: Event) => {
        const text = (event.target as HTMLSelectElement).value;
        set({ field, test, value: options.find(([option]) => scalarText(option) === text)?.[0] ?? text });
      }}
    >
      ${options.map(
        ([option, words]) =>
          html`<option value=${scalarText(option)} ?selected=${option === value}>${words}</option>`,
      )}
    </select>`;
  }
  const isNumber = ['number', 'scale'].includes(textOf(question?.fields['type']));
  return html`<input
    aria-label=${msg('Answer')}
    type=${isNumber ? 'number' : 'text'}
    ?readonly=${isReadOnly}
    .value=${live(listOf(value).length > 0 ? listOf(value).map(scalarText).join(', ') : scalarText(value))}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const read = (text: string): Json => (isNumber ? Number(text) : text.trim());
      set({ field, test, value: test === 'isOneOf' ? input.value.split(',').map(read) : read(input.value) });
    }}
  />`;
}
