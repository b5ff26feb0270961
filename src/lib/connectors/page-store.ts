/** Where the pages of one list are kept until it is whole. Nothing here rejects: what fails falls back on memory. */
export interface PageStore {
  /** The same bytes, to be read from where they are kept. One at a time. */
  add(part: Blob): Promise<Blob>;
  /** Gives back what `add` kept. What it answered can still be read. */
  clear(): Promise<void>;
  /** Gives back what lists have left whose worker was ended before they were whole. */
  sweep(): Promise<void>;
}

/** For a place without a disk, and for lists that may not lie on one in the clear. */
export class MemoryPages implements PageStore {
  add(part: Blob): Promise<Blob> {
    return Promise.resolve(part);
  }

  clear(): Promise<void> {
    return Promise.resolve();
  }

  sweep(): Promise<void> {
    return Promise.resolve();
  }
}
