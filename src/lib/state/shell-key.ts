import { isTyping, type SingleKeys } from './single-keys.svelte';

export type ShellAction = 'palette' | 'keys' | 'undo' | 'redo' | 'lock' | 'masked';

const WITH_SHIFT: Readonly<Record<string, ShellAction>> = { l: 'lock', m: 'masked' };

/** In these a password manager fills in by the key that locks elsewhere. */
const SECRET_FIELDS = '[type=password], [autocomplete$=password]';

/** What a key press means to the shell, if anything. A page that uses a key for itself prevents its default. */
export function shellKey(event: KeyboardEvent, singleKeys: SingleKeys): ShellAction | undefined {
  if (event.defaultPrevented) return undefined;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return withControl(event);
  if (!singleKeys.accepts(event)) return undefined;
  if (event.key === '?') return 'keys';
  const key = event.key.toLowerCase();
  if (key === 'u') return stepBy(event);
  return event.shiftKey ? WITH_SHIFT[key] : undefined;
}

function withControl(event: KeyboardEvent): ShellAction | undefined {
  const key = event.key.toLowerCase();
  if (key === 'k') return 'palette';
  // While typing too. Where something else takes it first, Shift L and the palette are left; no other is free everywhere:
  // with Alt it would be a letter of some languages, and the desktop's own lock.
  if (key === 'l' && event.shiftKey) return isInSecretField(event) ? undefined : 'lock';
  // In a text field these keys belong to the text.
  return key === 'z' && !isTyping(event) && !isDialogOpen() ? stepBy(event) : undefined;
}

function isInSecretField({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.matches(SECRET_FIELDS);
}

function stepBy(event: KeyboardEvent): ShellAction {
  return event.shiftKey ? 'redo' : 'undo';
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}
