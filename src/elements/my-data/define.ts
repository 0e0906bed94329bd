/** Registers `<sx-my-data>`. */
import { SxMyDataElement } from './my-data.ts';

if (customElements.get('sx-my-data') === undefined) customElements.define('sx-my-data', SxMyDataElement);

declare global {
  interface HTMLElementTagNameMap {
    'sx-my-data': SxMyDataElement;
  }
}
