/** Ways in which organizations make a username of a first and a last name, with what they are called among admins. */
const PATTERNS: readonly (readonly [word: string, make: (first: string, last: string) => string])[] = [
  ['first.last', (first, last) => `${first}.${last}`],
  ['first_last', (first, last) => `${first}_${last}`],
  ['first-last', (first, last) => `${first}-${last}`],
  ['last.first', (first, last) => `${last}.${first}`],
  ['last_first', (first, last) => `${last}_${first}`],
  ['f.last', (first, last) => `${first[0]}.${last}`],
  ['first.l', (first, last) => `${first}.${last[0]}`],
  ['flast', (first, last) => first[0] + last],
  ['firstl', (first, last) => first + last[0]],
  ['lastf', (first, last) => last + first[0]],
  ['firstlast', (first, last) => first + last],
  ['lastfirst', (first, last) => last + first],
  ['the first name', (first) => first],
  ['the surname', (_first, last) => last]
];

const MARKS = /\p{M}/gu;
const NOT_LETTERS = /[^\p{L}\p{N}]+/u;

function plain(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase();
}

/** How the handle is made of the name ("first.last"), as far as it can be told; digits at its end do not count. */
export function namePattern(handle: string, name: string): string | undefined {
  const parts = plain(name).split(NOT_LETTERS).filter(Boolean);
  const wanted = plain(handle.split('@', 1)[0] ?? '').replace(/\d+$/u, '');
  const first = parts.at(0);
  const last = parts.at(-1);
  if (parts.length < 2 || first === undefined || last === undefined || wanted === '') return undefined;
  // "Family, Given" says its order by the comma.
  const [given, family] = name.includes(',') ? [last, first] : [first, last];
  return PATTERNS.find(([, make]) => make(given, family) === wanted)?.[0];
}
