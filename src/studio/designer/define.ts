/** Registers `<sx-form-designer>` and the preview inside it. */
import { SxFormPreviewElement } from './canvas/form-preview.ts';
import { SxFormDesignerElement } from './designer.ts';

if (customElements.get('sx-form-preview') === undefined)
  customElements.define('sx-form-preview', SxFormPreviewElement);
if (customElements.get('sx-form-designer') === undefined)
  customElements.define('sx-form-designer', SxFormDesignerElement);
