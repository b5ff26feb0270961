import type { RunId } from '../model/ids';

interface Tools {
  /** Resolves when the page has come to rest. */
  readonly rest: () => Promise<void>;
  readonly hash: (file: Blob) => Promise<string | undefined>;
  readonly note: (runId: RunId, hash: string) => Promise<unknown>;
}

interface LateFile {
  readonly runId: RunId;
  readonly file: Blob;
}

/**
 * Hashes of large files, worked out when no import is under way any more and the page has come to rest: each is a second
 * reading of the whole file, which nobody has to wait for, and a page that somebody uses is slower beside it. Closed
 * before that, a run has no hash: better than no run.
 */
export class LateHashes {
  readonly #tools: Tools;
  readonly #files: LateFile[] = [];
  #underWay = 0;
  #isAtWork = false;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** Until `work` has ended no hashing begins. */
  async after<Value>(work: Promise<Value>): Promise<Value> {
    this.#underWay++;
    try {
      return await work;
    } finally {
      this.#underWay--;
      void this.#hashAll();
    }
  }

  add(runId: RunId, file: Blob): void {
    this.#files.push({ runId, file });
    void this.#hashAll();
  }

  async #hashAll(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    while (this.#files.length > 0 && this.#underWay === 0) {
      await this.#tools.rest();
      const next = this.#underWay === 0 ? this.#files.shift() : undefined;
      // A file that has changed or gone since cannot be hashed any more: its run shows none.
      if (next) await this.#hash(next).catch(() => undefined);
    }
    this.#isAtWork = false;
  }

  async #hash({ runId, file }: LateFile): Promise<void> {
    const hash = await this.#tools.hash(file);
    if (hash !== undefined) await this.#tools.note(runId, hash);
  }
}
