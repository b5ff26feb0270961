/** Between what hangs and what it hangs on; `MARGIN` to the edges of the window. */
const GAP = 4;
const MARGIN = 8;

export interface Hanging {
  readonly anchor: HTMLElement;
  /** Which edges stand above each other. */
  readonly align?: 'start' | 'end' | 'middle';
  readonly isAsWide?: boolean;
}

/**
 * Shows an element in the browser's top layer, so that nothing it stands in cuts it off: below its anchor where there is
 * room, else where there is more. To be attached to an element with `popover`.
 */
export function hangOn({ anchor, align = 'start', isAsWide = false }: Hanging) {
  return (element: HTMLElement) => {
    const place = () => {
      const at = anchor.getBoundingClientRect();
      const below = innerHeight - at.bottom - GAP - MARGIN;
      const above = at.top - GAP - MARGIN;
      if (isAsWide) element.style.minWidth = `${at.width}px`;
      element.style.maxHeight = `min(60vh, ${Math.max(below, above)}px)`;
      const { width, height } = element.getBoundingClientRect();
      const isBelow = height <= below || below >= above;
      const left = { start: at.left, end: at.right - width, middle: (at.left + at.right - width) / 2 }[align];
      element.style.top = `${isBelow ? at.bottom + GAP : at.top - GAP - height}px`;
      element.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
    };
    const follow = ({ target }: Event) => target !== element && place();
    element.showPopover();
    place();
    addEventListener('resize', place);
    addEventListener('scroll', follow, true);
    return () => {
      removeEventListener('resize', place);
      removeEventListener('scroll', follow, true);
    };
  };
}
