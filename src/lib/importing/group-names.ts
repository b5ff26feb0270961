import { GROUP_SEPARATOR } from '../model/attribute';
import { commonName, isDistinguishedName, splitUnescaped } from '../model/distinguished-name';

/** How the names of several groups stand in one cell. */
export interface GroupCells {
  /** `undefined`: none was seen; then any of the signs that seldom stand in a name divides. */
  readonly separator: string | undefined;
  /** Distinguished names, as in `memberOf`: the first step is the group's name. */
  readonly isNamePath: boolean;
}

/** A comma is taken last: it stands in names, and within every distinguished name. */
const SEPARATORS = ['\n', ';', '|'] as const;
/** What PowerShell writes instead of several values. The names are lost. */
const LOST = /^(?:Microsoft\.ActiveDirectory\.Management\.|System\.(?:String|Object)\[\])/;
/** Cells repeat from row to row; beyond so many the table of known ones starts anew. */
const MOST_KNOWN = 1 << 14;

export function detectGroupCells(samples: readonly string[]): GroupCells {
  const filled = samples.filter((cell) => cell.trim() !== '');
  const paths = filled.filter((cell) => isDistinguishedName(cell.split(/[;|\n]/)[0]));
  const isNamePath = paths.length * 2 > filled.length;
  let separator: string | undefined;
  let most = 0;
  for (const sign of SEPARATORS) {
    const count = filled.filter((cell) => cell.includes(sign)).length;
    if (count <= most) continue;
    separator = sign;
    most = count;
  }
  if (separator === undefined && !isNamePath && filled.some((cell) => cell.includes(','))) separator = ',';
  return { separator, isNamePath };
}

/** Rewrites cells so that the names stand divided by GROUP_SEPARATOR, each once. One Map look-up for a known cell. */
export function groupCellReader({ separator, isNamePath }: GroupCells): (cell: string) => string {
  const known = new Map<string, string>();
  return (cell) => {
    let names = known.get(cell);
    if (names !== undefined) return names;
    names = joinGroups(split(cell, separator).map((part) => (isNamePath ? commonName(part.trim()) : part)));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(cell, names);
    return names;
  };
}

/** The names as they are kept in a `groups` cell. */
export function joinGroups(names: Iterable<string>): string {
  const distinct = new Set<string>();
  for (const name of names) {
    const text = name.replaceAll(/\s+/g, ' ').trim();
    if (text !== '') distinct.add(text);
  }
  return [...distinct].join(GROUP_SEPARATOR);
}

function split(cell: string, separator: string | undefined): readonly string[] {
  if (cell.trim() === '' || LOST.test(cell)) return [];
  return separator === undefined ? cell.split(/[;|\n]/) : splitUnescaped(cell, separator);
}
