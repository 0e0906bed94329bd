/** The drawer below the designer: what stands between the form and its publication, each with a way to its place. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { AuthoredForm } from './model/authored.ts';
import { placeOf, placeOfText } from './model/selection.ts';
import { problemWords } from './problem-words.ts';
import { selectionName } from './words.ts';

export interface ProblemsView {
  form: AuthoredForm;
  findings: readonly Finding[];
  isOpen: boolean;
  toggle: (isOpen: boolean) => void;
  goTo: (finding: Finding) => void;
}

export function problems({ form, findings, isOpen, toggle, goTo }: ProblemsView): TemplateResult {
  const errors = findings.filter(({ severity }) => severity === undefined).length;
  const hints = findings.length - errors;
  return html`<details
    class="problems-drawer"
    ?open=${isOpen}
    @toggle=${(event: Event) => toggle((event.target as HTMLDetailsElement).open)}
  >
    <summary>
      <strong>${msg('Problems')}</strong>
      <span class="badge ${errors > 0 ? 'danger' : 'success'}">${errors}</span>
      ${hints > 0 ? html`<span class="badge warning">${hintWords(hints)}</span>` : ''}
      <span class="muted">${errors === 0 ? msg('No rule objected.') : ''}</span>
    </summary>
    <ul>
      ${findings.map(
        (finding) =>
          html`<li>
            <button type="button" class="link" @click=${() => goTo(finding)}>
              <span class="badge ${finding.severity === undefined ? 'danger' : 'warning'}"
                >${finding.severity === undefined ? msg('Must be mended') : msg('Hint')}</span
              >
              <strong dir="auto">${placeName(form, finding)}</strong>
              <span>${problemWords(finding)}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}

function hintWords(count: number): string {
  return count === 1 ? msg('1 hint') : msg(str`${count} hints`);
}

/** What a finding is about; translations are named by language. */
export function placeName(form: AuthoredForm, { pointer }: Finding): string {
  const [, top, language = '', path = ''] = pointer.split('/');
  if (top === 'translations') {
    const { selection } = placeOfText(form, path.replaceAll('~1', '/').replaceAll('~0', '~'));
    return path === '' ? language : `${language}: ${selectionName(form, selection)}`;
  }
  return selectionName(form, placeOf(form, pointer).selection);
}
