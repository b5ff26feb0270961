/**
 * Takes the browser's own tooltips away, which no style reaches: a title becomes empty and is kept aside. Not removed: one
 * that the page takes away itself would not be noticed then, and would come back on the wrong row. Returns the function
 * that brings them back.
 */
export function blankTitles(root: HTMLElement): () => void {
  const kept = new WeakMap<Element, string>();
  const blanked = new Set<WeakRef<Element>>();

  const blank = (element: Element) => {
    const title = element.getAttribute('title');
    if (title === null) kept.delete(element);
    if (!title || element.closest('[data-unmasked]')) return;
    if (!kept.has(element)) blanked.add(new WeakRef(element));
    kept.set(element, title);
    element.setAttribute('title', '');
  };
  const blankBelow = (node: Node) => {
    if (!(node instanceof Element)) return;
    blank(node);
    node.querySelectorAll('[title]').forEach(blank);
  };

  blankBelow(root);
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(blankBelow);
      else if (target instanceof Element) blank(target);
    }
  });
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['title'] });
  return () => {
    observer.disconnect();
    for (const reference of blanked) {
      const element = reference.deref();
      const title = element && kept.get(element);
      if (title !== undefined && element?.getAttribute('title') === '') element.setAttribute('title', title);
    }
  };
}
