import { expect, test, vi } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import type { App } from '../../../src/lib/model/app';
import { asId, type AppId } from '../../../src/lib/model/ids';
import type { ColumnMapping } from '../../../src/lib/model/import-recipe';
import { importBySchedule, type ScheduledImporting } from '../../../src/lib/state/scheduled-import';
import { newApp } from '../../../src/lib/workspace/new-app';

const TITLED = 'login,email,odd\nlogin,email,odd\na,a@b.example,1\n';
const mapping: readonly ColumnMapping[] = [
  { column: 0, header: 'login', target: 'userName', confidence: 1 },
  { column: 1, header: 'email', target: 'email', confidence: 1 },
  { column: 2, header: 'odd', target: 'department', confidence: 1 }
];

const app = (change: Partial<App>): App => ({
  ...newApp(asId('domain'), 'generic-csv', 'Desk'),
  id: asId<AppId>('desk'),
  ...change
});

/** What a scheduled import of the text asks for, or why it is held back. */
async function run(text: string, of: App) {
  const stage = vi.fn(async () => ({ status: 'cancelled' as const }));
  const importing: ScheduledImporting = { inspect: inspectFile, stage, commit: vi.fn() };
  const file = new File([text], 'list.csv');
  const signal = new AbortController().signal;
  const outcome = await importBySchedule(importing, { app: of, mode: 'full', file }, signal, () => undefined);
  return { outcome, asked: stage.mock.calls as unknown as [{ recipe: unknown }][] };
}

test('a scheduled import reads the file as a person had it read, wherever the last file of another kind went', async () => {
  const other = [{ column: 0, header: 'badge', target: 'externalId', confidence: 1 }] as const;
  const { asked } = await run(
    TITLED,
    app({
      lastMapping: other,
      rememberedMappings: [
        { exportKind: undefined, choice: {}, mapping: other },
        { exportKind: undefined, choice: { headerRow: 1 }, mapping }
      ]
    })
  );
  expect(asked[0][0]).toMatchObject({ recipe: { dialect: { headerRow: 1 }, mapping } });
});

test('an app from before mappings were kept by kind goes by its last one', async () => {
  const { asked } = await run(TITLED, app({ lastMapping: mapping }));
  expect(asked[0][0]).toMatchObject({ recipe: { mapping } });
});

test('a file with other columns, or the first one, is held back', async () => {
  const drifted = await run('login,email,even\na,a@b.example,1\n', app({ lastMapping: mapping }));
  expect(drifted.outcome).toMatchObject({ value: { kind: 'held-back', reason: expect.stringContaining('even') } });
  const first = await run(TITLED, app({ lastMapping: undefined }));
  expect(first.outcome).toMatchObject({ value: { kind: 'held-back', reason: expect.stringContaining('yet') } });
});
