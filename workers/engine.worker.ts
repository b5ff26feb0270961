/** The engine: owns the open workspace and is the only one that writes into it. Wiring only. */
import { expose } from 'comlink';
import type { StorageFacts } from '../src/lib/protocol/engine-api';
import { EngineService } from '../src/lib/workspace/engine-service';

async function storageFacts(): Promise<StorageFacts> {
  const [{ usage = 0 }, isPersistent] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted()
  ]);
  return { usedBytes: usage, isPersistent };
}

const UNBUILT = { ok: false, error: { kind: 'not-found', what: 'The evaluator' } } as const;

expose(
  new EngineService({
    locks: navigator.locks,
    exposeIntake: (intake, port) => expose(intake, port),
    storageFacts,
    evaluator: { check: async () => UNBUILT, evaluate: async () => UNBUILT }
  })
);
