import type { FilePiece } from '../plan-file';
import { CsvFiles, numbered } from './csv-files';
import type { GroupFileParts } from './oracle-groups';
import { ORACLE_ROLES } from './oracle-limits';
import { oracleRow } from './quote-for-oracle';

const HEADERS = ['Entitlement Value', 'Grantee Name', 'Grantee Type', 'App Name'];

/** AppRoleMembership.csv: one row per user who is given a role of an app. Returns how many files. */
export function* roleFile({ source, tally, roleOf }: GroupFileParts): Generator<FilePiece, number> {
  const files = new CsvFiles(numbered('oracle', 'AppRoleMembership'), oracleRow(HEADERS), ORACLE_ROLES);
  for (const { kind, group, user } of source.operations(['add-member'])) {
    const role = group && roleOf(group.name);
    if (!role) continue;
    const name = user?.values.userName ?? '';
    if (name === '') continue;
    files.addRow(oracleRow([role.role, name, 'User', role.app]));
    tally.say(kind);
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}
