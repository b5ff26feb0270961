import type { Transaction } from 'dexie';

/**
 * Format 6 brought workspaces whose rows open only by a passphrase. Nothing is rewritten but the index of searches, which
 * would have shown their texts; earlier programs are kept out because they cannot read sealed rows.
 */
export async function upgradeToFormat6(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }>('meta');
  const format = await meta.get('format');
  if (format?.value === 5) await meta.put({ key: 'format', value: 6 });
}
