import type { Table } from '../bench/bar-table';
import { automaticLinks } from './automatic-links';
import { generateCase } from './generate/generate-case';
import type { GeneratedCase } from './generate/generated-case';
import { LinkTally } from './link-tally';
import { measureSets } from './measure-sets';
import { measureSpeed } from './measure-speed';
import { productLinker } from './product-linker';
import type { QualityFigures } from './quality-figures';
import { appTable, binTable, setTable, type ScoredSet } from './report-tables';
import { scoreCases, type CaseTally } from './score-cases';
import { SEED_COUNT, TUNING_SEEDS } from './thresholds';

export interface QualityOptions {
  /** Of the open sets; without one only generated cases are scored. */
  readonly folder: string | undefined;
  readonly seed: number;
  readonly corruption: number;
  readonly users: number;
  readonly tell: (line: string) => void;
}

export interface QualityReport {
  readonly figures: QualityFigures;
  readonly json: Record<string, unknown>;
  /** What stands behind the figures, for people. */
  readonly parts: readonly (readonly [title: string, table: Table])[];
  readonly faults: readonly string[];
}

export function measureQuality(options: QualityOptions): QualityReport {
  const { folder, seed, corruption, users, tell } = options;
  const sets = folder === undefined ? undefined : measureSets(folder, productLinker, tell);
  const seeds = Array.from({ length: SEED_COUNT }, (_, index) => seed + index);
  tell(`generated cases, seeds ${seeds.join(', ')}`);
  const linked = new LinkTally();
  const tally = scoreCases(generated(seeds, options), productLinker, {
    onApp: (_made, { owners }, suggester) => {
      for (const [account, user] of automaticLinks(suggester).entries()) linked.add(owners[account], user);
    }
  });
  const links = linked.figures();
  tell('speed');
  const speed = measureSpeed({ users, corruption, seed });
  const { ranks, best } = tally;
  const figures: QualityFigures = {
    ...openFigures(sets?.sets ?? []),
    febrl4NameSuburb: sets?.nameAndSuburb,
    accounts: { top1: (100 * ranks.first) / ranks.accounts, top5: (100 * ranks.amongFive) / ranks.accounts },
    autoLink: { precisionLower: links.precisionLower, coverage: links.coverage },
    candidates: { recall: ranks.retrieved / ranks.owned },
    speed,
    calibration: { ece: best.expectedError, shareRightAbove90: best.sureShareRight }
  };
  return {
    figures,
    json: { ...otherSets(sets?.sets ?? []), ...figures, seeds, corruption, users, links, ...behind(tally) },
    parts: [
      ['open sets', setTable(sets?.sets ?? [])],
      ['generated cases, app by app', appTable(tally)],
      ['best suggestion of each account: what was said and what was right', binTable(tally)]
    ],
    faults: [...(sets?.faults ?? []), ...tunedSeeds(seeds)]
  };
}

function* generated(seeds: readonly number[], { users, corruption }: QualityOptions): Generator<GeneratedCase> {
  for (const seed of seeds) yield generateCase({ users, seed, corruption });
}

function tunedSeeds(seeds: readonly number[]): string[] {
  const tuned = seeds.filter((seed) => TUNING_SEEDS.includes(seed));
  return tuned.length > 0 ? [`Weights were made with seed ${tuned.join(', ')}: these figures prove nothing.`] : [];
}

function openFigures(sets: readonly ScoredSet[]): Pick<QualityFigures, 'febrl4' | 'febrl3' | 'fake1000'> {
  const score = (name: string) => sets.find((set) => set.name === name)?.score;
  const f1 = (name: string) => {
    const found = score(name);
    return found && { f1: digits(found.f1) };
  };
  const febrl4 = score('febrl4');
  return {
    febrl4: febrl4 && { f1: digits(febrl4.f1), wrong: febrl4.wrong },
    febrl3: f1('febrl3'),
    fake1000: f1('fake1000')
  };
}

/** Sets that the table does not know are reported under their file's name. */
function otherSets(sets: readonly ScoredSet[]): Record<string, unknown> {
  return Object.fromEntries(sets.map(({ name, score }) => [name, { ...score, f1: digits(score.f1) }]));
}

function behind(tally: CaseTally): Record<string, unknown> {
  const byApp = Object.fromEntries([...tally.ranksByApp].map(([name, ranks]) => [name, { ...ranks }]));
  return { byApp, bins: tally.best.bins() };
}

/** As many as published figures have. */
function digits(f1: number): number {
  return Number(f1.toFixed(4));
}
