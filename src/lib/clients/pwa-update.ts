import { Workbox } from 'workbox-window';
import { trustedScript } from './worker-script';

/**
 * Registers the service worker and tells when a newer build is there. It takes over only when `apply` is called, and
 * only the tab that called reloads: another tab keeps its old build, whose files stay cached, until it asks too.
 */
export class PwaUpdate {
  /** Undefined over plain http, and where site data are forbidden. */
  readonly #workbox = 'serviceWorker' in navigator ? new Workbox(trustedScript('service-worker.js')) : undefined;
  readonly #version: string;
  /** Whether a worker controls this tab. The first one to do so is of the same build; any further one is newer. */
  #isControlled = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
  #isAsked = false;

  /** `onNotKept`: what makes Muster start without a network could not be fetched, and nothing earlier is there. */
  constructor(version: string, onNewer: () => void, onNotKept: () => void) {
    this.#version = version;
    this.#workbox?.addEventListener('waiting', onNewer);
    this.#workbox?.addEventListener('redundant', () => {
      if (!navigator.serviceWorker.controller) onNotKept();
    });
    this.#workbox?.addEventListener('controlling', () => {
      if (this.#isAsked) location.reload();
      else if (this.#isControlled) onNewer();
      this.#isControlled = true;
    });
  }

  /** Fails where service workers are not possible, such as plain http. Muster then works, but not without a network. */
  async register(): Promise<void> {
    if (!this.#workbox) throw new Error('This browser or address has no service workers.');
    navigator.serviceWorker.addEventListener('message', (event) => this.#tellVersion(event));
    await this.#workbox.register();
    navigator.serviceWorker.controller?.postMessage({ type: 'TAB_STARTED' });
  }

  async lookForNewer(): Promise<void> {
    await this.#workbox?.update();
  }

  /** Another tab may have let the newer build in already: then only this tab has to start again. */
  async apply(): Promise<void> {
    this.#isAsked = true;
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration?.waiting) this.#workbox?.messageSkipWaiting();
    else location.reload();
  }

  /** The worker asks each tab, to know which builds are still in use. */
  #tellVersion(event: MessageEvent): void {
    if (event.data?.type === 'WHICH_VERSION') event.ports[0]?.postMessage(this.#version);
  }
}
