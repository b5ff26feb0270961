import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import type {
  CheckedExpression,
  Evaluation,
  EvaluationRequest,
  Evaluator,
  ExpressionApi,
  KnownAttributes
} from '../protocol/expression-api';
import { PROTOCOL_VERSION } from '../protocol/version';

/** A worker that has been started, and the way to end it. */
export interface StartedExpressions {
  readonly api: ExpressionApi;
  /** Resolves with what broke it; never otherwise. */
  readonly broken: Promise<string>;
  readonly end: () => void;
}

/** Expressions have no limit on time of their own: what takes longer is ended. */
const LIMIT_MS = 250;
/** 40 times what an expression usually takes for a row. */
const LIMIT_PER_VALUE_MS = 0.06;
/** Reading has limits of its own, on length and depth. */
const READING_LIMIT_MS = 2_000;
/** A worker that cannot be loaded. */
const START_LIMIT_MS = 20_000;
const TICK_MS = 25;

/**
 * Evaluates in a worker that is started when it is first needed. Calls go one by one, so that each has its own time;
 * one that is over its time ends the worker, and the next call starts another.
 */
export class LimitedEvaluator implements Evaluator {
  readonly #start: () => StartedExpressions;
  #running: Promise<StartedExpressions | AppError> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(start: () => StartedExpressions) {
    this.#start = start;
  }

  async check(text: string, known: KnownAttributes): Promise<Result<CheckedExpression, AppError>> {
    const answer = await this.#ask((api) => api.check(text, known), READING_LIMIT_MS);
    if (!answer.ok) return answer;
    const checked = answer.value;
    return checked.ok ? checked : err({ kind: 'expression-invalid', where: 'this field', problem: checked.error });
  }

  evaluate(request: EvaluationRequest): Promise<Result<Evaluation, AppError>> {
    const limit = LIMIT_MS + request.rowCount * request.expressions.length * LIMIT_PER_VALUE_MS;
    return this.#ask((api) => api.evaluate(request), limit);
  }

  #ask<Value>(call: (api: ExpressionApi) => Promise<Value>, limit: number): Promise<Result<Value, AppError>> {
    const answer = this.#last.then(() => this.#askNow(call, limit));
    this.#last = answer;
    return answer;
  }

  async #askNow<Value>(call: (api: ExpressionApi) => Promise<Value>, limit: number): Promise<Result<Value, AppError>> {
    this.#running ??= this.#begin();
    const worker = await this.#running;
    if ('kind' in worker) {
      this.#running = undefined;
      return err(worker);
    }
    const answer = await outcome(call(worker.api), worker.broken, limit);
    if (answer.ok) return answer;
    worker.end();
    this.#running = undefined;
    return answer;
  }

  async #begin(): Promise<StartedExpressions | AppError> {
    const worker = this.#start();
    const version = await outcome(worker.api.hello(), worker.broken, START_LIMIT_MS);
    if (version.ok && version.value === PROTOCOL_VERSION) return worker;
    worker.end();
    return version.ok ? { kind: 'version-mismatch' } : version.error;
  }
}

async function outcome<Value>(
  call: Promise<Value>,
  broken: Promise<string>,
  limit: number
): Promise<Result<Value, AppError>> {
  const answered = call.then(ok, (error: unknown) => err(crash(String(error))));
  const crashed = broken.then((cause) => err(crash(cause)));
  return (
    (await within(limit, Promise.race([answered, crashed]))) ??
    err({ kind: 'expression-too-slow', where: 'this field' })
  );
}

function crash(cause: string): AppError {
  return { kind: 'worker-crashed', cause };
}

/** Time goes by ticks: a pause of this thread counts as one, not as time that the worker has taken. */
async function within<Value>(limit: number, answer: Promise<Value>): Promise<Value | undefined> {
  for (let spent = 0; spent < limit; spent += TICK_MS) {
    let stop = (): void => undefined;
    const tick = new Promise<undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), TICK_MS);
      stop = () => clearTimeout(timer);
    });
    const first = await Promise.race([answer, tick]);
    stop();
    if (first !== undefined) return first;
  }
  return undefined;
}
