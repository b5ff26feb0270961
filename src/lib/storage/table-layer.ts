import type Dexie from 'dexie';
import type { DBCoreTable } from 'dexie';

interface TableLayer {
  readonly name: string;
  /** The lower, the nearer to the browser's storage. */
  readonly level: number;
  /** What stands in a table's place for whoever is above. */
  readonly tableOver: (table: DBCoreTable, name: string) => DBCoreTable;
}

/** Stands between Dexie and the browser's storage: whatever Dexie makes of a call comes by here, table by table. */
export function layOver(db: Dexie, { name, level, tableOver }: TableLayer): void {
  db.use({
    stack: 'dbcore',
    name,
    level,
    create: (core) => ({ ...core, table: (table) => tableOver(core.table(table), table) })
  });
}
