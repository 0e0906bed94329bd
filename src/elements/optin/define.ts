/** Registers `<sx-optin>`. */
import { SxOptinElement } from './optin.ts';

if (customElements.get('sx-optin') === undefined) customElements.define('sx-optin', SxOptinElement);

declare global {
  interface HTMLElementTagNameMap {
    'sx-optin': SxOptinElement;
  }
}
