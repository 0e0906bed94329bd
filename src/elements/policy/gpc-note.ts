/** How Global Privacy Control is treated, said where the policy is read (G-04). */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { saysGpc } from '../base/gpc.ts';

export function gpcNote(): TemplateResult {
  return html`<p part="gpc">
    <strong lang="en">Global Privacy Control</strong>:
    ${msg('If your browser sends this signal, we pass your information on to others only where you then tell us yourself that we may.')}
    ${saysGpc() ? msg('Your browser sends it.') : msg('Your browser does not send it.')}
  </p>`;
}
