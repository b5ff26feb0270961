import type { Delimiter, Encoding, LineBreak } from '../model/import-recipe';
import type { ImportRun, ImportTarget, RowTally } from '../model/import-run';
import type { RowIssueKind } from '../model/row-issue';
import type { FilePreview } from '../protocol/import-api';
import { formatCount } from './format';

/** The words of the import wizard, in one place. */
export const ENCODING_LABEL: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'windows-1250': 'Windows-1250, Central European',
  'windows-1251': 'Windows-1251, Cyrillic',
  'windows-1253': 'Windows-1253, Greek',
  'windows-1254': 'Windows-1254, Turkish',
  shift_jis: 'Shift_JIS, Japanese',
  gb18030: 'GB18030, Chinese',
  'euc-kr': 'EUC-KR, Korean'
};

/** The sign comes first: the list is searched by what is typed, and the Tab key would else find the word "Tab". */
export const DELIMITER_LABEL: Record<Delimiter, string> = {
  ',': ',  Comma',
  ';': ';  Semicolon',
  '\t': '⇥  Tab',
  '|': '|  Pipe'
};

export const LINE_BREAK_LABEL: Record<LineBreak, string> = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR', mixed: 'mixed' };

export const EVIDENCE_NOTE: Record<FilePreview['encodingEvidence'], string> = {
  mark: 'named by the file',
  valid: 'fits all bytes seen',
  assumed: 'assumed, look at the accents'
};

export interface IssueWords {
  readonly title: string;
  readonly effect: string;
}

const COMES_IN = 'Comes in as it is.';
const LEFT_OUT = 'Left out.';

export const ISSUE_WORDS: Record<RowIssueKind, IssueWords> = {
  'too-few-fields': { title: 'Too few fields', effect: `${COMES_IN} Missing cells count as empty.` },
  'too-many-fields': { title: 'Too many fields', effect: `${COMES_IN} Cells behind the last column are dropped.` },
  'no-identifier': { title: 'No identifier', effect: `${LEFT_OUT} Nothing tells it from other rows.` },
  'duplicate-key': { title: 'Same key as an earlier row', effect: `${LEFT_OUT} The first one counts.` },
  'damaged-characters': { title: 'Damaged characters', effect: `${COMES_IN} An earlier program lost characters here.` },
  'damaged-number': {
    title: 'Numbers that a spreadsheet has changed',
    effect: `${COMES_IN} Of more than 15 digits the last are lost; 1E+05 may have been an identifier.`
  },
  'formula-error': { title: 'Formulas that fail', effect: `${COMES_IN} The cell says #N/A or the like.` },
  'lost-letters': {
    title: 'Question marks for letters',
    effect: `${COMES_IN} An earlier program could not write these letters. Export again as UTF-8.`
  },
  'lost-values': {
    title: 'Name of a list in place of its values',
    effect: `${COMES_IN} PowerShell wrote what kind of list it is. Join the values before the export.`
  },
  'control-characters': { title: 'Control characters', effect: COMES_IN },
  'oversized-cell': { title: 'Cell too large', effect: `${LEFT_OUT} A cell has over 1 MiB or 1,000 lines.` },
  'unterminated-quote': { title: 'Quote never closed', effect: `${LEFT_OUT} Reading went on in the next line.` },
  'unreadable-entry': { title: 'Entry that cannot be read', effect: `${LEFT_OUT} Reading went on behind it.` },
  'late-column': {
    title: 'Column behind the preview',
    effect: 'Comes in. It begins in a line that the preview did not reach.'
  },
  'failed-expression': {
    title: 'Expression that fails',
    effect: `${COMES_IN} What the expression would give is empty.`
  },
  'change-not-applied': {
    title: 'Change of an entry',
    effect: `${LEFT_OUT} Entries that are added come in; for changes and deletions import the whole list.`
  },
  'secret-left-out': { title: 'Secret', effect: 'Comes in without it. Passwords and keys are never taken over.' },
  'nobody-here': {
    title: 'Member who is nobody here',
    effect: `${LEFT_OUT} A list of groups creates nobody: import the people first.`
  },
  'group-as-member': {
    title: 'Group in place of a person',
    effect: `${LEFT_OUT} Who is in that group is not in this file.`
  },
  'unknown-member': {
    title: 'Group member who is not in the file',
    effect: 'The group comes in without this member.'
  },
  'unresolved-manager': { title: 'Manager who is nobody here', effect: COMES_IN },
  'ambiguous-manager': { title: 'Manager who may be several people', effect: COMES_IN }
};

/** Of a file whose rows are groups or grants of a role. */
export const MEMBERSHIP_NOTE =
  'Its rows are groups, turned round here: a row for each member, with the groups of the file in place of those from ' +
  'before. Such a file holds changes only: nobody is created by it, and nobody has vanished.';

export function importButtonLabel(target: ImportTarget): 'Import' | 'Import users' {
  return target.kind === 'users' ? 'Import users' : 'Import';
}

export function wizardTitle(target: ImportTarget, place: string | undefined): string {
  const what = target.kind === 'users' ? 'Import users' : 'Import accounts';
  return place === undefined ? what : `${what} into ${place}`;
}

/** "8 rows read = 5 new + 1 changed + 2 unchanged": that they add up, to be seen. Vanished ones are in no row. */
export function rowSum({ created, updated, unchanged, skipped }: RowTally): string {
  const parts = [
    [created, 'new'],
    [updated, 'changed'],
    [unchanged, 'unchanged'],
    [skipped, 'left out']
  ] as const;
  const total = created + updated + unchanged + skipped;
  const sum = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  return `${formatCount(total)} ${total === 1 ? 'row' : 'rows'} read${sum.length > 0 ? ` = ${sum.join(' + ')}` : ''}`;
}

export interface TallyEntry {
  readonly word: string;
  readonly count: number;
}

export function rowTally({ created, updated, unchanged, skipped, vanished }: RowTally): readonly TallyEntry[] {
  return [
    { word: 'New', count: created },
    { word: 'Changed', count: updated },
    { word: 'Unchanged', count: unchanged },
    { word: 'Left out', count: skipped },
    { word: 'Vanished, to be reviewed', count: vanished }
  ];
}

/** What a run brought in and decided by itself. A held one has done nothing yet. */
export function runTally({ target, status, rows, groups, confirmed, usersCreated }: ImportRun): readonly TallyEntry[] {
  const isIn = status === 'succeeded';
  const count = isIn ? rows.created + rows.updated + rows.unchanged : 0;
  const brought = [
    { word: target.kind === 'users' ? 'Users imported' : 'Accounts imported', count },
    { word: 'Groups imported', count: isIn ? groups : 0 }
  ];
  if (target.kind === 'users') return brought;
  return [...brought, { word: 'Confirmed', count: confirmed }, { word: 'New users made', count: usersCreated }];
}
