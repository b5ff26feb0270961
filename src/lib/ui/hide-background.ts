let dialogCount = 0;

/**
 * Takes the page behind a dialog out of reach: for the keyboard, for assistive technology, and for anything that looks
 * elements up by role. Returns the function that brings it back and gives the focus to what opened the dialog (which
 * cannot take it before). Dialogs may lie over each other.
 */
export function hideBackground(opener: Element | null): () => void {
  dialogCount++;
  mark();
  return () => {
    dialogCount--;
    mark();
    if (dialogCount === 0 && opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}

function mark(): void {
  const page = document.querySelector<HTMLElement>('.app');
  if (!page) return;
  page.inert = dialogCount > 0;
  if (dialogCount > 0) page.setAttribute('aria-hidden', 'true');
  else page.removeAttribute('aria-hidden');
}
