import { changeMeta } from './meta-rows';
import type { MovedMark } from './moved-mark';
import { withRaw } from './raw-database';
import { MovedAway, NewerFormat, WriterLost } from './storage-error';
import { WORKSPACE_FORMAT } from './workspace-database';

export interface GivenBack {
  /** Nobody took it over since. */
  readonly wasOurs: boolean;
  /** The mark that is set by now. */
  readonly moved: MovedMark | undefined;
}

/**
 * The writing of a whole database, of any format, taken over while it is copied: whatever tab had it writes no more, as
 * its guard finds out (write-guard.ts).
 */
export class WritingClaim {
  readonly #name: string;
  readonly #token = crypto.randomUUID();
  #before: string | undefined;

  private constructor(name: string) {
    this.#name = name;
  }

  /** Undefined where there is no such database. Rejects with NewerFormat or MovedAway; nothing is written then. */
  static async take(name: string): Promise<WritingClaim | undefined> {
    const claim = new WritingClaim(name);
    const isThere = await claim.#change(({ format = 0, writer, moved }) => {
      if (moved) throw new MovedAway();
      if (format > WORKSPACE_FORMAT) throw new NewerFormat(format, WORKSPACE_FORMAT);
      claim.#before = writer;
      return [{ key: 'writer', value: claim.#token }];
    });
    return isThere ? claim : undefined;
  }

  /** See [Note: the mark decides]. Rejects with WriterLost, and marks nothing, if somebody took the writing over since. */
  async moveTo(mark: MovedMark): Promise<void> {
    const isThere = await this.#change(({ format = 0, writer }) => {
      if (writer !== this.#token) throw new WriterLost();
      return [
        { key: 'moved', value: mark },
        { key: 'format', value: Math.max(format, WORKSPACE_FORMAT) }
      ];
    });
    if (!isThere) throw new WriterLost();
  }

  /**
   * To whoever had it, unless the mark is set: the answer to `moveTo` may be lost although it was stored. What is told was
   * found behind whatever `moveTo` asked for. Rejects if nothing could be read.
   */
  async giveBack(): Promise<GivenBack> {
    const before = this.#before;
    let found: GivenBack | undefined;
    try {
      await this.#change(({ writer, moved }) => {
        found = { wasOurs: writer === this.#token, moved };
        return found.wasOurs && !moved && before !== undefined ? [{ key: 'writer', value: before }] : [];
      });
    } catch (error) {
      // Read, but not written: then nobody has the writing until somebody opens the workspace for it.
      if (!found) throw error;
    }
    return found ?? { wasOurs: false, moved: undefined };
  }

  async #change(change: Parameters<typeof changeMeta>[1]): Promise<boolean> {
    const isThere = await withRaw(this.#name, async (db) => {
      await changeMeta(db, change);
      return true;
    });
    return isThere ?? false;
  }
}
