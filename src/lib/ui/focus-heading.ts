import { tick } from 'svelte';
import { focusIfLost } from './focus-if-lost';

/** For a page that takes the place of a form: its heading takes the focus that went with the form. */
export function focusHeading(page: HTMLElement): void {
  void tick().then(() => {
    const heading = page.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    focusIfLost(heading);
  });
}
