/**
 * Identifiers, each its own type so that one cannot be handed over for another.
 * They are made only by the functions of this file; `new…Id` draws 80 random bits.
 */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type WorkspaceId = Branded<string, 'WorkspaceId'>;
export type IdentityDomainId = Branded<string, 'IdentityDomainId'>;
export type AppId = Branded<string, 'AppId'>;
export type RunId = Branded<string, 'RunId'>;
export type StageId = Branded<string, 'StageId'>;

/** Position of a record in its set. Stable for the life of the set: re-imports keep it, new records are appended. */
export type RowIndex = Branded<number, 'RowIndex'>;

export function asId<Id extends string>(text: string): Id {
  return text as Id;
}

export function asRow(row: number): RowIndex {
  return row as RowIndex;
}

/** 16 characters of [0-9a-v], safe in URLs and database names. */
export function newId<Id extends string>(): Id {
  let text = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) text += (byte & 31).toString(32);
  return text as Id;
}
