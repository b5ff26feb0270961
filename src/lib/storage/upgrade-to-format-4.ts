import type { Transaction } from 'dexie';

/**
 * Format 4 brought connections, the vault of their tokens and watermarks in the heads. Nothing is rewritten: earlier
 * programs are kept out because they would lose a watermark when they write a head.
 */
export async function upgradeToFormat4(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }>('meta');
  const format = await meta.get('format');
  if (format?.value === 3) await meta.put({ key: 'format', value: 4 });
}
