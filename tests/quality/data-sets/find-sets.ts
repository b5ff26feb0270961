import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type KnownList, readSet } from './read-set';

/** Two lists with each person at most once: who of one is who of the other. */
export interface PairedSet {
  readonly kind: 'paired';
  readonly name: string;
  readonly users: KnownList;
  readonly accounts: KnownList;
}

/** One list that has people several times. */
export interface SingleSet {
  readonly kind: 'single';
  readonly name: string;
  readonly list: KnownList;
}

export type DataSet = PairedSet | SingleSet;

/** Everything in the folder that says who is who: `x_a.csv` and `x_b.csv` (or `x4a`, `x4b`) belong together. */
export function findSets(folder: string): readonly DataSet[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort();
  const isSecond = (name: string) => /b\.csv$/.test(name) && files.includes(name.replace(/b\.csv$/, 'a.csv'));
  return files.filter((name) => !isSecond(name)).flatMap((name) => setOf(folder, name, files));
}

function setOf(folder: string, file: string, files: readonly string[]): readonly DataSet[] {
  const list = readSet(join(folder, file));
  if (!list) return [];
  const second = file.replace(/a\.csv$/, 'b.csv');
  const other = second !== file && files.includes(second) ? readSet(join(folder, second)) : undefined;
  if (!other) return [{ kind: 'single', name: setName(file), list }];
  return [{ kind: 'paired', name: setName(file.replace(/[-_]?a\.csv$/, '.csv')), users: list, accounts: other }];
}

/** `febrl_4.csv` is reported as febrl4, `fake_1000.csv` as fake1000. */
function setName(file: string): string {
  return basename(file, '.csv').replace(/[^\p{L}\p{N}]/gu, '');
}
