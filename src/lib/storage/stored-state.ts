import { readMeta } from './meta-rows';
import type { MovedMark } from './moved-mark';
import { withRaw } from './raw-database';

/** What stands under a name, found out without changing it. */
export type StoredState =
  | { readonly kind: 'missing' }
  /** Nobody's any more; `isEmptied` once its rows are gone as well (emptied-database.ts). */
  | { readonly kind: 'moved'; readonly mark: MovedMark; readonly isEmptied: boolean }
  /** Not `isWhole` if it was never filled to its end, never opened, or restored and never named by the registry. */
  | { readonly kind: 'stored'; readonly format: number; readonly isWhole: boolean };

export async function storedState(name: string): Promise<StoredState> {
  const state = await withRaw<StoredState>(name, async (db) => {
    const { format, writer, moved, isUnnamed } = await readMeta(db);
    if (moved) return { kind: 'moved', mark: moved, isEmptied: writer === undefined };
    // Dexie's versions are a tenth of the browser's.
    return {
      kind: 'stored',
      format: format ?? Math.floor(db.version / 10),
      isWhole: format !== undefined && !isUnnamed
    };
  });
  return state ?? { kind: 'missing' };
}
