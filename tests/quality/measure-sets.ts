import { findSets, type DataSet, type PairedSet } from './data-sets/find-sets';
import type { MakeLinker } from './linker';
import { exactNamesBetween, exactNamesWithin } from './metrics/exact-names';
import type { PairScore } from './metrics/pair-score';
import type { ScoredSet } from './report-tables';
import { scorePaired, scoreRanks, scoreSingle, type RankFigures } from './score-sets';
import { shuffledSet } from './shuffled';

const NAME_AND_SUBURB = ['givenName', 'familyName', 'custom:suburb'] as const;
const ORDER_SEED = 77;

export interface SetFigures {
  readonly sets: readonly ScoredSet[];
  /** Of febrl4, where it is there. */
  readonly nameAndSuburb: RankFigures | undefined;
  readonly faults: readonly string[];
}

/** Every set of the folder, twice: the second time in another order, which must give the same figures. */
export function measureSets(folder: string, makeLinker: MakeLinker, tell: (line: string) => void): SetFigures {
  const faults: string[] = [];
  const found = findSets(folder);
  const sets = found.map((set) => {
    tell(set.name);
    const score = scoreOf(set, makeLinker);
    const again = scoreOf(shuffledSet(set, ORDER_SEED), makeLinker);
    if (JSON.stringify(again) !== JSON.stringify(score)) faults.push(`${set.name}: other figures in another order.`);
    const exactNames = set.kind === 'paired' ? exactNamesBetween(set.users, set.accounts) : exactNamesWithin(set.list);
    return { name: set.name, score, exactNames };
  });
  const febrl4 = found.find((set): set is PairedSet => set.kind === 'paired' && set.name === 'febrl4');
  return { sets, nameAndSuburb: febrl4 && scoreRanks(febrl4, NAME_AND_SUBURB, makeLinker), faults };
}

function scoreOf(set: DataSet, makeLinker: MakeLinker): PairScore {
  return set.kind === 'paired' ? scorePaired(set, makeLinker) : scoreSingle(set, makeLinker);
}
