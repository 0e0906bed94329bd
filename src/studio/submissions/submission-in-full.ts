/** One submission: the answers as they were asked, what was chosen in which words, what is permitted now. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { moment } from '../../elements/base/dates.ts';
import { reference } from '../../elements/base/words.ts';
import { answerList } from '../../elements/my-data/answers.ts';
import { msg, str } from '../../locales/lit-localize.ts';
import type {
  ChosenConsent,
  FoldedPermission,
  StaffSubmission,
  SubmittedFile,
} from '../../protocol/staff-submissions.schema.ts';
import { channelName, kindName } from '../designer/words.ts';
import { stateName } from './state-words.ts';
import { receivedAt } from './submission-table.ts';

export function submissionInFull(
  submission: StaffSubmission,
  language: string,
  download: (operation: string, item: string) => void,
): TemplateResult {
  const { operation, title, version, kind, answers, withheld, files, captured, consents, permissions } =
    submission;
  return html`<h1 tabindex="-1" lang=${submission.language} dir="auto">${title}</h1>
    <p class="muted">
      ${kindName(kind)}, ${msg(str`version ${version}`)} · ${msg('Received')}
      ${receivedAt(submission, language)} · ${msg('Reference')}
      <span class="mono">${reference(operation)}</span>
      ${submission.anonymous ? html`<span class="badge">${msg('anonymous')}</span>` : nothing}
    </p>
    <section class="card stack">
      <h2>${msg('Answers')}</h2>
      ${answers.length === 0 ? html`<p class="muted">${msg('None that you may see.')}</p>` : html`<div class="answers">${answerList(answers, submission.language, language)}</div>`}
      ${
        withheld === 0
          ? nothing
          : html`<p class="hint">
              ${msg(str`Answers that your role does not need are not shown: ${withheld}.`)}
            </p>`
      }
      ${files === undefined || files.length === 0 ? nothing : fileList(files, operation, download)}
      ${captured === undefined ? nothing : capturedList(captured)}
    </section>
    ${consents === undefined || consents.length === 0 ? nothing : choices(consents, submission.language)}
    ${permissions === undefined || permissions.length === 0 ? nothing : permitted(permissions, language)}`;
}

function fileList(
  files: readonly SubmittedFile[],
  operation: string,
  download: (operation: string, item: string) => void,
): TemplateResult {
  return html`<h3>${msg('Files')}</h3>
    <ul class="stack tight">
      ${files.map(
        ({ item, name, size }) =>
          html`<li class="row">
            <span dir="auto">${name}</span>
            <span class="small muted">${msg(str`${Math.ceil(size / 1024)} kB`)}</span>
            <button
              type="button"
              aria-label=${msg(str`Download ${name}`)}
              @click=${() => download(operation, item)}
            >
              ${msg('Download')}
            </button>
          </li>`,
      )}
    </ul>
    <p class="hint">${msg('Files come from strangers: open them with care.')}</p>`;
}

function capturedList(captured: Record<string, string>): TemplateResult {
  return html`<h3>${msg('Where they came from')}</h3>
    <dl class="facts">
      ${Object.entries(captured).map(
        ([name, value]) =>
          html`<dt class="mono">${name}</dt>
            <dd dir="ltr">${value}</dd>`,
      )}
    </dl>`;
}

function choices(consents: readonly ChosenConsent[], lang: string): TemplateResult {
  return html`<section class="card stack">
    <h2>${msg('Chosen in this form')}</h2>
    <ul class="stack">
      ${consents.map(
        ({ choice, words, hash, olderWording, channel }) =>
          html`<li class="stack tight">
            <p class="row">
              ${
                choice === 'grant'
                  ? html`<span class="badge success">${msg('agreed')}</span>`
                  : html`<span class="badge">${msg('did not agree')}</span>`
              }
              <span class="small muted">${channelName(channel)}</span>
              ${olderWording ? html`<span class="badge warning">${msg('older words')}</span>` : nothing}
            </p>
            ${words === undefined ? nothing : html`<p lang=${lang} dir="auto">${words}</p>`}
            <p class="mono muted hash">${hash}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function permitted(permissions: readonly FoldedPermission[], language: string): TemplateResult {
  return html`<section class="card stack">
    <h2>${msg('Permitted now')}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${msg('Permitted now')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Purpose')}</th>
            <th scope="col">${msg('Channel')}</th>
            <th scope="col">${msg('State')}</th>
            <th scope="col">${msg('Since')}</th>
          </tr>
        </thead>
        <tbody>
          ${permissions.map(
            ({ purpose, channel, state, permitted: isPermitted, since }) =>
              html`<tr>
                <td>${purpose}</td>
                <td>${channelName(channel)}</td>
                <td>
                  <span class=${isPermitted ? 'badge success' : 'badge'}>${stateName(state)}</span>
                </td>
                <td>${since === undefined ? nothing : moment(since, language)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
