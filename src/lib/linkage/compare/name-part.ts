import type { Ragged } from '../ragged';
import type { NameBook } from '../text/name-book';
import type { TokenKinship } from '../text/token-kinship';

const MOST_TOKENS = 24;

/** The given or the family names of one row, or all of them; filled anew for each row. */
export class NamePart {
  /** As they stand. */
  readonly all = new Uint32Array(MOST_TOKENS);
  allCount = 0;
  /** Without the particles before a family name. */
  readonly tokens = new Uint32Array(MOST_TOKENS);
  count = 0;

  clear(): this {
    this.allCount = 0;
    this.count = 0;
    return this;
  }

  addGiven({ offsets, items }: Ragged, row: number): this {
    for (let at = offsets[row]; at < offsets[row + 1] && this.allCount < MOST_TOKENS; at++) {
      this.all[this.allCount++] = items[at];
      this.tokens[this.count++] = items[at];
    }
    return this;
  }

  addFamily({ offsets, items }: Ragged, row: number, kinship: TokenKinship): this {
    const end = offsets[row + 1];
    for (let at = offsets[row]; at < end && this.allCount < MOST_TOKENS; at++) {
      this.all[this.allCount++] = items[at];
      if (at + 1 === end || !kinship.isParticle(items[at])) this.tokens[this.count++] = items[at];
    }
    return this;
  }
}

/** Whether both are the same letters, written together or apart: Xiao Ming and Xiaoming, Van der Berg and Vanderberg. */
export function isSameJoined(names: NameBook, one: NamePart, other: NamePart): boolean {
  if (one.allCount === other.allCount || joinedLength(names, one) !== joinedLength(names, other)) return false;
  const { units } = names;
  let place = 0;
  let beside = names.start(other.all[0]);
  for (let token = 0; token < one.allCount; token++) {
    const end = names.end(one.all[token]);
    for (let at = names.start(one.all[token]); at < end; at++, beside++) {
      while (beside === names.end(other.all[place])) beside = names.start(other.all[++place]);
      if (units[at] !== units[beside]) return false;
    }
  }
  return true;
}

function joinedLength(names: NameBook, part: NamePart): number {
  let length = 0;
  for (let token = 0; token < part.allCount; token++)
    length += names.end(part.all[token]) - names.start(part.all[token]);
  return length;
}
