/** The state of saving in words: never “saved” before the backend has it. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { SaveState } from './saving.ts';

export function savedWords(state: SaveState, isLive: boolean, language: string): string {
  switch (state.name) {
    case 'saving':
      return msg('Saving…');
    case 'kept':
      if (state.why === 'unreachable') return msg('Not saved yet: no connection. Kept on this device.');
      return state.why === 'unauthenticated'
        ? msg('Not saved yet: signed out. Kept on this device.')
        : msg('Not saved: the backend refused it. Kept on this device.');
    case 'unkept':
      return msg('Not saved, and this browser keeps nothing. Copy the JSON before you leave.');
    case 'conflict':
      return msg('Not saved: somebody else has changed the form.');
    case 'saved': {
      if (isLive) return msg('Published');
      if (state.at === undefined) return '';
      const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(state.at);
      return msg(str`Saved ${time}`);
    }
  }
}
