/** What the page's own observers saw. Runs in the page from its first moment on. */
export interface PageWatch {
  /** Tasks of more than 50 ms: the browser names no shorter ones. */
  readonly longTasks: { readonly at: number; readonly ms: number }[];
  /** Longest event of each interaction, by its number; only those of 16 ms and more are told. */
  readonly interactions: Map<number, { readonly at: number; readonly ms: number; readonly name: string }>;
}

declare global {
  interface Window {
    pageWatch: PageWatch;
  }
}

export function watchPage(): void {
  const watch: PageWatch = { longTasks: [], interactions: new Map() };
  window.pageWatch = watch;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watch.longTasks.push({ at: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // The typings of the library lack the member.
      const { interactionId } = entry as PerformanceEventTiming & { readonly interactionId: number };
      const known = watch.interactions.get(interactionId);
      if (interactionId > 0 && entry.duration > (known?.ms ?? 0))
        watch.interactions.set(interactionId, { at: entry.startTime, ms: entry.duration, name: entry.name });
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}
