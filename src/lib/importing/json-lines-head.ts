import type { Encoding, SeenColumns } from '../model/import-recipe';
import { UserRows } from './json-lines-rows';
import { surveyJsonLines } from './json-lines-survey';

/** Up to this size the preview sees every line: measured, 0.9 s. */
const WHOLE_BYTES = 64 * 2 ** 20;
/** Of a larger file it sees so many users, however many groups stand before them. */
const HEAD_USERS = 20_000;

export interface JsonLinesHead {
  readonly columns: SeenColumns;
  readonly rows: readonly string[][];
}

/** The columns and the first rows of JSON Lines. Columns that begin later are found when the file is staged. */
export async function readJsonLinesHead(file: Blob, encoding: Encoding, keptUsers: number): Promise<JsonLinesHead> {
  const mostUsers = file.size > WHOLE_BYTES ? HEAD_USERS : Infinity;
  const { columns, members, users, isWhole } = await surveyJsonLines(file, encoding, {
    of: 'all',
    keptUsers,
    mostUsers
  });
  const rows = new UserRows(columns, members);
  return {
    columns: { names: columns, isWhole, hasGroups: members.hasGroups },
    rows: users.map((user) => [...rows.rowOf(user)])
  };
}
