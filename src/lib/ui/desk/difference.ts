/**
 * Where two values differ, down to the character. Equal beginnings and ends are set aside; what is left is compared by
 * its longest common subsequence, on code points (a surrogate pair is never torn). Cost: the product of the two
 * middles, so longer ones are marked whole, and so are those that hardly have anything in common.
 */
export interface TextPart {
  readonly text: string;
  readonly isDifferent: boolean;
}

export interface Difference {
  readonly left: readonly TextPart[];
  readonly right: readonly TextPart[];
}

const LONGEST_MIDDLE = 160;
/** Below this share of common characters (of the longer middle), marks on single letters would look like noise. */
const LEAST_COMMON = 0.5;
/** Below this share (of the longer value), two values are not spellings of one another but simply other ones. */
const LEAST_RELATED = 0.4;

export function difference(left: string, right: string): Difference {
  const a = [...left];
  const b = [...right];
  const prefix = commonPrefix(a, b);
  const suffix = commonSuffix(a, b, prefix);
  const middleA = a.slice(prefix, a.length - suffix);
  const middleB = b.slice(prefix, b.length - suffix);
  const kept = keptInBoth(middleA, middleB);
  return { left: parts(a, prefix, suffix, kept.a), right: parts(b, prefix, suffix, kept.b) };
}

/** Marks on such a pair would point at everything and so at nothing. Another letter case is still the same word. */
export function isUnrelated({ left, right }: Difference): boolean {
  if (textOf(left).toLowerCase() === textOf(right).toLowerCase()) return false;
  const longer = Math.max(countPoints(left), countPoints(right));
  return countPoints(left.filter(({ isDifferent }) => !isDifferent)) < LEAST_RELATED * longer;
}

function textOf(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}

function countPoints(parts: readonly TextPart[]): number {
  return parts.reduce((sum, { text }) => sum + [...text].length, 0);
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonSuffix(a: readonly string[], b: readonly string[], prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Positions of the middles that belong to what both have in common, in order. */
function keptInBoth(a: readonly string[], b: readonly string[]): { a: ReadonlySet<number>; b: ReadonlySet<number> } {
  const kept = { a: new Set<number>(), b: new Set<number>() };
  if (a.length === 0 || b.length === 0 || a.length > LONGEST_MIDDLE || b.length > LONGEST_MIDDLE) return kept;
  const lengths = subsequenceLengths(a, b);
  const width = b.length + 1;
  if (lengths[0] < LEAST_COMMON * Math.max(a.length, b.length)) return kept;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      kept.a.add(i++);
      kept.b.add(j++);
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
    else j++;
  }
  return kept;
}

/** Entry `i * (b.length + 1) + j`: length of the longest common subsequence of `a` from i and `b` from j. */
function subsequenceLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] = a[i] === b[j] ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  return lengths;
}

function parts(text: readonly string[], prefix: number, suffix: number, kept: ReadonlySet<number>): TextPart[] {
  const found: { text: string; isDifferent: boolean }[] = [];
  text.forEach((point, position) => {
    const isInMiddle = position >= prefix && position < text.length - suffix;
    const isDifferent = isInMiddle && !kept.has(position - prefix);
    const last = found.at(-1);
    if (last?.isDifferent === isDifferent) last.text += point;
    else found.push({ text: point, isDifferent });
  });
  return found;
}
