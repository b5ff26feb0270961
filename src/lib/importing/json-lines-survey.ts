import type { Encoding } from '../model/import-recipe';
import type { JsonObject } from '../model/json';
import { GroupMembers, isGroup } from './group-members';
import { ImportFailure } from './import-failure';
import { JsonLineReader } from './json-line-reader';
import { MAX_COLUMNS } from './max-columns';
import { addCells } from './scim-cells';
import { GROUPS_COLUMN } from './scim-table';
import { utf8Blocks } from './utf8-blocks';

/** Lines are looked at in blocks of at least so many bytes. */
export const LINE_BLOCK_BYTES = 1 << 19;

/** What has to be known of all lines before the first row can be made. */
export interface JsonLinesSurvey {
  /** In the order first seen, the groups behind them. Empty if only groups were asked for. */
  readonly columns: readonly string[];
  /** The line in which a column was first seen. */
  readonly firstLines: ReadonlyMap<string, number>;
  readonly members: GroupMembers;
  /** The first users, for a preview. */
  readonly users: readonly JsonObject[];
  /** Whether the file was read to its end. */
  readonly isWhole: boolean;
}

export interface SurveyWish {
  /** `groups`: the columns are known; lines that cannot be groups are not even parsed. */
  readonly of: 'all' | 'groups';
  readonly keptUsers: number;
  /** Reading ends behind so many users. */
  readonly mostUsers: number;
}

/** A line that may be a group, or have some in it. A name may be written in escapes. */
const MAY_BE_GROUP = /[:"]group"|"members"|\\u/i;

/** The first pass over a file of JSON Lines: which columns there are, and who is in which group. */
export async function surveyJsonLines(
  file: Blob,
  encoding: Encoding,
  wish: SurveyWish,
  onRead: (bytes: number) => void = () => undefined
): Promise<JsonLinesSurvey> {
  const survey = new Survey(wish);
  const reader = new JsonLineReader(survey, wish.of === 'groups' ? (text) => MAY_BE_GROUP.test(text) : undefined);
  let isWhole = true;
  for await (const block of utf8Blocks(file.stream(), encoding, LINE_BLOCK_BYTES)) {
    reader.read(block);
    onRead(block.bytesRead);
    isWhole = block.isLast;
    if (survey.userCount >= wish.mostUsers) break;
  }
  return { ...survey.result(), isWhole };
}

class Survey {
  userCount = 0;
  readonly #wish: SurveyWish;
  readonly #firstLines = new Map<string, number>();
  readonly #members = new GroupMembers();
  readonly #users: JsonObject[] = [];
  #line = 0;
  #hasGroups = false;
  /** The first line that says something of groups. */
  #groupsLine = 0;

  constructor(wish: SurveyWish) {
    this.#wish = wish;
  }

  resource(value: JsonObject, number: number): void {
    if (isGroup(value)) {
      this.#groupsLine ||= number;
      return this.#members.add(value, number);
    }
    this.userCount++;
    if (this.#wish.of === 'groups') return;
    if (this.#users.length < this.#wish.keptUsers) this.#users.push(value);
    this.#line = number;
    addCells(value, this);
    if (!this.#hasGroups && this.#members.cellOf(value) !== '') {
      this.#hasGroups = true;
      this.#groupsLine ||= number;
    }
    if (this.#firstLines.size > MAX_COLUMNS)
      throw new ImportFailure({ kind: 'file-too-many-columns', columns: this.#firstLines.size, limit: MAX_COLUMNS });
  }

  unreadable(): void {
    // Told by the second pass.
  }

  /** As a sink of cells: only where each column begins is kept. */
  has(): boolean {
    return false;
  }

  set(header: string): void {
    if (!this.#firstLines.has(header)) this.#firstLines.set(header, this.#line);
  }

  result(): Omit<JsonLinesSurvey, 'isWhole'> {
    const hasGroups = this.#hasGroups || (this.#members.hasMembers && this.userCount > 0);
    const columns = [...this.#firstLines.keys()].filter((name) => name !== GROUPS_COLUMN);
    if (hasGroups || this.#firstLines.has(GROUPS_COLUMN)) columns.push(GROUPS_COLUMN);
    if (!this.#firstLines.has(GROUPS_COLUMN)) this.#firstLines.set(GROUPS_COLUMN, this.#groupsLine);
    return { columns, firstLines: this.#firstLines, members: this.#members, users: this.#users };
  }
}
