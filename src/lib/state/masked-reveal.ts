import type { Masked } from './masked.svelte';
import { isTyping, type SingleKeys } from './single-keys.svelte';

export const REVEAL_KEY = 'v';

const ROW = '[role="row"], tr, li, [data-reveal]';

/**
 * While the key is held in masked mode, the row that has the focus can be read: that one only, and never by pointing at it.
 * Returns the function that stops listening.
 */
export function revealOnHold(masked: Masked, singleKeys: SingleKeys): () => void {
  let revealed: Element | undefined;

  const hide = () => {
    revealed?.removeAttribute('data-revealed');
    revealed = undefined;
  };
  const reveal = (event: KeyboardEvent) => {
    if (!isMeant(event) || !masked.isOn || !singleKeys.isOn) return;
    const row = document.activeElement?.closest(ROW) ?? undefined;
    if (row === revealed) return;
    hide();
    row?.setAttribute('data-revealed', '');
    revealed = row;
  };
  const release = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === REVEAL_KEY) hide();
  };

  addEventListener('keydown', reveal);
  addEventListener('keyup', release);
  addEventListener('blur', hide);
  document.addEventListener('focusin', hide);
  document.addEventListener('visibilitychange', hide);
  return () => {
    hide();
    removeEventListener('keydown', reveal);
    removeEventListener('keyup', release);
    removeEventListener('blur', hide);
    document.removeEventListener('focusin', hide);
    document.removeEventListener('visibilitychange', hide);
  };
}

function isMeant(event: KeyboardEvent): boolean {
  const hasOther = event.ctrlKey || event.metaKey || event.altKey;
  return event.key.toLowerCase() === REVEAL_KEY && !hasOther && !event.defaultPrevented && !isTyping(event);
}
