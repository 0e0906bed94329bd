/** The keys of the designer. Single letters never act while somebody types. */

export type KeyAction =
  | 'next-pane' | 'previous-pane' | 'undo' | 'redo' | 'duplicate' | 'delete' | 'move-up' | 'move-down' | 'add' | 'palette'
  | 'help' | 'rename' | 'open' | 'carry' | 'next' | 'previous' | 'first' | 'last' | 'into' | 'out'; // prettier-ignore

/** Undefined for keys that are nobody's, or belong to the control they were pressed in. */
export function actionFor(event: KeyboardEvent): KeyAction | undefined {
  const { key, altKey, shiftKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  const inOutline = isWithin(event, '[role=treeitem]');
  if (key === 'F6') return shiftKey ? 'previous-pane' : 'next-pane';
  if (isCommand && !altKey) {
    const letter = key.toLowerCase();
    if (letter === 'z' && !isBusyTyping(event)) return shiftKey ? 'redo' : 'undo';
    if (letter === 'y' && !isBusyTyping(event)) return 'redo';
    if (letter === 'k') return 'palette';
    if (letter === 'd' && !isTyping(event)) return 'duplicate';
    return undefined;
  }
  if (altKey && (key === 'ArrowUp' || key === 'ArrowDown') && !isTyping(event))
    return key === 'ArrowUp' ? 'move-up' : 'move-down';
  if (altKey || isTyping(event)) return undefined;
  if (key === '/') return 'add';
  if (key === '?') return 'help';
  return inOutline ? OUTLINE[key] : undefined;
}

const OUTLINE: Partial<Record<string, KeyAction>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowRight: 'into',
  ArrowLeft: 'out',
  Home: 'first',
  End: 'last',
  Enter: 'open',
  F2: 'rename',
  Delete: 'delete',
  Backspace: 'delete',
  ' ': 'carry',
};

function isWithin(event: Event, selector: string): boolean {
  return event.composedPath().some((target) => target instanceof Element && target.matches(selector));
}

/** A field for text; letters are meant for it. */
export function isTyping(event: Event): boolean {
  return isWithin(
    event,
    'textarea, select, input:not([type=checkbox], [type=radio], [type=button]), [contenteditable]:not([contenteditable=false])',
  );
}

/** The form on the canvas takes back what was typed into it by itself. */
function isBusyTyping(event: Event): boolean {
  return isWithin(event, 'sx-form-preview');
}
