const open: (() => void)[] = [];

/** Escape closes the dialog on top, unless something in it has used the key. Returns the function that forgets it. */
export function closeOnTop(close: () => void): () => void {
  if (open.length === 0) document.addEventListener('keydown', closeByKey);
  open.push(close);
  return () => {
    open.splice(open.indexOf(close), 1);
    if (open.length === 0) document.removeEventListener('keydown', closeByKey);
  };
}

function closeByKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  event.preventDefault();
  open.at(-1)?.();
}
