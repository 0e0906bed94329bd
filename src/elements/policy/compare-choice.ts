/** Templates of choosing what to compare: the usual question in one button, any other version in a list. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import type { PolicySeen } from '../../client/policy-seen.ts';
import type { PolicyIndex, PolicyVersion, PolicyVersionEntry } from '../../protocol/policy.schema.ts';
import { day, dayWords } from '../base/dates.ts';
import { apart } from './versions.ts';

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
  /** The version that was chosen; its changes may still be on their way. */
  chosen: string | undefined;
  usual: Usual | undefined;
  choose: (from: string | undefined) => void;
}

export function compareChoice(
  index: PolicyIndex,
  shown: PolicyVersion,
  { language, from, chosen, usual, choose }: CompareChoice,
): TemplateResult | typeof nothing {
  const { versions } = index;
  const others = versions.filter(({ version }) => version !== shown.version);
  if (others.length === 0 && usual === undefined) return nothing;
  const onChange = (event: Event): void => {
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
                  ${usual.entry === undefined ? usual.version : html`${day(usual.entry.lastUpdated, language)}${apart(usual.entry, index)}`}`
            }
          </button>`
        : nothing
    }
    <label class="field">
      <span>${msg('Compare with the version of')}</span>
      <select id="compare-with" @change=${onChange}>
        <option value="" .selected=${live(chosen === undefined)}>${msg('No comparison')}</option>
        ${others.map(
          (entry) =>
            html`<option value=${entry.version} .selected=${live(entry.version === chosen)}>
              ${dayWords(entry.lastUpdated, language)}${apart(entry, index)}
            </option>`,
        )}
        ${
          chosen === undefined || versions.some(({ version }) => version === chosen)
            ? nothing
            : html`<option value=${chosen} .selected=${live(true)}>${chosen}</option>`
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
