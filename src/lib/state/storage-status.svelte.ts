import { createContext } from 'svelte';
import type { EngineClient } from '../clients/engine-client';
import type { StorageFacts } from '../protocol/engine-api';
import { isPrivateWindow } from './private-window';
import { notedWorkspaces, noteWorkspaces } from './storage-witness';

export type ProtectionAnswer = 'not-asked' | 'asking' | 'granted' | 'refused' | 'unavailable';

/** What the browser says of its own accord; only Chromium does. In bytes. */
export interface StorageShares {
  readonly workspaces: number;
  /** Muster itself, kept so that it opens without a network. */
  readonly offline: number;
}

/** Beyond the DOM's typings. */
interface DetailedEstimate extends StorageEstimate {
  readonly usageDetails?: { readonly indexedDB?: number; readonly caches?: number };
}

/**
 * How much is kept on this device, and how sure it is to stay. Driven by what is in use: how much the browser would allow is
 * a made-up number in Chromium, and says nothing about the disk.
 */
export class StorageStatus {
  readonly #engine: EngineClient;
  #facts = $state.raw<StorageFacts | undefined>(undefined);
  #shares = $state.raw<StorageShares | undefined>(undefined);
  #answer = $state<ProtectionAnswer>('not-asked');
  #isPrivate = $state(false);
  #lost = $state(0);
  /** What was noted before this page began, until it is known what became of it. */
  #noted: number | undefined = notedWorkspaces();

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  get facts(): StorageFacts | undefined {
    return this.#facts;
  }

  /** Undefined where the browser does not tell them apart. */
  get shares(): StorageShares | undefined {
    return this.#shares;
  }

  get answer(): ProtectionAnswer {
    return this.#answer;
  }

  /** Everything goes when the window is closed. False also where it cannot be told. */
  get isPrivate(): boolean {
    return this.#isPrivate;
  }

  /** So many workspaces were on this device, and are not any more, although nobody removed them here. */
  get lost(): number {
    return this.#lost;
  }

  async refresh(): Promise<void> {
    this.#facts = await this.#engine.api.storageFacts();
    this.#shares = await readShares();
  }

  async lookForPrivateWindow(): Promise<void> {
    this.#isPrivate = await isPrivateWindow();
  }

  /** The list of workspaces as it is now. Empty at the start although there were some: they were cleared away. */
  noteWorkspaces(count: number): void {
    const noted = this.#noted;
    this.#noted = undefined;
    if (count === 0 && noted !== undefined && noted > 0) {
      this.#lost = noted;
      return;
    }
    if (count > 0) this.#lost = 0;
    if (this.#lost === 0) noteWorkspaces(count);
  }

  /** The person knows now. */
  acceptLoss(): void {
    this.#lost = 0;
    noteWorkspaces(0);
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

async function readShares(): Promise<StorageShares | undefined> {
  const storage: StorageManager | undefined = navigator.storage;
  const estimate: DetailedEstimate | undefined = await storage?.estimate().catch(() => undefined);
  const details = estimate?.usageDetails;
  return details && { workspaces: details.indexedDB ?? 0, offline: details.caches ?? 0 };
}

export const [getStorageStatus, setStorageStatus] = createContext<StorageStatus>();
