import { describe, expect, it, vi } from 'vitest';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import { err, ok } from '../../../src/lib/model/result';
import type { Workspace } from '../../../src/lib/model/workspace';
import type { WipeReceipt } from '../../../src/lib/protocol/protection-api';
import { receiptText } from '../../../src/lib/state/wipe-receipt';
import { Wipe } from '../../../src/lib/state/wipe.svelte';

vi.mock('../../../src/lib/state/download', () => ({ download: () => undefined, safeFileName: (name: string) => name }));

const RECEIPT: WipeReceipt = {
  workspaceName: 'Alder group',
  musterVersion: '0.1.0+abc',
  startedAt: Date.UTC(2026, 10, 22, 9, 30),
  endedAt: Date.UTC(2026, 10, 22, 9, 30, 2),
  removed: [
    {
      name: 'muster-1',
      kind: 'database',
      tables: [
        { name: 'segments', rows: 12 },
        { name: 'runs', rows: 1 },
        { name: 'plans', rows: 0 }
      ],
      bytes: 1_500_000
    },
    { name: 'listing-1', kind: 'folder', tables: [], bytes: 20 }
  ],
  foundAfterwards: [],
  notCovered: ['Backups, wherever they were put']
};

function workspace(part: Partial<Workspace> = {}): Workspace {
  return { id: asId<WorkspaceId>('w'), name: 'Müller & Söhne', kind: 'real', createdAt: 0, openedAt: 0, ...part };
}

describe('a wipe', () => {
  it('waits for the name, however its letters are put together', async () => {
    const asked: WorkspaceId[] = [];
    const wipe = new Wipe(workspace(), (id) => {
      asked.push(id);
      return Promise.resolve(ok(RECEIPT));
    });
    for (const typed of ['', 'Müller', 'müller & söhne']) {
      wipe.typed = typed;
      await wipe.run();
    }
    expect([wipe.isAllowed, asked, wipe.receipt]).toEqual([false, [], undefined]);
    wipe.typed = ' Müller & Söhne '.normalize('NFD');
    await wipe.run();
    expect([asked, wipe.receipt]).toEqual([['w'], RECEIPT]);
  });

  it('is held while it runs, and until its receipt is saved', async () => {
    let end: () => void = () => undefined;
    const wipe = new Wipe(workspace({ kind: 'sample' }), async () => {
      await new Promise<void>((resolve) => (end = resolve));
      return ok(RECEIPT);
    });
    expect(wipe.isHeld).toBe(false);
    const run = wipe.run();
    expect(wipe.isHeld).toBe(true);
    end();
    await run;
    expect(wipe.isHeld).toBe(true);
    wipe.saveReceipt();
    expect(wipe.isHeld).toBe(false);
  });

  it('of the sample needs no name', () => {
    expect(new Wipe(workspace({ kind: 'sample' }), () => Promise.resolve(ok(RECEIPT))).isAllowed).toBe(true);
  });

  it('says why it did not succeed, and can be tried again', async () => {
    const wipe = new Wipe(workspace({ kind: 'sample' }), () =>
      Promise.resolve(err({ kind: 'storage-failed', cause: 'Another tab holds it.' }))
    );
    await wipe.run();
    expect(wipe.failure).toMatchObject({ cause: 'Another tab holds it.' });
    expect(wipe.isAllowed).toBe(true);
  });
});

it('asks for other tabs to be closed', async () => {
  const wipe = new Wipe(workspace({ kind: 'sample' }), () => Promise.resolve(err({ kind: 'workspace-read-only' })));
  await wipe.run();
  expect(wipe.failure?.remedy).toBe('Close the other tabs with Muster, then wipe it.');
});

describe('a receipt', () => {
  it('says what was removed, what was looked for and what is not covered', () => {
    const lines = receiptText(RECEIPT).split('\r\n');
    expect(lines).toContain('Workspace:  Alder group');
    expect(lines).toContain('Started:    2026-11-22T09:30:00.000Z');
    expect(lines).toContain('Ended:      2026-11-22T09:30:02.000Z');
    expect(lines).toContain('- Database muster-1: 2 tables, 13 rows, 1.5 MB');
    expect(lines).toContain('    segments: 12');
    expect(lines.join()).not.toContain('plans');
    expect(lines).toContain('- Folder listing-1: 20 B');
    expect(lines).toContain('Each of them was looked for afterwards, by name: none is there any more.');
    expect(lines).toContain('- Backups, wherever they were put');
  });

  it('names what is still there', () => {
    const lines = receiptText({ ...RECEIPT, foundAfterwards: ['muster-1'] }).split('\r\n');
    expect(lines).toContain('Looked for afterwards, these are still there:');
    expect(lines).toContain('- muster-1');
  });
});
