/** The fields of a look: each colour for light pages and for dark ones, then measures. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg, str } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';
import { DEFAULT_COLOURS, SCHEMES } from '../../protocol/theme-check.ts';
import type { Scheme } from '../../protocol/theme-check.ts';
import { THEME_COLOURS } from '../../protocol/theme.schema.ts';
import type { ThemeColour } from '../../protocol/theme.schema.ts';
import { measureHint, measureName, themeFinding, toneName } from './look-words.ts';
import { MEASURES } from './theme-text.ts';
import type { Measure, ThemeText } from './theme-text.ts';

export interface ThemeFields {
  text: ThemeText;
  findings: readonly Finding[];
  isReadOnly: boolean;
  set: (key: string, value: string) => void;
}

export function themeFields(fields: ThemeFields): TemplateResult {
  return html`<table class="colours">
      <caption class="hidden-visually">
        ${msg('Colours')}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${SCHEMES.map((scheme) => html`<th scope="col">${schemeName(scheme)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${THEME_COLOURS.map(
          (key) =>
            html`<tr>
              <th scope="row">${toneName(key)}</th>
              ${SCHEMES.map((scheme) => html`<td>${colourField(fields, key, scheme)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${MEASURES.map((measure) => measureField(fields, measure))}`;
}

export function schemeName(scheme: Scheme): string {
  return scheme === 'light' ? msg('Light') : msg('Dark');
}

function colourField(
  { text, findings, isReadOnly, set }: ThemeFields,
  key: ThemeColour,
  scheme: Scheme,
): TemplateResult {
  const path = `${key}.${scheme}`;
  const written = text[path] ?? '';
  const fallback = DEFAULT_COLOURS[key][scheme];
  const name = msg(str`${toneName(key)}, ${schemeName(scheme)}`);
  const finding = findingAt(findings, [`/${key}/${scheme}`, `/${key}`], written);
  return html`<span class="colour">
      <input
        type="color"
        aria-label=${msg(str`Pick: ${name}`)}
        .value=${live(sixDigits(written) ?? fallback)}
        ?disabled=${isReadOnly}
        @input=${(event: Event) => set(path, (event.target as HTMLInputElement).value)}
      />
      <input
        class="mono"
        aria-label=${name}
        aria-invalid=${finding === undefined ? nothing : 'true'}
        aria-describedby=${finding === undefined ? nothing : `${key}-${scheme}-problem`}
        placeholder=${fallback}
        maxlength="7"
        spellcheck="false"
        autocomplete="off"
        .value=${live(written)}
        ?readonly=${isReadOnly}
        @input=${(event: Event) => set(path, (event.target as HTMLInputElement).value)}
      />
    </span>
    ${problem(finding, `${key}-${scheme}-problem`)}`;
}

function measureField({ text, findings, isReadOnly, set }: ThemeFields, measure: Measure): TemplateResult {
  const written = text[measure] ?? '';
  const finding = findingAt(findings, [`/${measure}`], written);
  return html`<div class="field">
    <label for="look-${measure}">${measureName(measure)}</label>
    <input
      id="look-${measure}"
      placeholder=${measure === 'font' ? msg('the font of the page') : measure === 'space' ? '1rem' : '0.375rem'}
      aria-describedby="look-${measure}-hint"
      aria-invalid=${finding === undefined ? nothing : 'true'}
      spellcheck="false"
      autocomplete="off"
      maxlength="200"
      .value=${live(written)}
      ?readonly=${isReadOnly}
      @input=${(event: Event) => set(measure, (event.target as HTMLInputElement).value)}
    />
    ${problem(finding, `look-${measure}-problem`)}
    <span class="hint" id="look-${measure}-hint">${measureHint(measure)}</span>
  </div>`;
}

/** Nothing is said of a field that is empty: its default holds. */
function findingAt(
  findings: readonly Finding[],
  pointers: readonly string[],
  written: string,
): Finding | undefined {
  return written === '' ? undefined : findings.find(({ pointer }) => pointers.includes(pointer));
}

function problem(finding: Finding | undefined, id: string): TemplateResult | typeof nothing {
  return finding === undefined
    ? nothing
    : html`<span class="small problem" id=${id}>${themeFinding(finding)}</span>`;
}

/** What the browser's own picker takes. */
function sixDigits(text: string): string | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  return digits === undefined
    ? undefined
    : `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`;
}
