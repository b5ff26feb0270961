import type { Environment } from '@marcbachmann/cel-js';
import type { Evaluation, EvaluationRequest } from '../protocol/expression-api';
import { attributeKey } from './attribute-names';
import { celEnvironment } from './cel-environment';
import { celMessage, typeWord } from './cel-refusal';
import { compileExpression, type CompiledExpression } from './compile-expression';
import { MAX_TEXT, TextTooLong } from './text-functions';
import { UniqueNames } from './unique-names';

/** Runs whose `unique` counters are kept: one over many batches, and what is asked between them. */
const KEPT_RUNS = 8;

type Failure = Evaluation['failures'][number];

/** Evaluates expressions over columns. A row that fails has an empty value; the others are not touched by it. */
export class ExpressionRuns {
  readonly #environment = celEnvironment((base, length) => this.#names.take(base, length));
  readonly #runs = new Map<string, UniqueNames>();
  /** Of the run whose batch is being evaluated. */
  #names = new UniqueNames();

  evaluate(request: EvaluationRequest): Evaluation {
    this.#names = this.#namesOf(request.run);
    const failures: Failure[] = [];
    const values = request.expressions.map((text, expression) => {
      const value = rowValue(text, this.#environment, request);
      return Array.from({ length: request.rowCount }, (_, row) => {
        try {
          return value(row);
        } catch (error) {
          failures.push({ expression, row, message: celMessage(error) });
          return '';
        }
      });
    });
    return { values, failures };
  }

  #namesOf(run: string): UniqueNames {
    const names = this.#runs.get(run) ?? new UniqueNames();
    this.#runs.delete(run);
    this.#runs.set(run, names);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > KEPT_RUNS) this.#runs.delete(oldest);
    return names;
  }
}

/** The value of an expression for a row. An expression that cannot be read fails on every row. */
function rowValue(text: string, environment: Environment, request: EvaluationRequest): (row: number) => string {
  let compiled: CompiledExpression;
  try {
    compiled = compileExpression(text, environment);
  } catch (failure) {
    return () => {
      throw failure;
    };
  }
  const { run, attributes } = compiled;
  const cells = new Map<string, string>();
  const sources = attributes.map((attribute) => ({
    key: attributeKey(attribute),
    column: request.columns[request.attributes.indexOf(attribute)]
  }));
  const context = { account: cells };
  return (row) => {
    for (const { key, column } of sources) cells.set(key, column?.[row] ?? '');
    return asText(run(context));
  };
}

/** The result of an expression as a text: numbers and conditions become one, anything else is a failure. */
function asText(value: unknown): string {
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) throw new TextTooLong();
    return value;
  }
  if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (value === null) return '';
  throw new Error(`This gives ${typeWord(Array.isArray(value) ? 'list' : 'map')}, not a text.`);
}
