import { expose } from 'comlink';
import { checkExpression } from '../src/lib/expressions/compile-expression';
import { ExpressionRuns } from '../src/lib/expressions/expression-runs';
import type { ExpressionApi } from '../src/lib/protocol/expression-api';
import { PROTOCOL_VERSION } from '../src/lib/protocol/version';
import { holdLife } from '../src/lib/clients/worker-life';

/** Reads and evaluates expressions for the engine. Wiring only. Disposable: ended when an expression takes too long. */
const runs = new ExpressionRuns();
const api: ExpressionApi = {
  hello: () => Promise.resolve(PROTOCOL_VERSION),
  check: (text, known) => Promise.resolve(checkExpression(text, known)),
  evaluate: (request) => Promise.resolve(runs.evaluate(request))
};

holdLife();
expose(api);
