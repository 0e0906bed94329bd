/** Differences between versions of a form, one line each. */
import type { FormChange } from '../../protocol/form-changes.ts';

export function changeLine(change: FormChange): string {
  switch (change.code) {
    case 'item-added':
    case 'consent-added':
      return `+ ${change.id}: ${change.words}`;
    case 'item-removed':
    case 'consent-removed':
      return `- ${change.id}: ${change.words}`;
    case 'item-moved':
      return `~ ${change.id}: moved`;
    case 'item-changed':
    case 'consent-changed':
      return `~ ${change.id}: other ${change.keys.join(', ')}`;
    case 'words-changed':
      return `~ ${change.path} (${change.language}): "${change.before}" becomes "${change.after}"`;
    case 'language-added':
      return `+ language ${change.language}`;
    case 'language-removed':
      return `- language ${change.language}`;
    case 'setting-changed':
      return `~ ${change.key}`;
  }
}
