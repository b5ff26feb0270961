/** Keys of a menu; its items hold the focus. True when the menu is left. */
export function pressMenuKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): boolean {
  const { key, currentTarget: menu } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (key === 'Escape' || key === 'Tab') {
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  const items = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)')];
  const next = items[nextPlace(items, key)];
  if (!next) return false;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  return false;
}

function nextPlace(items: readonly HTMLElement[], key: string): number {
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return (at + 1) % items.length;
  if (key === 'ArrowUp') return (Math.max(at, 0) + items.length - 1) % items.length;
  if (key === 'Home') return 0;
  if (key === 'End') return items.length - 1;
  if ([...key].length !== 1 || key === ' ') return -1;
  const order = items.map((_, step) => (at + 1 + step) % items.length);
  return (
    order.find((place) => items[place]?.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase())) ??
    -1
  );
}
