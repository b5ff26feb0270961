import type { Suggestions } from '../../src/lib/model/suggestion';
import type { GeneratedApp, GeneratedCase } from './generate/generated-case';
import { ALL_CANDIDATES, type LinkedLists, type Linker } from './linker';
import { Calibration } from './metrics/calibration';
import { RankTally } from './metrics/rank-score';

/** Users that are shown, and that calibration is about. */
const SHOWN = 5;

export class CaseTally {
  readonly ranks = new RankTally();
  readonly ranksByApp = new Map<string, RankTally>();
  /** Of the best user of each account. */
  readonly best = new Calibration();
  /** Of all that are shown. */
  readonly shown = new Calibration();

  add(app: string, owner: number, suggestions: Suggestions): void {
    const ofApp = this.ranksByApp.get(app) ?? new RankTally();
    this.ranksByApp.set(app, ofApp);
    for (const ranks of [this.ranks, ofApp]) ranks.add(owner, suggestions);
    for (const [place, { user, probability }] of suggestions.candidates.slice(0, SHOWN).entries()) {
      if (place === 0) this.best.add(probability, user === owner);
      this.shown.add(probability, user === owner);
    }
  }
}

/** Somebody else stood first. */
export interface Miss {
  readonly made: GeneratedCase;
  readonly app: GeneratedApp;
  readonly account: number;
  readonly suggestions: Suggestions;
}

export interface CaseWatch<AnyLinker> {
  readonly onMiss?: (miss: Miss) => void;
  readonly onApp?: (made: GeneratedCase, app: GeneratedApp, linker: AnyLinker) => void;
}

/** Suggestions for every account of the cases, pooled. */
export function scoreCases<AnyLinker extends Linker>(
  cases: Iterable<GeneratedCase>,
  makeLinker: (lists: LinkedLists) => AnyLinker,
  { onMiss, onApp }: CaseWatch<AnyLinker> = {}
): CaseTally {
  const tally = new CaseTally();
  for (const made of cases) {
    for (const app of made.apps) {
      const linker = makeLinker({ users: made.users, accounts: app.accounts, isSameList: false });
      onApp?.(made, app, linker);
      scoreApp(tally, app, linker, (account, suggestions) => onMiss?.({ made, app, account, suggestions }));
    }
  }
  return tally;
}

function scoreApp(
  tally: CaseTally,
  { name, owners }: GeneratedApp,
  linker: Linker,
  onMiss: (account: number, suggestions: Suggestions) => void
): void {
  for (let account = 0; account < owners.length; account++) {
    const before = tally.ranks.first;
    const suggestions = linker.suggest(account, ALL_CANDIDATES);
    tally.add(name, owners[account], suggestions);
    if (tally.ranks.first === before) onMiss(account, suggestions);
  }
}
