import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { ExpressionProblem } from '../model/expression-problem';
import type { Result } from '../model/result';

/** An expression as it was written (ours, or in Okta's form), read and found good. */
export interface CheckedExpression {
  /** In our own form, which is what is evaluated and stored. */
  readonly text: string;
  readonly wasOktaForm: boolean;
  /** Attributes of the account that it reads. */
  readonly reads: readonly Attribute[];
}

/** Attributes that an expression may name; 'any' for one that was checked when it was saved. */
export type KnownAttributes = readonly Attribute[] | 'any';

export interface EvaluationRequest {
  /** Batches of one run over accounts have the same name: `unique` counts through them. */
  readonly run: string;
  /** In our own form. */
  readonly expressions: readonly string[];
  /** Attributes that the expressions read. One that is missing here has no values. */
  readonly attributes: readonly Attribute[];
  /** One column per attribute, one cell per row. */
  readonly columns: readonly (readonly string[])[];
  readonly rowCount: number;
}

export interface Evaluation {
  /** One column per expression, one value per row; empty where it failed. */
  readonly values: readonly (readonly string[])[];
  readonly failures: readonly { readonly expression: number; readonly row: number; readonly message: string }[];
}

/** The expression worker: reads and evaluates what people wrote. Ended when it takes too long. */
export interface ExpressionApi {
  hello(): Promise<number>;
  check(text: string, known: KnownAttributes): Promise<Result<CheckedExpression, ExpressionProblem>>;
  evaluate(request: EvaluationRequest): Promise<Evaluation>;
}

/** The engine's side of it: the same with a limit on time, over which the worker is ended. */
export interface Evaluator {
  check(text: string, known: KnownAttributes): Promise<Result<CheckedExpression, AppError>>;
  evaluate(request: EvaluationRequest): Promise<Result<Evaluation, AppError>>;
}
