import { rowTexts } from '../engine/column-texts';
import type { RecordSet } from '../engine/record-set';
import { SEGMENT_ROWS } from '../engine/segment';
import type { AppError } from '../model/app-error';
import { newId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { CheckedExpression, Evaluator } from '../protocol/expression-api';

export interface AccountRows {
  readonly accounts: RecordSet;
  /** Ascending. */
  readonly rows: Uint32Array;
}

/** One value per row, empty where it failed, and why, by the row's place among the rows. */
export interface EvaluatedRows {
  readonly values: readonly string[];
  readonly failures: ReadonlyMap<number, string>;
}

/** One run over an app's accounts, in as many portions as need be: within it `unique` gives no name twice. */
export class EvaluationRun {
  readonly #evaluator: Evaluator;
  readonly #id = newId<string>();
  readonly #checked = new Map<string, CheckedExpression>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** A run that goes on, or a new one. */
  static of(evaluator: Evaluator | EvaluationRun): EvaluationRun {
    return evaluator instanceof EvaluationRun ? evaluator : new EvaluationRun(evaluator);
  }

  /** The values of a stored expression. `where` names it in a failure: each place has counters of its own. */
  async evaluate(
    expression: string,
    where: string,
    { accounts, rows }: AccountRows
  ): Promise<Result<EvaluatedRows, AppError>> {
    const checked = await this.#check(expression);
    if (!checked.ok) return { ok: false, error: placed(checked.error, where) };
    const { text, reads: attributes } = checked.value;
    const values: string[] = [];
    const failures = new Map<number, string>();
    for (let start = 0; start < rows.length; start += SEGMENT_ROWS) {
      const batch = rows.subarray(start, start + SEGMENT_ROWS);
      const columns = attributes.map((attribute) => rowTexts(accounts, attribute, batch));
      const request = { run: `${this.#id} ${where}`, expressions: [text], attributes, columns, rowCount: batch.length };
      const evaluated = await this.#evaluator.evaluate(request);
      if (!evaluated.ok) return { ok: false, error: placed(evaluated.error, where) };
      for (const value of evaluated.value.values[0]) values.push(value);
      for (const { row, message } of evaluated.value.failures) failures.set(start + row, message);
    }
    return ok({ values, failures });
  }

  async #check(expression: string): Promise<Result<CheckedExpression, AppError>> {
    const known = this.#checked.get(expression);
    if (known) return ok(known);
    const checked = await this.#evaluator.check(expression, 'any');
    if (checked.ok) this.#checked.set(expression, checked.value);
    return checked;
  }
}

/** The evaluator does not know which field an expression stands in. */
export function placed(error: AppError, where: string): AppError {
  return error.kind === 'expression-invalid' || error.kind === 'expression-too-slow' ? { ...error, where } : error;
}
