/**
 * A name for each column that no other column of the file has: the header as it stands, trimmed; "Column C" where it is
 * empty; "mail (2)" where it is there already. Kept in an array and a Set, never as keys of an object, so that
 * `__proto__` is a header like any other.
 */
export function columnNames(headers: readonly string[], columnCount: number): readonly string[] {
  const taken = new Set<string>();
  const names: string[] = [];
  for (let column = 0; column < columnCount; column++) {
    const header = (headers[column] ?? '').trim();
    const name = distinct(header === '' ? `Column ${columnLetters(column)}` : header, taken);
    taken.add(name);
    names.push(name);
  }
  return names;
}

function distinct(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} (${count})`)) count++;
  return `${name} (${count})`;
}

/** 0 is A, 25 is Z, 26 is AA: as in spreadsheets. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
