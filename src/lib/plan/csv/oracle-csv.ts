import { OperationTally } from '../hand-over/operation-tally';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { accountFiles } from './oracle-accounts';
import { groupFile, type GroupFileParts } from './oracle-groups';
import { appRoleOf, ORACLE_ACTIONS_PER_DAY } from './oracle-limits';
import { roleFile } from './oracle-roles';
import { changedUsers, createdUsers, type UserFileParts } from './oracle-users';

/**
 * The files that an Oracle identity domain imports, in the order in which they are to be imported. They can add and
 * change; what takes away (members, users, groups) has no file, but for assignments, which the whole list of an app says.
 */
export function* writeOracleCsv(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  const unknown = new Set<string>();
  const users: UserFileParts = { source, tally, managerName: managerNames(options, unknown) };
  const groups: GroupFileParts = { source, tally, roleOf: roleFinder(source, options) };
  const created = yield* createdUsers(users);
  const changed = yield* changedUsers(users);
  const grouped = yield* groupFile(groups);
  const roles = yield* roleFile(groups);
  const accounts = yield* accountFiles({ source, options, tally });
  const files = {
    'Users.csv': created,
    'Users-changes.csv': changed,
    'Groups.csv': grouped,
    'AppRoleMembership.csv': roles
  };
  tally.notes.push(...notesOf(files, accounts), ...managerNotes(unknown.size));
  return tally.result();
}

/** By username; `unknown`: whom texts do not tell. */
function managerNames({ managers }: WriteOptions, unknown: Set<string>) {
  return (text: string): string => {
    const name = managers?.(text)?.userName ?? '';
    if (name === '') unknown.add(text);
    return name;
  };
}

function managerNotes(count: number): readonly string[] {
  if (count === 0) return [];
  return [`${count === 1 ? '1 manager is' : `${count} managers are`} left out, as nobody in the list is known by it.`];
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
