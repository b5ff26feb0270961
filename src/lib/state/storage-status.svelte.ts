import type { EngineClient } from '../clients/engine-client';
import type { StorageFacts } from '../protocol/engine-api';

export type ProtectionAnswer = 'not-asked' | 'asking' | 'granted' | 'refused' | 'unavailable';

/** How much is kept on this device, and whether the browser may clear it away by itself. */
export class StorageStatus {
  readonly #engine: EngineClient;
  #facts = $state.raw<StorageFacts | undefined>(undefined);
  #answer = $state<ProtectionAnswer>('not-asked');

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  get facts(): StorageFacts | undefined {
    return this.#facts;
  }

  get answer(): ProtectionAnswer {
    return this.#answer;
  }

  async refresh(): Promise<void> {
    this.#facts = await this.#engine.api.storageFacts();
  }

  /** The browser decides, often without a question: its answer is shown as it is. */
  async askForProtection(): Promise<void> {
    if (!('storage' in navigator) || !('persist' in navigator.storage)) {
      this.#answer = 'unavailable';
      return;
    }
    this.#answer = 'asking';
    const isGranted = await navigator.storage.persist().catch(() => false);
    this.#answer = isGranted ? 'granted' : 'refused';
    await this.refresh();
  }
}
