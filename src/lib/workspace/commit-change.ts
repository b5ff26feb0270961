import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import { OPERATION_STATES, type OperationState } from '../model/commit';
import type { PlanOperation } from '../model/plan-operation';
import { OPERATION_MARK, PART_OPERATIONS, type StoredCommit, type StoredCommitStates } from '../storage/stored-commit';
import type { WorkspaceDatabase } from '../storage/workspace-database';
import { operationLines } from './commit-lines';
import type { CommitJournal } from './commit-journal';

interface ChangedPart extends StoredCommitStates {
  readonly targetIds: Map<number, string>;
  readonly errors: Map<number, AppError>;
  readonly notCarried: Map<number, readonly Attribute[]>;
}

export interface StateDetail {
  readonly targetId?: string;
  readonly error?: AppError | undefined;
  readonly notCarried?: readonly Attribute[] | undefined;
}

/** A change of a journal: worked out on copies of the parts it touches, stored, then taken into memory. */
export class JournalChange {
  readonly operations = new Map<number, readonly PlanOperation[]>();
  readonly #journal: CommitJournal;
  readonly #parts = new Map<number, ChangedPart>();
  #commit: StoredCommit;

  constructor(journal: CommitJournal) {
    this.#journal = journal;
    this.#commit = journal.commit;
  }

  get commit(): StoredCommit {
    return this.#commit;
  }

  get parts(): readonly StoredCommitStates[] {
    return [...this.#parts.values()];
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0 && this.operations.size === 0 && this.#commit === this.#journal.commit;
  }

  /** Nothing waits, and nothing is without an outcome. */
  get isSettled(): boolean {
    const { waiting, sent } = this.#commit.states;
    return waiting + sent === 0;
  }

  state(place: number): OperationState {
    const part = this.#parts.get(Math.floor(place / PART_OPERATIONS));
    return part ? OPERATION_STATES[part.states[place % PART_OPERATIONS]] : this.#journal.state(place);
  }

  hasMark(place: number, mark: keyof typeof OPERATION_MARK): boolean {
    const part = this.#parts.get(Math.floor(place / PART_OPERATIONS));
    return part
      ? (part.marks[place % PART_OPERATIONS] & OPERATION_MARK[mark]) !== 0
      : this.#journal.hasMark(place, mark);
  }

  targetId(place: number): string {
    const part = this.#parts.get(Math.floor(place / PART_OPERATIONS));
    return part ? (part.targetIds.get(place % PART_OPERATIONS) ?? '') : this.#journal.targetId(place);
  }

  notCarried(place: number): readonly Attribute[] {
    const part = this.#parts.get(Math.floor(place / PART_OPERATIONS));
    return part ? (part.notCarried.get(place % PART_OPERATIONS) ?? []) : this.#journal.notCarried(place);
  }

  setState(place: number, state: OperationState, { targetId = '', error, notCarried = [] }: StateDetail = {}): void {
    const before = this.state(place);
    const part = this.#part(place);
    const at = place % PART_OPERATIONS;
    part.states[at] = OPERATION_STATES.indexOf(state);
    if (targetId !== '') part.targetIds.set(at, targetId);
    if (error) part.errors.set(at, error);
    else part.errors.delete(at);
    if (notCarried.length > 0) part.notCarried.set(at, notCarried);
    else part.notCarried.delete(at);
    const { states } = this.#commit;
    const without = { ...states, [before]: states[before] - 1 };
    this.set({ states: { ...without, [state]: without[state] + 1 } });
  }

  mark(place: number, mark: keyof typeof OPERATION_MARK): void {
    this.#part(place).marks[place % PART_OPERATIONS] |= OPERATION_MARK[mark];
  }

  set(facts: Partial<Pick<StoredCommit, 'status' | 'endedAt' | 'states'>>): void {
    this.#commit = { ...this.#commit, ...facts };
  }

  /** In place of one that failed and was mended since. */
  async replace(place: number, operation: PlanOperation): Promise<void> {
    const part = Math.floor(place / PART_OPERATIONS);
    const operations = this.operations.get(part) ?? (await this.#journal.operations(part));
    this.operations.set(part, operations.with(place % PART_OPERATIONS, operation));
  }

  /** Inside a transaction. */
  async store(db: WorkspaceDatabase): Promise<void> {
    const commitId = this.#commit.id;
    if (this.#parts.size > 0) await db.commitStates.bulkPut([...this.#parts.values()]);
    for (const [part, operations] of this.operations)
      await db.commitParts.put({ commitId, part, operations: operationLines(operations) });
    await db.commits.put(this.#commit);
  }

  #part(place: number): ChangedPart {
    const number = Math.floor(place / PART_OPERATIONS);
    const known = this.#parts.get(number);
    if (known) return known;
    const stored = this.#journal.parts[number];
    const part = {
      ...stored,
      states: stored.states.slice(),
      marks: stored.marks.slice(),
      targetIds: new Map(stored.targetIds),
      errors: new Map(stored.errors),
      notCarried: new Map(stored.notCarried)
    };
    this.#parts.set(number, part);
    return part;
  }
}
