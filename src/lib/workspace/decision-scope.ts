import type { RecordSet } from '../engine/record-set';
import type { ScoreColumns } from '../engine/score-columns';
import type { DecisionStamp } from '../engine/decide-rows';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { StepAction } from '../model/history-step';
import type { AppId, RowIndex } from '../model/ids';
import type { Result } from '../model/result';
import type { Evaluator } from '../protocol/expression-api';
import type { RowSelection } from '../protocol/view';
import type { LoadedAccounts, UserList } from './lists';

/** What a command is worked out against. */
export interface DecisionScope {
  readonly list: LoadedAccounts;
  readonly users: UserList;
  readonly app: App;
  readonly evaluator: Evaluator;
  /** Undefined while nothing is scored. */
  readonly scores: ScoreColumns | undefined;
  /** The plan has something to do for this account. */
  readonly isPlanned: (row: RowIndex) => Promise<Result<boolean, AppError>>;
  /** Rows of a selection, ascending. */
  readonly rowsOf: (selection: RowSelection) => Uint32Array;
}

/** A decision, worked out but not made: nothing has changed yet. */
export interface DecisionPlan {
  readonly appId: AppId;
  readonly action: StepAction;
  /** Rows that change, ascending. */
  readonly rows: Uint32Array;
  readonly selectedCount: number;
  readonly isBulk: boolean;
  /** Stands in the history; absent for none. */
  readonly note?: string;
  readonly apply: (stamp: DecisionStamp) => void;
  /** Makes the users of the domain with the new ones behind them; absent when none are made. */
  readonly makeUsers?: () => RecordSet;
}

export type Planned = Result<DecisionPlan, AppError>;
