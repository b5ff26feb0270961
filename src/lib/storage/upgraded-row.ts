import type { App } from '../model/app';
import type { ImportRun } from '../model/import-run';
import { appInFormat2, runInFormat2, type App1, type Run1 } from './upgrade-to-format-2';
import type { MetaRow } from './workspace-database';
import { WORKSPACE_FORMAT } from './workspace-database';

/**
 * What the upgrades make of a row, for reading an upgraded copy beside the old database. Rows of which nothing is said
 * here are to be as they were, to the byte: an upgrade that changes rows says so here as well.
 */
export function upgradedRow(format: number, table: string, row: unknown): unknown {
  // The table says what its rows are.
  if (table === 'meta') return upgradedMeta(row as MetaRow);
  if (format > 1) return row;
  if (table === 'apps') return appInFormat2(row as App | App1);
  return table === 'runs' ? runInFormat2(row as ImportRun | Run1) : row;
}

function upgradedMeta(row: MetaRow): MetaRow {
  return row.key === 'format' ? { key: 'format', value: WORKSPACE_FORMAT } : row;
}
