/** Registers `<sx-policy-notice>`. */
import { SxPolicyNoticeElement } from './policy-notice.ts';

if (customElements.get('sx-policy-notice') === undefined)
  customElements.define('sx-policy-notice', SxPolicyNoticeElement);

declare global {
  interface HTMLElementTagNameMap {
    'sx-policy-notice': SxPolicyNoticeElement;
  }
}
