import { customAttribute, KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { ColumnMapping } from '../model/import-recipe';
import { activeNote } from './cell-reading';
import { isEmailShaped, isGuidShaped } from './cell-shape';
import { isContradicted } from './contradicted-claim';
import { aliasHits, aliasKeys, isLeftOut } from './header-aliases';
import { headerKey } from './header-key';
import type { KnownColumns } from './recognize-export';
import { similarity } from './similarity';

/**
 * Where each column goes: as the export it was recognized as has it, by its header, by a header that is nearly the same, by
 * what its cells look like; else it is kept under its own name. An attribute is given once, to the column with the best
 * claim. A header whose cells contradict it is never sure.
 */
const SIMILAR_ENOUGH = 0.8;
const SHARE_OF_SHAPED_CELLS = 0.8;
/** Of a claim by its header that its cells contradict. */
const CONTRADICTED = 0.5;
/** Behind every claim that is as good in kind: see `weighed`. */
const SETBACK = 3;

const NOTHING_KNOWN: KnownColumns = { targets: new Map(), kept: new Set() };

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

/** `known`: what the export says of its columns; without an export nothing. */
export function recognizeColumns(
  columns: readonly ColumnSample[],
  known: KnownColumns = NOTHING_KNOWN
): readonly ColumnMapping[] {
  const keys = columns.map((column) => headerKey(column.header));
  const isOpen = columns.map(({ header, systemName }) => !known.kept.has(headerKey(systemName ?? header)));
  const given = new Map<number, Claim>();
  settle(
    columns.flatMap((sample, column) =>
      [
        ...exportClaims(sample, column, known),
        ...(isOpen[column] ? headerClaims(keys[column], column, known !== NOTHING_KNOWN) : [])
      ].map((claim) => weighed(claim, sample))
    ),
    given
  );
  settle(
    columns.flatMap((sample, column) =>
      isOpen[column] && !isSomebodyElses(keys[column])
        ? shapeClaims(sample, column).filter(({ attribute }) => attribute !== 'otherEmail' || !isKnown(sample, known))
        : []
    ),
    given
  );
  if (![...given.values()].some((claim) => isKey(claim.attribute))) settle(lastResort(columns), given);
  const headers = columns.map(({ header }) => header);
  return columns.map((sample, column) => ({
    ...mappingOf(sample, column, given.get(column)),
    ...noteOf(sample.header, headers)
  }));
}

function mappingOf(sample: ColumnSample, column: number, claim: Claim | undefined): ColumnMapping {
  const { name } = sample;
  return {
    column,
    header: name,
    target: claim?.attribute ?? (isUnwanted(sample) ? undefined : customAttribute(name)),
    confidence: claim?.confidence ?? 0
  };
}

function noteOf(header: string, headers: readonly string[]): Pick<ColumnMapping, 'note'> {
  const note = activeNote(header, headers);
  return note === undefined ? {} : { note };
}

/** Passwords stay outside; so do columns that have neither a header nor a cell. */
function isUnwanted({ header, cells }: ColumnSample): boolean {
  return isLeftOut(headerKey(header)) || (header.trim() === '' && cells.length > 0 && isEmpty(cells));
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '');
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

function isKnown({ header, systemName }: ColumnSample, { targets }: KnownColumns): boolean {
  return targets.has(headerKey(systemName ?? header));
}

function exportClaims(
  { header, systemName }: ColumnSample,
  column: number,
  { targets }: KnownColumns
): readonly Claim[] {
  const target = targets.get(headerKey(systemName ?? header));
  return target ? [{ column, attribute: target.attribute, weight: 4 - target.rank / 1000, confidence: 1 }] : [];
}

/**
 * An identifier that some rows lack tells fewer apart than one that all have, and a column without any cell tells nothing.
 * What the cells contradict is shown as doubtful, and goes to another column where one claims it.
 */
function weighed(claim: Claim, { cells }: ColumnSample): Claim {
  const isSparse = claim.attribute === 'externalId' && cells.includes('');
  const isVoid = cells.length > 0 && isEmpty(cells);
  if (isSparse || isVoid) return { ...claim, weight: claim.weight - SETBACK };
  if (!isContradicted(claim.attribute, cells)) return claim;
  return { ...claim, weight: claim.weight - SETBACK, confidence: Math.min(claim.confidence, CONTRADICTED) };
}

/** Of a known export every column that is not in it is its owner's: a header that is only similar says nothing there. */
function headerClaims(key: string, column: number, isExport: boolean): readonly Claim[] {
  if (key === '' || isLeftOut(key)) return [];
  const hits = aliasHits(key);
  // Below the weight of every known header stands every similar one.
  if (hits.length > 0)
    return hits.map(({ attribute, rank }) => ({ column, attribute, weight: 2 - rank / 1000, confidence: 1 }));
  if (isExport || key.length < 4) return [];
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
