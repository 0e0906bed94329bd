/** Templates of choosing what to compare: the usual question in one button, any other version in a list. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { PolicySeen } from '../../client/policy-seen.ts';
import type { PolicyIndex, PolicyVersion, PolicyVersionEntry } from '../../protocol/policy.schema.ts';
import { day, dayWords } from '../base/dates.ts';

/** The version to compare with unless the visitor chooses: the one they saw last, or the one before. */
export interface Usual {
  version: string;
  wasSeen: boolean;
  /** Undefined where it stands on a page of the list that was not read. */
  entry: PolicyVersionEntry | undefined;
}

export function earlier(
  { versions }: PolicyIndex,
  shown: PolicyVersion,
  seen: PolicySeen | undefined,
): Usual | undefined {
  if (seen !== undefined && seen.effectiveFrom < shown.effectiveFrom) {
    const entry = versions.find(({ version }) => version === seen.version);
    return { version: seen.version, wasSeen: true, entry };
  }
  const own = versions.findIndex(({ version }) => version === shown.version);
  const entry =
    own === -1 ? undefined : versions.slice(own + 1).find(({ isWithdrawn }) => isWithdrawn !== true);
  return entry && { version: entry.version, wasSeen: false, entry };
}

interface CompareChoice {
  language: string;
  /** The version that is compared with now. */
  from: string | undefined;
  usual: Usual | undefined;
  choose: (from: string | undefined) => void;
}

export function compareChoice(
  { versions }: PolicyIndex,
  shown: PolicyVersion,
  { language, from, usual, choose }: CompareChoice,
): TemplateResult | typeof nothing {
  const others = versions.filter(({ version }) => version !== shown.version);
  if (others.length === 0 && usual === undefined) return nothing;
  const chosen = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    choose(value === '' ? undefined : value);
  };
  return html`<div class="compare" part="compare">
    ${
      from === undefined && usual !== undefined
        ? html`<button type="button" id="since" @click=${() => choose(usual.version)}>
            ${
              usual.wasSeen
                ? msg('What changed since you were here last')
                : html`${msg('What changed since the version of')}
                  ${usual.entry === undefined ? usual.version : day(usual.entry.lastUpdated, language)}`
            }
          </button>`
        : nothing
    }
    <label class="field">
      <span>${msg('Compare with the version of')}</span>
      <select id="compare-with" @change=${chosen}>
        <option value="" ?selected=${from === undefined}>${msg('No comparison')}</option>
        ${others.map(
          ({ version, lastUpdated }) =>
            html`<option value=${version} ?selected=${version === from}>
              ${dayWords(lastUpdated, language)}
            </option>`,
        )}
        ${
          from === undefined || versions.some(({ version }) => version === from)
            ? nothing
            : html`<option value=${from} selected>${from}</option>`
        }
      </select>
    </label>
    ${
      from === undefined
        ? nothing
        : html`<button type="button" id="whole" @click=${() => choose(undefined)}>
            ${msg('Show the whole text')}
          </button>`
    }
  </div>`;
}
