import { tick } from 'svelte';

/**
 * For a heading that appears in the place of something else: takes the focus where the button that brought it here has gone
 * or can no longer be pressed, so that the keyboard goes on from here and not from the top of the page.
 */
export function focusIfLost(heading: HTMLElement): void {
  void tick().then(() =>
    requestAnimationFrame(() => {
      const { activeElement: at } = document;
      const isLost = at === null || at === document.body || at.matches(':disabled');
      if (isLost && heading.isConnected) heading.focus();
    })
  );
}
