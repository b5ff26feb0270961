import { must } from '../model/assert';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import { OPERATION_STATES, type CommittedOperation, type OperationState } from '../model/commit';
import type { PlanOperation } from '../model/plan-operation';
import {
  NEEDS_NOTHING,
  OPERATION_MARK,
  PART_OPERATIONS,
  type StoredCommit,
  type StoredCommitStates
} from '../storage/stored-commit';
import type { WorkspaceDatabase } from '../storage/workspace-database';
import { operationsOf } from './commit-lines';

const KEPT_PARTS = 4;

/** What was stored of a change (commit-change.ts). */
interface StoredChange {
  readonly commit: StoredCommit;
  readonly parts: readonly StoredCommitStates[];
  readonly operations: ReadonlyMap<number, unknown>;
}

/**
 * Where the operations of a commit that is applied through a connector stand: 10 bytes each in memory, as they are
 * stored. The operations themselves are read part by part.
 */
export class CommitJournal {
  readonly #db: WorkspaceDatabase;
  readonly #parts: StoredCommitStates[];
  readonly #operations = new Map<number, readonly PlanOperation[]>();
  #commit: StoredCommit;

  private constructor(db: WorkspaceDatabase, commit: StoredCommit, parts: StoredCommitStates[]) {
    this.#db = db;
    this.#commit = commit;
    this.#parts = parts;
  }

  static async load(db: WorkspaceDatabase, commit: StoredCommit): Promise<CommitJournal> {
    const parts = await db.commitStates
      .where('[commitId+part]')
      .between([commit.id, 0], [commit.id, Infinity])
      .toArray();
    return new CommitJournal(db, commit, parts);
  }

  get commit(): StoredCommit {
    return this.#commit;
  }

  get parts(): readonly StoredCommitStates[] {
    return this.#parts;
  }

  get length(): number {
    const last = this.#parts.at(-1);
    return last ? last.part * PART_OPERATIONS + last.states.length : 0;
  }

  state(place: number): OperationState {
    return OPERATION_STATES[this.#part(place).states[place % PART_OPERATIONS]];
  }

  hasMark(place: number, mark: keyof typeof OPERATION_MARK): boolean {
    return (this.#part(place).marks[place % PART_OPERATIONS] & OPERATION_MARK[mark]) !== 0;
  }

  /** Places of those that create its user and its group. */
  needs(place: number): readonly [user: number, group: number] {
    const { needs } = this.#part(place);
    const at = (place % PART_OPERATIONS) * 2;
    return [needs[at], needs[at + 1]];
  }

  targetId(place: number): string {
    return this.#part(place).targetIds.get(place % PART_OPERATIONS) ?? '';
  }

  error(place: number): AppError | undefined {
    return this.#part(place).errors.get(place % PART_OPERATIONS);
  }

  /** Attributes of an update that was done but for them. */
  notCarried(place: number): readonly Attribute[] {
    return this.#part(place).notCarried?.get(place % PART_OPERATIONS) ?? [];
  }

  /** Some of it was done, and the lists of Muster do not show it yet. */
  get hasUntaken(): boolean {
    for (const place of this.placesIn(['done', 'already-there'])) if (!this.hasMark(place, 'taken')) return true;
    return false;
  }

  /** Places in one of these states, ascending. 1 ns per operation. */
  *placesIn(states: readonly OperationState[]): Generator<number, void> {
    const isAsked = Uint8Array.from(OPERATION_STATES, (state) => (states.includes(state) ? 1 : 0));
    for (const { part, states: codes } of this.#parts) {
      for (let i = 0; i < codes.length; i++) if (isAsked[codes[i]] === 1) yield part * PART_OPERATIONS + i;
    }
  }

  /** The operations of a part. About 10 µs each the first time. */
  async operations(part: number): Promise<readonly PlanOperation[]> {
    const known = this.#operations.get(part);
    if (known) return known;
    const operations = operationsOf(await this.lines(part));
    this.#operations.set(part, operations);
    const [oldest] = this.#operations.keys();
    if (this.#operations.size > KEPT_PARTS) this.#operations.delete(oldest);
    return operations;
  }

  /** As they are stored. */
  async lines(part: number): Promise<ArrayBuffer> {
    const stored = await this.#db.commitParts.get([this.#commit.id, part]);
    return must(stored, 'the part was stored at the start').operations;
  }

  async operation(place: number): Promise<PlanOperation> {
    const operations = await this.operations(Math.floor(place / PART_OPERATIONS));
    return operations[place % PART_OPERATIONS];
  }

  /** As it is carried out. */
  async resolved(place: number): Promise<PlanOperation> {
    return this.named(place, await this.operation(place));
  }

  /** With what the target calls a user whom this commit created, once that is known. */
  named(place: number, operation: PlanOperation): PlanOperation {
    const { kind, user } = operation;
    const maker = kind === 'create-user' ? place : this.needs(place)[0];
    if (!user || maker <= NEEDS_NOTHING || !isThere(this.state(maker))) return operation;
    return { ...operation, user: { ...user, isNew: false, targetId: this.targetId(maker) } };
  }

  async committed(place: number): Promise<CommittedOperation> {
    return {
      place,
      operation: await this.operation(place),
      state: this.state(place),
      targetId: this.targetId(place),
      error: this.error(place)
    };
  }

  /** Takes a change into memory that was stored. */
  accept({ commit, parts, operations }: StoredChange): void {
    this.#commit = commit;
    for (const part of parts) this.#parts[part.part] = part;
    for (const part of operations.keys()) this.#operations.delete(part);
  }

  #part(place: number): StoredCommitStates {
    return must(this.#parts[Math.floor(place / PART_OPERATIONS)], 'the commit has this place');
  }
}

function isThere(state: OperationState): boolean {
  return state === 'done' || state === 'already-there';
}
