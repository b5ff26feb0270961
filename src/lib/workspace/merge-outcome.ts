import type { DeprovisionDecision } from '../engine/decide-rows';
import type { DecisionColumns } from '../engine/decision-columns';
import type { NewUser } from '../engine/user-records';
import { DECISION_CODE, DECISIONS, ORIGIN_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import { STATUS_CODE } from '../model/status';
import { NOT_HERE } from './merge-same-records';

/** A user that they made and that is not here. `row` is theirs. */
export interface TheirNewUser {
  readonly row: number;
  readonly user: NewUser;
  readonly isActive: boolean;
}

/** What becomes of a row here when their decision about it is taken over. */
export type MergedOutcome =
  | { readonly kind: 'link'; readonly userRow: number }
  | { readonly kind: 'make'; readonly made: TheirNewUser }
  | { readonly kind: DeprovisionDecision; readonly userRow: number }
  | { readonly kind: 'ignore' | 'protect' | 'defer' | 'clear' };

export interface MergedRow {
  readonly row: number;
  readonly outcome: MergedOutcome;
}

/**
 * How much a decision weighs: nothing was decided, a rule did, a person set the account aside (deferred, cleared), a
 * person decided. What weighs more is taken; of what weighs the same and differs a person has to choose.
 */
const WEIGHT = { none: 0, rule: 1, setAside: 2, person: 3 } as const;

export function weightOf({ status, decision, origin }: DecisionColumns, row: number): number {
  if (status[row] === STATUS_CODE.cleared) return WEIGHT.setAside;
  if (status[row] === STATUS_CODE.unconfirmed)
    return decision[row] === DECISION_CODE.defer ? WEIGHT.setAside : WEIGHT.none;
  const isByRule = origin[row] === ORIGIN_CODE.rule && status[row] !== STATUS_CODE.committed;
  return isByRule ? WEIGHT.rule : WEIGHT.person;
}

/** Their users and who they are here. */
export interface TheirUsers {
  /** Row here, or NOT_HERE. */
  readonly here: Int32Array;
  /** One that they made, if it can be made here too. */
  readonly made: (row: number) => TheirNewUser | undefined;
}

/** Undefined where it is about a user who is not here. */
export function outcomeOf(theirs: DecisionColumns, row: number, users: TheirUsers): MergedOutcome | undefined {
  const { status, decision, user } = theirs;
  if (status[row] === STATUS_CODE.cleared) return { kind: 'clear' };
  if (status[row] === STATUS_CODE.unconfirmed) return { kind: 'defer' };
  if (status[row] === STATUS_CODE.ignored)
    return { kind: decision[row] === DECISION_CODE.protect ? 'protect' : 'ignore' };
  const userRow = user[row] >= 0 ? users.here[user[row]] : NOT_HERE;
  const deprovision = deprovisionOf(decision[row]);
  if (deprovision) return userRow >= 0 ? { kind: deprovision, userRow } : undefined;
  if (userRow >= 0) return { kind: 'link', userRow };
  const made = user[row] >= 0 ? users.made(user[row]) : undefined;
  return made && { kind: 'make', made };
}

/** The row here has come to the same already; whether an ignored one is protected too is left as it is here. */
export function isSameOutcome(
  { status, decision, user }: DecisionColumns,
  row: number,
  outcome: MergedOutcome
): boolean {
  switch (outcome.kind) {
    case 'clear':
      return status[row] === STATUS_CODE.cleared;
    case 'defer':
      return status[row] === STATUS_CODE.unconfirmed && decision[row] === DECISION_CODE.defer;
    case 'ignore':
    case 'protect':
      return status[row] === STATUS_CODE.ignored;
    case 'make':
      return false;
    case 'link':
      return isLinked(status[row]) && user[row] === outcome.userRow && deprovisionOf(decision[row]) === undefined;
    default:
      return isLinked(status[row]) && user[row] === outcome.userRow && DECISIONS[decision[row]] === outcome.kind;
  }
}

/** What was handed over stays; what becomes of a user is decided only where the account has vanished here too. */
export function canTake({ flags }: DecisionColumns, row: number, { kind }: MergedOutcome): boolean {
  return !isDeprovision(kind) || (flags[row] & FLAG.vanished) !== 0;
}

function isLinked(status: number): boolean {
  return status === STATUS_CODE.confirmed || status === STATUS_CODE.committed;
}

function deprovisionOf(decision: number): DeprovisionDecision | undefined {
  const name = DECISIONS[decision];
  return isDeprovision(name) ? name : undefined;
}

export function isDeprovision(kind: string): kind is DeprovisionDecision {
  return kind === 'suspend' || kind === 'deactivate' || kind === 'remove-assignment' || kind === 'delete';
}
