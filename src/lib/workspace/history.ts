import type { HistoryStep, StepAction } from '../model/history-step';
import type { AppId, IdentityDomainId } from '../model/ids';
import type { HistoryView } from '../protocol/step-outcome';
import type { ListHead } from '../storage/list-head';
import type { WorkspaceDatabase } from '../storage/workspace-database';
import type { RowImage, SettingsImage } from '../storage/step-image';

/** What can be taken back: the last 200 steps, as long as their before-images hold at most 20 million rows (at most 320 MB). */
const MOST_STEPS = 200;
const MOST_IMAGE_ROWS = 20_000_000;

export interface StepDraft {
  readonly action: StepAction;
  readonly domainId: IdentityDomainId;
  readonly appId: AppId | undefined;
  readonly rowCount: number;
  readonly origin: HistoryStep['origin'];
  readonly note?: string;
}

/** What was there before the step. */
export interface StepBefore {
  readonly rows?: Omit<RowImage, 'stepId'>;
  readonly heads?: readonly ListHead[];
  /** Stored with the heads. */
  readonly settings?: SettingsImage;
}

/** The steps of the workspace, oldest first. One list for all apps, undone from its end, so that no step is undone under another. */
export class History {
  readonly #db: WorkspaceDatabase;
  #steps: readonly HistoryStep[] = [];
  #revision = 0;

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  async open(): Promise<void> {
    this.#revision++;
    this.#steps = await this.#db.steps.orderBy('id').toArray();
  }

  get nextId(): number {
    return (this.#steps.at(-1)?.id ?? 0) + 1;
  }

  /** Another number after every step, undo and redo: tells whether decisions may have changed since. */
  get revision(): number {
    return this.#revision;
  }

  get view(): HistoryView {
    const undoable = this.#steps.findLast((step) => step.state === 'done');
    return {
      steps: this.#steps.toReversed(),
      undoable: undoable?.canUndo ? undoable : undefined,
      redoable: this.#steps.find((step) => step.state === 'undone')
    };
  }

  step(id: number): HistoryStep | undefined {
    return this.#steps.find((step) => step.id === id);
  }

  /**
   * Inside a write transaction: stores a step with what was there before it. Steps that had been undone are forgotten,
   * as they cannot be done again on top of this one. `accept` takes the result into memory after the transaction.
   */
  async record(draft: StepDraft, before: StepBefore): Promise<readonly HistoryStep[]> {
    const step: HistoryStep = { note: '', ...draft, id: this.nextId, at: Date.now(), state: 'done', canUndo: true };
    await this.#forget(this.#steps.filter(({ state }) => state === 'undone'));
    await this.#db.steps.put(step);
    if (before.rows) await this.#db.rowImages.put({ ...before.rows, stepId: step.id });
    const { heads, settings } = before;
    if (heads) await this.#db.headImages.put({ heads, ...(settings && { settings }), stepId: step.id });
    return this.#prune([...this.#steps.filter(({ state }) => state === 'done'), step]);
  }

  /** Inside a write transaction: marks a step as undone or done. */
  async mark(id: number, state: HistoryStep['state']): Promise<readonly HistoryStep[]> {
    await this.#db.steps.update(id, { state });
    return this.#steps.map((step) => (step.id === id ? { ...step, state } : step));
  }

  accept(steps: readonly HistoryStep[]): void {
    this.#revision++;
    this.#steps = steps;
  }

  async #forget(steps: readonly HistoryStep[]): Promise<void> {
    const ids = steps.map(({ id }) => id);
    await this.#db.steps.bulkDelete(ids);
    await this.#dropImages(ids);
  }

  async #dropImages(ids: readonly number[]): Promise<void> {
    await this.#db.rowImages.bulkDelete([...ids]);
    await this.#db.headImages.bulkDelete([...ids]);
  }

  /** Drops the images of the oldest steps beyond the limits; the steps themselves stay readable. */
  async #prune(steps: readonly HistoryStep[]): Promise<readonly HistoryStep[]> {
    let rows = 0;
    let kept = 0;
    const tooOld = steps.toReversed().filter((step) => {
      if (!step.canUndo) return false;
      rows += step.rowCount;
      return ++kept > MOST_STEPS || (kept > 1 && rows > MOST_IMAGE_ROWS);
    });
    if (tooOld.length === 0) return steps;
    await this.#dropImages(tooOld.map(({ id }) => id));
    await this.#db.steps.bulkUpdate(tooOld.map(({ id }) => ({ key: id, changes: { canUndo: false } })));
    return steps.map((step) => (tooOld.includes(step) ? { ...step, canUndo: false } : step));
  }
}
