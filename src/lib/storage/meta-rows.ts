import type { MovedMark } from './moved-mark';
import { requested, written } from './raw-database';
import type { MetaRow } from './workspace-database';

/** What a database of any format says about itself. */
export interface MetaRows {
  readonly format: number | undefined;
  readonly writer: string | undefined;
  readonly moved: MovedMark | undefined;
  readonly isUnnamed: boolean;
}

export function readMeta(db: IDBDatabase): Promise<MetaRows> {
  if (!db.objectStoreNames.contains('meta'))
    return Promise.resolve({ format: undefined, writer: undefined, moved: undefined, isUnnamed: false });
  return metaRows(db.transaction('meta', 'readonly').objectStore('meta'));
}

/** Writes what `change` makes of it, in the same transaction; nothing if it throws. */
export function changeMeta(db: IDBDatabase, change: (rows: MetaRows) => readonly MetaRow[]): Promise<void> {
  return written(db.transaction('meta', 'readwrite', { durability: 'strict' }), async (transaction) => {
    const store = transaction.objectStore('meta');
    for (const row of change(await metaRows(store))) store.put(row);
  });
}

async function metaRows(store: IDBObjectStore): Promise<MetaRows> {
  const keys: readonly MetaRow['key'][] = ['format', 'writer', 'moved', 'unnamed'];
  const found: (MetaRow | undefined)[] = await Promise.all(keys.map(async (key) => requested(store.get(key))));
  const [format, writer, moved, unnamed] = found;
  return {
    format: format?.key === 'format' ? format.value : undefined,
    writer: writer?.key === 'writer' ? writer.value : undefined,
    moved: moved?.key === 'moved' ? moved.value : undefined,
    isUnnamed: unnamed !== undefined
  };
}
