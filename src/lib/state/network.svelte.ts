import { createSubscriber } from 'svelte/reactivity';

/** Whether the browser sees a network. Muster works the same without one; this is only shown. */
export class Network {
  readonly #subscribe = createSubscriber((update) => {
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  });

  get isOnline(): boolean {
    this.#subscribe();
    return navigator.onLine;
  }
}
