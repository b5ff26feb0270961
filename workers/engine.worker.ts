/** The engine: owns the open workspace and is the only one that writes into it. Wiring only. */
import { expose } from 'comlink';
import { startExpressions } from '../src/lib/clients/expression-client';
import { LimitedEvaluator } from '../src/lib/clients/limited-evaluator';
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

holdLife();
expose(
  new EngineService({
    locks: navigator.locks,
    exposeIntake: (intake, port) => expose(intake, port),
    storageFacts,
    // The page put the address of the expression worker into our name.
    evaluator: new LimitedEvaluator(() => startExpressions(name.slice('engine '.length)))
  })
);

// What a tab left that was killed while it listed.
setTimeout(() => void sweepListings(navigator.locks), SWEEP_AFTER_MS);
