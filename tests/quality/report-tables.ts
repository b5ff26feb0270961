import type { Table } from '../bench/bar-table';
import type { PairScore } from './metrics/pair-score';
import type { CaseTally } from './score-cases';

export interface ScoredSet {
  readonly name: string;
  readonly score: PairScore;
  readonly exactNames: PairScore;
}

export function setTable(sets: readonly ScoredSet[]): Table {
  return [
    ['set', 'F1', 'right', 'wrong', 'missed', 'exact first + last name'],
    ...sets.map(({ name, score, exactNames }) => [
      name,
      score.f1.toFixed(5),
      ...[score.right, score.wrong, score.missed].map(String),
      exactNames.f1.toFixed(3)
    ])
  ];
}

export function appTable({ ranksByApp }: CaseTally): Table {
  const percent = (part: number, whole: number) => ((100 * part) / Math.max(1, whole)).toFixed(1);
  return [
    ['app', 'accounts', 'top-1', 'top-5', 'with an owner', 'top-1', 'top-5', 'candidate'],
    ...[...ranksByApp].map(([name, ranks]) => [
      name,
      String(ranks.accounts),
      percent(ranks.first, ranks.accounts),
      percent(ranks.amongFive, ranks.accounts),
      String(ranks.owned),
      percent(ranks.ownedFirst, ranks.owned),
      percent(ranks.ownedAmongFive, ranks.owned),
      percent(ranks.retrieved, ranks.owned)
    ])
  ];
}

export function binTable({ best }: CaseTally): Table {
  return [
    ['from', 'suggestions', 'said', 'right'],
    ...best
      .bins()
      .filter(({ count }) => count > 0)
      .map(({ from, count, meanProbability, shareRight }) => [
        `${Math.round(100 * from)} %`,
        String(count),
        meanProbability.toFixed(3),
        shareRight.toFixed(3)
      ])
  ];
}
