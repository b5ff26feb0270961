/** Rows of one table in the order of their keys. */
export interface RowBatch {
  readonly keys: readonly IDBValidKey[];
  readonly rows: readonly unknown[];
}

export interface BatchLimit {
  readonly bytes: number;
  readonly rows: number;
}

/** What is held in memory at a time: about three segments of records. */
const LIMIT: BatchLimit = { bytes: 16 * 1024 * 1024, rows: 4096 };

/**
 * The rows that follow `after`, from the first one without it, until the limit is reached. None at the end. One row at a
 * time, because how large the next one is only shows when it is there.
 */
export function readBatch(
  db: IDBDatabase,
  table: string,
  after: IDBValidKey | undefined,
  limit = LIMIT
): Promise<RowBatch> {
  return new Promise((resolve, reject) => {
    const batch = { keys: [] as IDBValidKey[], rows: [] as unknown[] };
    let bytes = 0;
    const transaction = db.transaction(table, 'readonly');
    const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
    const request = transaction.objectStore(table).openCursor(range);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(batch);
      const row: unknown = cursor.value;
      batch.keys.push(cursor.primaryKey);
      batch.rows.push(row);
      bytes += weight(row);
      if (bytes >= limit.bytes || batch.rows.length >= limit.rows) resolve(batch);
      else cursor.continue();
    };
    transaction.onabort = () => reject(transaction.error ?? request.error ?? new Error('The browser stopped reading.'));
  });
}

/** About how many bytes a value holds; a few for what is neither text nor bytes. */
export function weight(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof Map) return weight([...value.entries()]);
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 8;
  for (const part of Array.isArray(value) ? value : Object.values(value)) bytes += weight(part);
  return bytes;
}
