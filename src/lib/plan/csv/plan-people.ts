import { attributeLabel } from '../../model/attribute';
import {
  OPERATION_KINDS,
  OPERATION_LABEL,
  type AttributeChange,
  type PlanOperation,
  type PlannedAccount,
  type PlannedUser
} from '../../model/plan-operation';
import { OperationTally } from '../hand-over/operation-tally';
import type { FilePiece, OperationSource, PlanWriter, WriteTally } from '../plan-file';
import { CsvFiles } from './csv-files';
import { BYTE_ORDER_MARK, FOR_SPREADSHEETS, spreadsheetRow } from './for-spreadsheets';

const HEADERS = [
  'Operation',
  'App',
  'Account',
  'Account e-mail',
  'User',
  'User e-mail',
  'Attribute',
  'From',
  'To',
  'Group',
  'ID'
];

/** The plan to read and to sort: one operation per row, in words. Several changes stand one per line of their cells. */
export const writePlanForPeople: PlanWriter = (source) => planRows(source);

function* planRows(source: OperationSource): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  const path = `plan${FOR_SPREADSHEETS}.csv`;
  const files = new CsvFiles(() => path, BYTE_ORDER_MARK + spreadsheetRow(HEADERS));
  for (const operation of source.operations(OPERATION_KINDS)) {
    files.addRow(spreadsheetRow(cellsOf(operation)));
    tally.say(operation.kind);
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return tally.result();
}

function cellsOf({ id, kind, user, account, group, changes }: PlanOperation): readonly string[] {
  return [
    OPERATION_LABEL[kind],
    ...accountCells(account),
    ...userCells(user),
    changes.map(({ attribute }) => attributeLabel(attribute)).join('\n'),
    lines(changes, 'before'),
    lines(changes, 'after'),
    group?.name ?? '',
    id
  ];
}

function accountCells(account: PlannedAccount | undefined): readonly string[] {
  return account ? [account.appName, account.userName || account.key, account.email] : ['', '', ''];
}

function userCells(user: PlannedUser | undefined): readonly string[] {
  const { userName, displayName, email }: PlannedUser['values'] = user?.values ?? {};
  return [userName ?? displayName ?? '', email ?? ''];
}

/** One value as it is; of several each on its line, so that it stands beside its attribute. */
function lines(changes: readonly AttributeChange[], side: 'before' | 'after'): string {
  if (changes.length === 1) return changes[0][side];
  return changes.map((change) => change[side].replace(/\s+/g, ' ').trim() || '(empty)').join('\n');
}
