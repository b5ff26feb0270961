import { customAttribute, KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { ColumnMapping } from '../model/import-recipe';
import { activeNote } from './cell-reading';
import { isEmailShaped, isGuidShaped } from './cell-shape';
import { aliasHits, aliasKeys, isLeftOut } from './header-aliases';
import { headerKey } from './header-key';
import type { KnownTarget } from './recognize-export';
import { similarity } from './similarity';

/**
 * Where each column goes: as the export it was recognized as has it, by its header, by a header that is nearly the same, by what its cells look like; else it is
 * kept under its own name. An attribute is given once, to the column with the best claim.
 */
const SIMILAR_ENOUGH = 0.8;
const SHARE_OF_SHAPED_CELLS = 0.8;

interface Claim {
  readonly column: number;
  readonly attribute: Attribute;
  readonly weight: number;
  readonly confidence: number;
}

/** What is known of a column: its distinct name, its header as it stands (empty: none), a few of its cells. */
export interface ColumnSample {
  readonly name: string;
  readonly header: string;
  /** The name above it, where a file has two header rows. */
  readonly systemName?: string;
  readonly cells: readonly string[];
}

/** `known`: attributes by header key, as the export has them. */
export function recognizeColumns(
  columns: readonly ColumnSample[],
  known: ReadonlyMap<string, KnownTarget> = new Map()
): readonly ColumnMapping[] {
  const keys = columns.map((column) => headerKey(column.header));
  const given = new Map<number, Claim>();
  settle(
    columns.flatMap((sample, column) => [
      ...exportClaims(sample, column, known),
      ...headerClaims(keys[column], column).map((claim) => lessIfSparse(claim, sample))
    ]),
    given
  );
  settle(
    columns.flatMap((sample, column) => (isSomebodyElses(keys[column]) ? [] : shapeClaims(sample, column))),
    given
  );
  if (![...given.values()].some((claim) => isKey(claim.attribute))) settle(lastResort(columns), given);
  return columns.map(({ name, cells }, column) => {
    const claim = given.get(column);
    return {
      column,
      header: name,
      target:
        claim?.attribute ?? (isUnwanted(columns[column], keys[column], cells) ? undefined : customAttribute(name)),
      confidence: claim?.confidence ?? 0,
      ...noteOf(columns[column].header)
    };
  });
}

function noteOf(header: string): { readonly note?: string } {
  const note = activeNote(header);
  return note === undefined ? {} : { note };
}

/** Passwords stay outside; so do columns that have neither a header nor a cell. */
function isUnwanted(column: ColumnSample, key: string, cells: readonly string[]): boolean {
  return isLeftOut(key) || (column.header.trim() === '' && cells.length > 0 && cells.every((cell) => cell === ''));
}

/** The e-mail or the identifier of a manager is not the row's own. */
function isSomebodyElses(key: string): boolean {
  return aliasHits(key).some((hit) => hit.attribute === 'manager');
}

function isKey(attribute: Attribute): boolean {
  return KEY_ATTRIBUTES.some((key) => key === attribute);
}

/** Gives attributes away, the best claim first; leaves alone what is given already. */
function settle(claims: readonly Claim[], given: Map<number, Claim>): void {
  const taken = new Set([...given.values()].map((claim) => claim.attribute));
  for (const claim of claims.toSorted((a, b) => b.weight - a.weight || a.column - b.column)) {
    if (given.has(claim.column) || taken.has(claim.attribute)) continue;
    given.set(claim.column, claim);
    taken.add(claim.attribute);
  }
}

function exportClaims(
  { header, systemName, cells }: ColumnSample,
  column: number,
  known: ReadonlyMap<string, KnownTarget>
): readonly Claim[] {
  const target = known.get(headerKey(systemName ?? header));
  if (!target) return [];
  const { attribute, rank } = target;
  return [lessIfSparse({ column, attribute, weight: 4 - rank / 1000, confidence: 1 }, { cells })];
}

/** An identifier that some rows lack tells fewer apart than one that all have. */
function lessIfSparse(claim: Claim, { cells }: Pick<ColumnSample, 'cells'>): Claim {
  const isSparse = claim.attribute === 'externalId' && cells.some((cell) => cell === '');
  return isSparse ? { ...claim, weight: claim.weight - 3 } : claim;
}

function headerClaims(key: string, column: number): readonly Claim[] {
  if (key === '' || isLeftOut(key)) return [];
  const hits = aliasHits(key);
  // Below the weight of every known header stands every similar one.
  if (hits.length > 0)
    return hits.map(({ attribute, rank }) => ({ column, attribute, weight: 2 - rank / 1000, confidence: 1 }));
  if (key.length < 4) return [];
  let best: Claim | undefined;
  for (const [alias, { attribute }] of aliasKeys()) {
    const weight = similarity(key, alias);
    if (weight < SIMILAR_ENOUGH || weight <= (best?.weight ?? 0)) continue;
    best = { column, attribute, weight, confidence: Math.round(weight * 90) / 100 };
  }
  return best ? [best] : [];
}

function shapeClaims({ cells }: ColumnSample, column: number): readonly Claim[] {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return [];
  const share = (isShaped: (cell: string) => boolean) => filled.filter(isShaped).length / filled.length;
  if (share(isEmailShaped) >= SHARE_OF_SHAPED_CELLS) {
    return [
      { column, attribute: 'email', weight: 1, confidence: 0.6 },
      { column, attribute: 'otherEmail', weight: 0.5, confidence: 0.4 }
    ];
  }
  return share(isGuidShaped) >= SHARE_OF_SHAPED_CELLS
    ? [{ column, attribute: 'externalId', weight: 1, confidence: 0.5 }]
    : [];
}

/** Without any identifier nothing can be imported: the first column of distinct single words is offered as one. */
function lastResort(columns: readonly ColumnSample[]): readonly Claim[] {
  const column = columns.findIndex(
    ({ cells }) => cells.length > 0 && new Set(cells).size === cells.length && cells.every((cell) => /^\S+$/.test(cell))
  );
  return column === -1 ? [] : [{ column, attribute: 'userName', weight: 0, confidence: 0.3 }];
}
