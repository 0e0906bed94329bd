/** Registers `<sx-form>`. */
import { SxFormElement } from './form.ts';

if (customElements.get('sx-form') === undefined) customElements.define('sx-form', SxFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'sx-form': SxFormElement;
  }
}
