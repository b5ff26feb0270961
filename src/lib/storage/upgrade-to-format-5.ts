import type { Transaction } from 'dexie';

/**
 * Format 5 brought commits and exclusions. Nothing is rewritten: earlier programs are kept out because they would plan
 * again what was committed.
 */
export async function upgradeToFormat5(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }>('meta');
  const format = await meta.get('format');
  if (format?.value === 4) await meta.put({ key: 'format', value: 5 });
}
