import { releaseProxy, wrap } from 'comlink';
import type { ExpressionApi } from '../protocol/expression-api';
import type { StartedExpressions } from './limited-evaluator';
import { ENDED, lifeOf } from './worker-life';
import { startWorker } from './worker-script';

/** Starts the worker that evaluates what people wrote. */
export function startExpressions(url: string): StartedExpressions {
  const worker = startWorker(url, 'expressions');
  const remote = wrap<ExpressionApi>(worker);
  return {
    api: {
      hello: () => remote.hello(),
      check: (text, known) => remote.check(text, known),
      evaluate: (request) => remote.evaluate(request)
    },
    broken: new Promise((resolve) => {
      worker.addEventListener('error', (event) => resolve(event.message || 'The expressions could not be loaded.'));
      void lifeOf(worker).then(() => resolve(ENDED));
    }),
    end: () => {
      remote[releaseProxy]();
      worker.terminate();
    }
  };
}
