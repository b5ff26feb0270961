/** The engine: owns the open workspace and is the only one that writes into it. Wiring only. */
import { expose } from 'comlink';
import { startExpressions } from '../src/lib/clients/expression-client';
import { LimitedEvaluator } from '../src/lib/clients/limited-evaluator';
import { startLinkage } from '../src/lib/clients/linkage-client';
import type { StorageFacts } from '../src/lib/protocol/engine-api';
import { sweepListings } from '../src/lib/storage/listing-store';
import { EngineService } from '../src/lib/workspace/engine-service';
import { holdLife } from '../src/lib/clients/worker-life';

/** The app has started by then. */
const SWEEP_AFTER_MS = 5000;

async function storageFacts(): Promise<StorageFacts> {
  // The typings say that it is always there; WebKitGTK has none.
  const storage: StorageManager | undefined = navigator.storage;
  const [estimate, isPersistent = false] = await Promise.all([storage?.estimate(), storage?.persisted()]);
  return { usedBytes: estimate?.usage, isPersistent };
}

// The page put the addresses of its own workers into our name.
const [, expressions = '', linkage = ''] = name.split(' ');

holdLife();
expose(
  new EngineService({
    locks: navigator.locks,
    exposeIntake: (intake, port) => expose(intake, port),
    storageFacts,
    evaluator: new LimitedEvaluator(() => startExpressions(expressions)),
    startLinkage: () => startLinkage(linkage)
  })
);

// What a tab left that was killed while it listed.
setTimeout(() => void sweepListings(navigator.locks), SWEEP_AFTER_MS);
