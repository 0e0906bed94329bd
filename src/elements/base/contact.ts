/** Whom to write to and where to complain; visible in policy and panel without signing in (S-32, A-18). */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { heading } from './heading.ts';
import { mailLink, markedLink } from './links.ts';

export function contactAndComplaints({ controller, authority }: SiteConfig, level: number): TemplateResult {
  return html`<section class="contact" part="contact" aria-labelledby="contact">
    ${heading(level, msg('Contact and complaints'), { id: 'contact' })}
    <address>
      <strong>${controller.name}</strong><br />
      ${controller.address}<br />
      ${mailLink(controller.email)}
    </address>
    <p>
      ${msg(str`You can complain to ${controller.name}, by email or by post to the address above, and you get an answer.`)}
    </p>
    <p>
      ${msg('You can also complain to the supervisory authority:')}
      ${markedLink(authority.url, authority.name)}
    </p>
  </section>`;
}
