/** Drawings that repeat what the text beside them says; hidden from screen readers. */
import { html } from 'lit';

export const errorIcon = html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
  <circle cx="10" cy="10" r="9" fill="currentColor" />
  <path d="M10 4.8v6.2M10 13.6v1.6" stroke="var(--_sx-surface)" stroke-width="2.2" fill="none" />
</svg>`;

export const doneIcon = html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
  <circle cx="10" cy="10" r="9" fill="currentColor" />
  <path d="M5.6 10.3l3 3 5.8-6.2" stroke="var(--_sx-surface)" stroke-width="2.2" fill="none" />
</svg>`;

export const waitingIcon = html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
  <circle cx="10" cy="10" r="8" stroke="currentColor" stroke-width="2" fill="none" />
  <path d="M10 5.2V10l3.2 2.2" stroke="currentColor" stroke-width="2" fill="none" />
</svg>`;

export const leftIcon = html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
  <circle cx="10" cy="10" r="8" stroke="currentColor" stroke-width="2" fill="none" />
  <path d="M6 10h8" stroke="currentColor" stroke-width="2" fill="none" />
</svg>`;
