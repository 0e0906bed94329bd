/** How well a look can be read: every pair of colours with its contrast (WCAG 2.2, 1.4.3 and 1.4.11; A-10). */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { hexOf } from '../../protocol/contrast.ts';
import { measureTheme, paletteOf, SCHEMES } from '../../protocol/theme-check.ts';
import type { MeasuredPair, Scheme } from '../../protocol/theme-check.ts';
import type { Theme } from '../../protocol/theme.schema.ts';
import { toneName } from './look-words.ts';
import { schemeName } from './theme-fields.ts';

export function contrastTable(theme: Theme, language: string): TemplateResult {
  const pairs = measureTheme(theme);
  return html`<div class="contrasts">
    ${SCHEMES.map(
      (scheme) =>
        html`<table>
          <caption>
            ${schemeName(scheme)}
          </caption>
          <thead>
            <tr>
              <th scope="col">${msg('Pair')}</th>
              <th scope="col">${msg('Contrast')}</th>
              <th scope="col">${msg('Needed')}</th>
            </tr>
          </thead>
          <tbody>
            ${pairs.filter((pair) => pair.scheme === scheme).map((pair) => row(pair, theme, language))}
          </tbody>
        </table>`,
    )}
  </div>`;
}

function row({ of, on, scheme, ratio, least }: MeasuredPair, theme: Theme, language: string): TemplateResult {
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 1 });
  const isEnough = ratio >= least;
  return html`<tr>
    <th scope="row">
      <span class="sample" aria-hidden="true" .style=${swatch(theme, scheme, of, on)}>Aa</span>
      ${toneName(of)} / ${toneName(on)}
    </th>
    <td>
      ${number.format(Math.floor(ratio * 10) / 10)}
      ${
        isEnough
          ? html`<span class="badge success">${msg('enough')}</span>`
          : html`<span class="badge danger">${msg('too little')}</span>`
      }
    </td>
    <td class="muted">${number.format(least)}</td>
  </tr>`;
}

/** A strict policy lets scripts set styles, not markup. */
function swatch(theme: Theme, scheme: Scheme, of: MeasuredPair['of'], on: MeasuredPair['on']): string {
  const palette = paletteOf(theme, scheme);
  return `color:${hexOf(palette[of])};background:${hexOf(palette[on])}`;
}
