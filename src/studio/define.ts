/** Registers `<sx-studio>`, the designer inside it, and the page that shows a draft. */
import './designer/define.ts';
import { SxDraftPageElement } from './draft-page.ts';
import { SxStudioElement } from './studio.ts';

if (customElements.get('sx-studio') === undefined) customElements.define('sx-studio', SxStudioElement);
if (customElements.get('sx-draft-page') === undefined)
  customElements.define('sx-draft-page', SxDraftPageElement);
