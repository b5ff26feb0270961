import type { FilePiece, OperationSource, PlanWriter, WriteOptions, WriteTally } from '../plan-file';
import { accountFiles } from './oracle-accounts';
import type { OracleLoginHeader } from './oracle-columns';
import { groupFile, type GroupFileParts } from './oracle-groups';
import { appRoleOf, ORACLE_ACTIONS_PER_DAY } from './oracle-limits';
import { roleFile } from './oracle-roles';
import { changedUsers, CHANGING, createdUsers } from './oracle-users';
import { WriteCount } from './write-count';

/**
 * The files that an Oracle identity domain imports, in the order in which they are to be imported. They can add and
 * change; what takes away (members, assignments, users, groups) has no file.
 */
export const writeOracleCsv: PlanWriter = (source, options) => oracleFiles(source, options, 'User ID');

/** With the newer heading of the username, for domains that insist on it. */
export const writeOracleCsvUserName: PlanWriter = (source, options) => oracleFiles(source, options, 'User Name');

function* oracleFiles(
  source: OperationSource,
  options: WriteOptions,
  login: OracleLoginHeader
): Generator<FilePiece, WriteTally> {
  const count = new WriteCount();
  count.leaveOutAllBut(['create-user', ...CHANGING, 'create-group', 'add-member', 'link'], source);
  const groups: GroupFileParts = { source, count, roleOf: roleFinder(source, options) };
  const created = yield* createdUsers({ source, count, login });
  const changed = yield* changedUsers({ source, count, login });
  const grouped = yield* groupFile(groups);
  const roles = yield* roleFile(groups);
  const accounts = yield* accountFiles(source, count);
  count.notes.push(
    ...notesOf(
      { 'Users.csv': created, 'Users-changes.csv': changed, 'Groups.csv': grouped, 'AppRoleMembership.csv': roles },
      accounts
    )
  );
  return count.tally();
}

/** Groups that are roles, by names of apps: those of the plan, and whatever the target calls one. */
function roleFinder(source: OperationSource, { targetApps }: WriteOptions) {
  const names = new Set([...targetApps.keys(), ...targetApps.values()]);
  if (source.counts['add-member'] > 0) {
    for (const { account } of source.operations(['link', 'add-member'])) if (account) names.add(account.appName);
  }
  return (group: string) => appRoleOf(group, (name) => names.has(name));
}

function notesOf(files: Readonly<Record<string, number>>, accounts: readonly string[]): readonly string[] {
  const used = Object.entries(files).filter(([, count]) => count > 0);
  const actions = used.reduce((sum, [, count]) => sum + count, accounts.length);
  if (actions === 0) return [];
  const { fewest, most } = ORACLE_ACTIONS_PER_DAY;
  const list = used.map(([name, count]) => (count > 1 ? `${name} (${count} files)` : name));
  const order = [...list, ...accounts.map((path) => path.replace('oracle/', ''))].join(', ');
  const notes = [
    `${actions === 1 ? '1 import action' : `${actions} import actions`}, in this order: ${order}. A domain allows ${fewest} to ${most} imports and exports a day, by its type.`
  ];
  if (files['Users.csv'] > 0) {
    notes.push(
      'Nobody is sent a mail by the import (ByPass Notification is TRUE): set the column to FALSE to invite people at once.'
    );
  }
  if (files['Groups.csv'] > 0) {
    notes.push(
      'Oracle does not document whether a group that exists keeps the members that the file does not name: import one such group first.'
    );
  }
  if (accounts.length > 0) {
    notes.push(
      'A file of accounts is taken for the whole list of its app: who is assigned in Oracle and not in the file loses the assignment.'
    );
  }
  return notes;
}
