import type { OperationTally } from '../hand-over/operation-tally';
import type { FilePiece, OperationSource } from '../plan-file';
import { CsvFiles, numbered } from './csv-files';
import { GroupMembers, NO_MEMBER } from './group-members';
import { ORACLE_FILE, type AppRole } from './oracle-limits';
import { isQuotedForOracle, oracleRow } from './quote-for-oracle';

const HEADERS = ['Name', 'User Members'];
/** More than half of a file: of two such rows the second stands in the next one. */
const MOST_ROW_BYTES = 40_000_000;
const SEPARATOR = ';';
const encoder = new TextEncoder();
const [OPEN, QUOTED_OPEN, CLOSE, QUOTED_CLOSE, PART] = ['"', '"\'', '"\r\n', '\'"\r\n', SEPARATOR].map((text) =>
  encoder.encode(text)
);

export interface GroupFileParts {
  readonly source: OperationSource;
  readonly tally: OperationTally;
  readonly roleOf: (group: string) => AppRole | undefined;
}

/**
 * Groups.csv: one row per group that is new or gets members, with the usernames of those who are added. Returns how
 * many files. A role is no group, and has to exist; a username with the separator in it cannot be told from two.
 */
export function* groupFile(parts: GroupFileParts): Generator<FilePiece, number> {
  const members = readGroups(parts);
  const files = new CsvFiles(numbered('oracle', 'Groups'), oracleRow(HEADERS), ORACLE_FILE);
  for (const group of members.names.keys()) {
    yield* writeGroup(files, members, group);
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}

function readGroups({ source, tally, roleOf }: GroupFileParts): GroupMembers {
  const members = new GroupMembers();
  for (const { kind, group, user } of source.operations(['create-group', 'add-member'])) {
    if (!group || roleOf(group.name)) continue;
    const name = user?.values.userName ?? '';
    if (kind === 'create-group') members.addGroup(group.name);
    else if (name === '' || name.includes(SEPARATOR)) continue;
    else members.add(group.name, name);
    tally.say(kind);
  }
  return members;
}

/**
 * The row of a group, and where it would be too long a further one, which then stands in the next file. The cell of the
 * members is always in quotes, so that it can be written while it is read.
 */
function* writeGroup(files: CsvFiles, members: GroupMembers, group: number): Generator<FilePiece, void> {
  const start = encoder.encode(oracleRow([members.names[group], '']).slice(0, -2));
  let member = members.first(group);
  do {
    const { size, end } = measure(members, member);
    const isFormula = member !== NO_MEMBER && isQuotedForOracle(String.fromCharCode(members.name(member)[0]));
    const [open, close] = isFormula ? [QUOTED_OPEN, QUOTED_CLOSE] : [OPEN, CLOSE];
    files.startRow(start.length + open.length + size + close.length);
    files.write(start);
    files.write(open);
    for (let isFirst = true; member !== end; member = members.after(member), isFirst = false) {
      if (!isFirst) files.write(PART);
      files.write(members.name(member));
      if (files.isReady) yield* files.take();
    }
    files.write(close);
  } while (member !== NO_MEMBER);
}

/** Which members one row has room for, and how many bytes they are with what parts them. */
function measure(members: GroupMembers, first: number): { readonly size: number; readonly end: number } {
  let size = 0;
  let member = first;
  for (; member !== NO_MEMBER && (size === 0 || size < MOST_ROW_BYTES); member = members.after(member)) {
    size += members.name(member).length + (member === first ? 0 : PART.length);
  }
  return { size, end: member };
}
