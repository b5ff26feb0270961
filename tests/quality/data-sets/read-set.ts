import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { customAttribute, type Attribute } from '../../../src/lib/model/attribute';
import type { GeneratedList } from '../generate/generated-case';

/** A list of which it is known who is who: rows with the same key are the same person. */
export interface KnownList {
  readonly list: GeneratedList;
  readonly persons: readonly string[];
}

const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  given_name: 'givenName',
  first_name: 'givenName',
  surname: 'familyName',
  last_name: 'familyName',
  full_name: 'displayName',
  email: 'email',
  phone: 'phone',
  phone_number: 'phone'
};

/** Columns that tell the truth or count the rows: never compared. */
const TRUTH_COLUMNS = ['cluster', 'rec_id'] as const;
const LEFT_OUT: ReadonlySet<string> = new Set([...TRUTH_COLUMNS, 'unique_id']);

/** Undefined: nothing in the file says who is who. */
export function readSet(path: string): KnownList | undefined {
  return knownList(readFileSync(path, 'utf8'));
}

export function knownList(text: string): KnownList | undefined {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [head = [], ...lines] = data.map((cells) => cells.map((cell) => cell.trim()));
  const truth = TRUTH_COLUMNS.find((name) => head.includes(name));
  if (truth === undefined) return undefined;
  const at = head.indexOf(truth);
  const columns = head.flatMap((name, position) => (LEFT_OUT.has(name) ? [] : [{ name, position }]));
  const attributes = columns.map(({ name }) => ATTRIBUTES[name] ?? customAttribute(name));
  return {
    list: { attributes, rows: lines.map((cells) => columns.map(({ position }) => cells[position] ?? '')) },
    persons: lines.map((cells) => personOf(cells[at] ?? ''))
  };
}

/** `rec-12-org` and `rec-12-dup-3` are person 12. */
function personOf(id: string): string {
  return id.replace(/-(org|dup-\d+)$/, '');
}

/** The same list with some of its attributes. */
export function withOnly({ attributes, rows }: GeneratedList, kept: readonly Attribute[]): GeneratedList {
  const positions = kept.map((attribute) => attributes.indexOf(attribute)).filter((position) => position >= 0);
  return {
    attributes: positions.map((position) => attributes[position]),
    rows: rows.map((row) => positions.map((position) => row[position]))
  };
}
