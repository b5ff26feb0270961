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
export function shownSituation({ decisions, match }: AccountList, row: number): number {
  return situationToShow(decisions.flags[row], match.situation[row]);
}

/** The linked user, else the one that matching proposes, else -1. */
export function shownUser({ decisions, match }: AccountList, row: number): number {
  return userToShow(decisions.user[row], match.candidate[row]);
}

/** shownSituation for who goes through whole columns: flags of the decision, and the computed situation. */
export function situationToShow(flags: number, situation: number): number {
  return (flags & FLAG.manualLink) !== 0 ? SITUATION_CODE['manually-linked'] : situation;
}

/** shownUser for who goes through whole columns. */
export function userToShow(linked: number, candidate: number): number {
  return linked >= 0 ? linked : candidate;
}
