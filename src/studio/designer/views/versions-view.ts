/** Every version there was: who, when, why, what was different; each can be taken up again as a draft. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { moment } from '../../../elements/base/dates.ts';
import { msg, str } from '../../../locales/lit-localize.ts';
import type { FormVersion } from '../../../protocol/staff-forms.schema.ts';
import { changeList } from './change-words.ts';

export interface VersionsView {
  versions: readonly FormVersion[] | undefined;
  /** Why they are not there. */
  failure: string;
  language: string;
  isReadOnly: boolean;
  restore: (version: number) => void;
}

export function versionsView({
  versions,
  failure,
  language,
  isReadOnly,
  restore,
}: VersionsView): TemplateResult {
  return html`<div class="stack view versions">
    <h2 tabindex="-1">${msg('Versions')}</h2>
    ${failure === '' ? nothing : html`<p class="note danger">${failure}</p>`}
    ${
      versions === undefined
        ? html`<p class="muted">${msg('Loading…')}</p>`
        : versions.length === 0
          ? html`<p class="note">${msg('Nothing is published yet. The first version appears here.')}</p>`
          : html`<ol class="stack">
              ${versions.map((version, index) => versionCard(version, index, { language, isReadOnly, restore }))}
            </ol>`
    }
  </div>`;
}

function versionCard(
  version: FormVersion,
  index: number,
  { language, isReadOnly, restore }: Pick<VersionsView, 'language' | 'isReadOnly' | 'restore'>,
): TemplateResult {
  const { publishedAt, publishedBy, approvedBy, note, changes, rewordings } = version;
  const meant = Object.entries(rewordings).filter(([, kind]) => kind === 'meaning');
  return html`<li class="card stack">
    <div class="row">
      <h3 class="grow">
        ${msg(str`Version ${version.version}`)}
        ${index === 0 ? html`<span class="badge success">${msg('visitors see this one')}</span>` : nothing}
      </h3>
      <button type="button" ?disabled=${isReadOnly} @click=${() => restore(version.version)}>
        ${msg(str`Take version ${version.version} up again`)}
      </button>
    </div>
    <p class="muted">
      ${moment(publishedAt, language)} ${publishedBy === undefined ? nothing : msg(str`by ${publishedBy}`)}
      ${approvedBy === undefined ? nothing : html` · ${msg(str`words approved by ${approvedBy}`)}`}
    </p>
    ${note === undefined || note === '' ? nothing : html`<p>${note}</p>`}
    ${
      meant.length === 0
        ? nothing
        : html`<p>
            <span class="badge warning">${msg('Consent means something else since this version')}</span>
          </p>`
    }
    ${index >= 0 && changes.length > 0 ? changeList(changes, language) : nothing}
  </li>`;
}
