const INPUTS = ['pointerdown', 'keydown', 'wheel'] as const;

/** Resolves when nobody has touched the page for so long, from now on. */
export function pageRest(restMs: number): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(end, restMs);
    function wait(): void {
      clearTimeout(timer);
      timer = setTimeout(end, restMs);
    }
    function end(): void {
      for (const name of INPUTS) removeEventListener(name, wait, { capture: true });
      resolve();
    }
    for (const name of INPUTS) addEventListener(name, wait, { capture: true, passive: true });
  });
}
