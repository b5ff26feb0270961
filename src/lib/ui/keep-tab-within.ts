const REACHED_BY_TAB =
  ':is(a[href], button, input, select, textarea, summary, [tabindex]):not(:disabled, [tabindex="-1"], [inert] *)';

/** Tab goes round within a dialog. Nothing else happens by script, so that the browser decides where it stops. */
export function keepTabWithin(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.key !== 'Tab' || event.defaultPrevented) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(REACHED_BY_TAB)].filter(isReached);
  const [first] = stops;
  const last = stops.at(-1);
  const { activeElement } = document;
  const isAtStart = activeElement === first || activeElement === event.currentTarget;
  if (event.shiftKey ? isAtStart : activeElement === last || !last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}

/** Shown, and of radio buttons that belong together the one that Tab stops at. */
function isReached(element: HTMLElement): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return true;
  const group = [...document.getElementsByName(element.name)];
  return !group.some((other) => other instanceof HTMLInputElement && other.checked);
}
