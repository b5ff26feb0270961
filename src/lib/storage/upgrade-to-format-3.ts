import type { Transaction } from 'dexie';

/**
 * Format 3 brought packed parts and images (engine/packed-columns.ts), several parts in one value (storage/part-bundle.ts)
 * and rows as bits (engine/packed-rows.ts). Each tells itself apart from what was stored before, so nothing is rewritten:
 * only programs that cannot read them are kept out from now on.
 */
export async function upgradeToFormat3(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }>('meta');
  const format = await meta.get('format');
  if (format?.value === 2) await meta.put({ key: 'format', value: 3 });
}
