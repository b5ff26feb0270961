import { releaseProxy, transfer, wrap } from 'comlink';
import type { LinkageApi, StartedLinkage } from '../protocol/linkage-api';
import { ENDED, lifeOf } from './worker-life';
import { startWorker } from './worker-script';

/** Starts the worker that ranks users. */
export function startLinkage(url: string): StartedLinkage {
  const worker = startWorker(url, 'linkage');
  const remote = wrap<LinkageApi>(worker);
  return {
    api: {
      hello: () => remote.hello(),
      addSegments: (segments) =>
        remote.addSegments(
          transfer(
            segments,
            segments.map(({ buffer }) => buffer)
          )
        ),
      open: (app, evidence) => remote.open(app, evidence),
      close: (appId) => remote.close(appId),
      suggest: (appId, row, limit, also) => remote.suggest(appId, row, limit, also),
      score: (appId, rows) => remote.score(appId, rows),
      model: (appId) => remote.model(appId)
    },
    broken: new Promise((resolve) => {
      worker.addEventListener('error', (event) => resolve(event.message || 'It could not be loaded.'));
      void lifeOf(worker).then(() => resolve(ENDED));
    }),
    end: () => {
      remote[releaseProxy]();
      worker.terminate();
    }
  };
}
