import { changeMeta } from './meta-rows';
import type { MovedMark } from './moved-mark';
import { withRaw } from './raw-database';
import { MovedAway, NewerFormat, WriterLost } from './storage-error';
import { WORKSPACE_FORMAT } from './workspace-database';

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

  /** To whoever had it. False if somebody else took it over since. */
  async giveBack(): Promise<boolean> {
    const before = this.#before;
    let wasOurs = false;
    await this.#change(({ writer }) => {
      wasOurs = writer === this.#token;
      return wasOurs && before !== undefined ? [{ key: 'writer', value: before }] : [];
    });
    return wasOurs;
  }

  async #change(change: Parameters<typeof changeMeta>[1]): Promise<boolean> {
    const isThere = await withRaw(this.#name, async (db) => {
      await changeMeta(db, change);
      return true;
    });
    return isThere ?? false;
  }
}
