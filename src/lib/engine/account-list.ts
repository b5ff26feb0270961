import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import type { DecisionColumns } from './decision-columns';
import type { MatchColumns } from './match-columns';
import type { RecordSet } from './record-set';

/** The accounts of an app with what matching found and what was decided, row by row. */
export interface AccountList {
  readonly records: RecordSet;
  readonly match: MatchColumns;
  readonly decisions: DecisionColumns;
}

/** Position in SHOWN_SITUATIONS: a link made by hand hides the computed situation without changing it. */
export function shownSituation(list: AccountList, row: number): number {
  const isManual = (list.decisions.flags[row] & FLAG.manualLink) !== 0;
  return isManual ? SITUATION_CODE['manually-linked'] : list.match.situation[row];
}

/** The linked user, else the one that matching proposes, else -1. */
export function shownUser(list: AccountList, row: number): number {
  const linked = list.decisions.user[row];
  return linked >= 0 ? linked : list.match.candidate[row];
}
