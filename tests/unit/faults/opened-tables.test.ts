import { describe, expect, it } from 'vitest';
import { sealRow } from '../../../src/lib/storage/sealed-row';
import { sealSegment } from '../../../src/lib/storage/sealed-segment';
import { makeWorkspaceVault } from '../../../src/lib/storage/vault';
import { opener } from '../../faults/opened-tables';
import type { RawDatabase } from '../../faults/raw-state';

const ROUNDS = 1000;

async function sealedDatabase(passphrase: string): Promise<RawDatabase> {
  const { vault, keys } = await makeWorkspaceVault(passphrase, ROUNDS);
  const row = { id: 'a', name: 'Desk', at: undefined };
  const segment = new TextEncoder().encode('cells').buffer;
  return {
    name: 'muster-workspace-1',
    version: 60,
    tables: {
      meta: [{ key: 'vault', value: { key: 'vault', value: vault } }],
      apps: [{ key: 'a', value: { id: 'a', sealed: await sealRow(keys, { table: 'apps', key: ['a'] }, row) } }],
      segments: [{ key: 3, value: await sealSegment(keys.segments, 3, segment) }]
    }
  };
}

describe('opener', () => {
  it('opens what the app sealed, with ciphers of its own', async () => {
    const { tables } = await opener('grey heron')(await sealedDatabase('grey heron'));
    expect(tables['apps']).toEqual([{ key: 'a', value: { id: 'a', name: 'Desk', at: undefined } }]);
    expect(new TextDecoder().decode(tables['segments'][0].value as ArrayBuffer)).toBe('cells');
  });

  it('opens nothing by another passphrase, and nothing that stands elsewhere', async () => {
    const database = await sealedDatabase('grey heron');
    await expect(opener('white heron')(database)).rejects.toThrow();
    const moved = { ...database, tables: { ...database.tables, runs: database.tables['apps'] } };
    await expect(opener('grey heron')(moved)).rejects.toThrow();
  });
});
