/** Registers `<sx-policy>`. */
import { SxPolicyElement } from './policy.ts';

if (customElements.get('sx-policy') === undefined) customElements.define('sx-policy', SxPolicyElement);

declare global {
  interface HTMLElementTagNameMap {
    'sx-policy': SxPolicyElement;
  }
}
