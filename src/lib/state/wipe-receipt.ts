import type { WipeReceipt } from '../protocol/protection-api';
import { formatBytes, formatCount, formatCountOf } from './format';

const KIND_WORD: Record<WipeReceipt['removed'][number]['kind'], string> = {
  database: 'Database',
  entry: 'Entry',
  folder: 'Folder'
};

export interface RemovedLine {
  readonly name: string;
  readonly kind: string;
  readonly rows: number;
  readonly bytes: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

/** What was removed, as lines of the receipt; tables that were empty left out. */
export function removedLines({ removed }: WipeReceipt): readonly RemovedLine[] {
  return removed.map(({ name, kind, tables, bytes }) => ({
    name,
    kind: KIND_WORD[kind],
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    bytes,
    tables: tables.filter((table) => table.rows > 0)
  }));
}

/** "3 tables, 1,204 rows, 12.3 MB". */
export function lineWords({ tables, rows, bytes }: RemovedLine): string {
  const size = formatBytes(bytes);
  if (tables.length === 0) return size;
  return `${formatCountOf(tables.length, 'table', 'tables')}, ${formatCountOf(rows, 'row', 'rows')}, ${size}`;
}

/** Whether it is gone, in a sentence. */
export function outcomeSentence({ foundAfterwards }: WipeReceipt): string {
  return foundAfterwards.length === 0
    ? 'Each of them was looked for afterwards, by name: none is there any more.'
    : 'Looked for afterwards, these are still there:';
}

/** For a file that stays when the workspace is gone. Times as the whole world writes them. */
export function receiptText(receipt: WipeReceipt): string {
  const lines = [
    'Receipt of a wiped workspace',
    '',
    `Workspace:  ${receipt.workspaceName}`,
    `Started:    ${new Date(receipt.startedAt).toISOString()}`,
    `Ended:      ${new Date(receipt.endedAt).toISOString()}`,
    `Muster:     ${receipt.musterVersion}`,
    '',
    'Removed from this device',
    ...removedLines(receipt).flatMap((line) => [
      `- ${line.kind} ${line.name}: ${lineWords(line)}`,
      ...line.tables.map(({ name, rows }) => `    ${name}: ${formatCount(rows)}`)
    ]),
    '',
    outcomeSentence(receipt),
    ...receipt.foundAfterwards.map((name) => `- ${name}`),
    '',
    'Not covered by this wipe',
    ...receipt.notCovered.map((words) => `- ${words}`),
    ''
  ];
  return lines.join('\r\n');
}
