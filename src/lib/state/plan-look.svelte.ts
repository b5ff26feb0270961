import type { Commit, CommittedOperation } from '../model/commit';
import type { PlanRule } from '../model/plan-problem';
import type { FoundProblem, PlannedRow } from '../protocol/plan-api';
import type { PlanChecks } from './plan-checks.svelte';
import type { PlanCommits } from './plan-commits.svelte';
import type { PlanList } from './plan-list.svelte';

/** An operation as it is looked into, with what was found about it where it stands. */
export interface PlanDetail extends PlannedRow {
  readonly problem: FoundProblem | undefined;
  readonly committed: CommittedOperation | undefined;
}

/** Which list of the plan is looked at, and which of its rows is looked into. */
export class PlanLook {
  readonly list: PlanList;
  readonly checks: PlanChecks;
  readonly commits: PlanCommits;
  #isOpen = $state(false);
  /** Another list than at first is shown: whoever brought it here may have lost the focus. */
  #hasSwitched = $state(false);

  constructor(list: PlanList, checks: PlanChecks, commits: PlanCommits) {
    this.list = list;
    this.checks = checks;
    this.commits = commits;
  }

  /** The details of the row under the cursor are shown. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Of the row under the cursor, once a person has asked for details. */
  get detail(): PlanDetail | undefined {
    if (!this.#isOpen) return undefined;
    const { row } = this.#cursor;
    const [problem, committed] = [undefined, undefined];
    if (this.view === 'operations') {
      const planned = this.list.rows.rowAt(row);
      return planned && { ...planned, problem, committed };
    }
    if (this.view === 'problems') {
      const found = this.checks.problems.rowAt(row);
      return found?.row && { ...found.row, problem: found, committed };
    }
    const one = this.commits.rows.rowAt(row);
    return one && { operation: one.operation, excludedBecause: undefined, problem, committed: one };
  }

  get view(): 'operations' | 'problems' | 'commit' {
    if (this.commits.open) return 'commit';
    return this.checks.rule === undefined ? 'operations' : 'problems';
  }

  get hasSwitched(): boolean {
    return this.#hasSwitched;
  }

  /** The details follow the cursor from now on. */
  openAt(index: number): void {
    const cursor = this.#cursor;
    if (cursor.row !== index) cursor.moveTo(index);
    this.#isOpen = true;
  }

  openDetails(): void {
    this.#isOpen = true;
  }

  /** The focus goes back to the row. */
  closeDetails(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const cursor = this.#cursor;
    cursor.focusAt(cursor.row);
  }

  /** Back to all operations. */
  showOperations(): void {
    this.#hasSwitched = true;
    this.checks.show(undefined);
    this.commits.show(undefined);
  }

  /** By a button that goes away with the other list: the focus comes along. */
  backToOperations(): void {
    this.showOperations();
    this.list.cursor.focusAt(this.list.cursor.row);
  }

  showRule(rule: PlanRule): void {
    this.#hasSwitched = true;
    this.commits.show(undefined);
    this.checks.show(rule);
  }

  showCommit(commit: Commit): void {
    this.#hasSwitched = true;
    this.checks.show(undefined);
    this.commits.show(commit.id);
  }

  get #cursor() {
    if (this.view === 'commit') return this.commits.cursor;
    return this.view === 'problems' ? this.checks.cursor : this.list.cursor;
  }
}
