import type { RecordSet } from '../engine/record-set';
import { recordSet } from '../engine/record-set';
import { SegmentBuilder } from '../engine/segment-builder';
import { SEGMENT_ROWS, type Segment } from '../engine/segment';
import { DECISION_CODE } from '../model/decision';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { attributeLabel, type Attribute } from '../model/attribute';
import { ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { AttributeMapping } from '../model/synchronization';
import type { MappedValues } from '../plan/plan-source';
import type { Evaluator } from '../protocol/expression-api';
import { EvaluationRun } from './evaluation-run';
import type { LoadedAccounts } from './lists';

/** What an expression failed to give: the attribute stays as it is for these accounts. */
export interface FailedMapping {
  readonly attribute: Attribute;
  readonly count: number;
  /** Why, for the first of them. */
  readonly reason: string;
}

export interface PlanValues {
  readonly mapped: MappedValues | undefined;
  readonly failures: readonly FailedMapping[];
}

const NOTHING: PlanValues = { mapped: undefined, failures: [] };

/**
 * What the attribute mappings of an app make of its linked accounts. Values depend on records and mappings only: after a
 * decision, only what was not asked for before is evaluated.
 */
export class MappedAccounts {
  readonly records: RecordSet;
  readonly mappings: readonly AttributeMapping[];
  readonly #run: EvaluationRun;
  readonly #attributes: readonly Attribute[];
  readonly #segments: Segment[] = [];
  readonly #rows: Int32Array;
  readonly #failures = new Map<Attribute, FailedMapping>();

  constructor(records: RecordSet, mappings: readonly AttributeMapping[], evaluator: Evaluator) {
    this.records = records;
    this.mappings = mappings;
    this.#run = new EvaluationRun(evaluator);
    this.#attributes = mappings.map(({ user }) => user);
    this.#rows = new Int32Array(records.rowCount).fill(-1);
  }

  async values(list: LoadedAccounts): Promise<Result<PlanValues, AppError>> {
    const missing = linkedRows(list).filter((row) => this.#rows[row] < 0);
    for (let start = 0; start < missing.length; start += SEGMENT_ROWS) {
      const added = await this.#add(missing.subarray(start, start + SEGMENT_ROWS));
      if (!added.ok) return added;
    }
    return ok({
      mapped: {
        records: recordSet(this.#segments),
        rows: this.#rows.slice(),
        attributes: new Set(this.#attributes)
      },
      failures: [...this.#failures.values()]
    });
  }

  /** Each portion is a segment of its own, full or not: `rows` says where an account stands. */
  async #add(rows: Uint32Array): Promise<Result<undefined, AppError>> {
    const columns: (readonly string[])[] = [];
    const failures: FailedMapping[] = [];
    for (const { user, expression } of this.mappings) {
      const evaluated = await this.#run.evaluate(expression, attributeLabel(user), { accounts: this.records, rows });
      if (!evaluated.ok) return evaluated;
      columns.push(evaluated.value.values);
      const [reason] = evaluated.value.failures.values();
      if (reason !== undefined) failures.push({ attribute: user, count: evaluated.value.failures.size, reason });
    }
    const builder = new SegmentBuilder(this.#attributes);
    const positions = Int32Array.from(this.#attributes, (_, i) => i);
    rows.forEach((_, i) =>
      builder.addRow(
        columns.map((values) => values[i]),
        positions
      )
    );
    const start = this.#segments.push(builder.pack()) - 1;
    rows.forEach((row, i) => (this.#rows[row] = start * SEGMENT_ROWS + i));
    for (const failure of failures) this.#note(failure);
    return ok(undefined);
  }

  #note({ attribute, count, reason }: FailedMapping): void {
    const known = this.#failures.get(attribute);
    this.#failures.set(attribute, known ? { ...known, count: known.count + count } : { attribute, count, reason });
  }
}

/** The values of the apps of a workspace, kept while accounts and mappings are the same. */
export class PlanMappings {
  readonly #evaluator: Evaluator;
  readonly #known = new Map<string, MappedAccounts>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** One after the other, so that no account is evaluated twice. */
  of(app: App, list: LoadedAccounts): Promise<Result<PlanValues, AppError>> {
    const { mappings, userUpdates } = app.synchronization;
    if (mappings.length === 0 || userUpdates === undefined || userUpdates === 'leave') {
      this.#known.delete(app.id);
      return Promise.resolve(ok(NOTHING));
    }
    const values = this.#last.then(() => this.#current(app, list).values(list));
    this.#last = values.catch(() => undefined);
    return values;
  }

  #current({ id, synchronization: { mappings } }: App, { records }: LoadedAccounts): MappedAccounts {
    const known = this.#known.get(id);
    if (known && known.records === records && known.mappings === mappings) return known;
    const anew = new MappedAccounts(records, mappings, this.#evaluator);
    this.#known.set(id, anew);
    return anew;
  }
}

/** Accounts that belong to a user and are, or were, to be carried out. Ascending. */
function linkedRows({ decisions: { status, decision, user } }: LoadedAccounts): Uint32Array {
  const rows = new Uint32Array(status.length);
  let count = 0;
  for (let row = 0; row < status.length; row++) {
    if (user[row] < 0 || (decision[row] !== DECISION_CODE.link && decision[row] !== DECISION_CODE.create)) continue;
    if (status[row] === STATUS_CODE.confirmed || status[row] === STATUS_CODE.committed) rows[count++] = row;
  }
  return rows.subarray(0, count);
}
