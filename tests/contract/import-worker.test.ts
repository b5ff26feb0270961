import { expose, proxy, transfer, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { hashFile } from '../../src/lib/importing/hash-file';
import { inspectFile } from '../../src/lib/importing/inspect-file';
import { stageFile } from '../../src/lib/importing/stage-file';
import { must } from '../../src/lib/model/assert';
import type { ImportApi, SegmentIntake } from '../../src/lib/protocol/import-api';
import type { JobProgress } from '../../src/lib/protocol/job';
import { PROTOCOL_VERSION } from '../../src/lib/protocol/version';
import type { SegmentTransfer } from '../../src/lib/protocol/segment-transfer';

/** The import API over a real message channel, with a second one for the segments: everything is cloned or moved. */
const ports: MessagePort[] = [];

function channel(): MessageChannel {
  const made = new MessageChannel();
  ports.push(made.port1, made.port2);
  return made;
}

function startImporting(): Remote<ImportApi> {
  const api: ImportApi = {
    hello: () => Promise.resolve(PROTOCOL_VERSION),
    inspect: inspectFile,
    hash: hashFile,
    stage: (request, intake, onProgress) => {
      const engine = wrap<SegmentIntake>(intake);
      return stageFile(request, (segment) => engine.take(transfer(segment, [segment.buffer])), onProgress);
    }
  };
  const { port1, port2 } = channel();
  expose(api, port1);
  return wrap<ImportApi>(port2);
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('the import worker’s contract', () => {
  it('survives structured clone: inspect, then stage through a port of its own', async () => {
    const remote = startImporting();
    expect(await remote.hello()).toBe(PROTOCOL_VERSION);
    const file = new Blob(['login,__proto__\n', 'asha,x\n'.repeat(40_000)]);
    const inspected = await remote.inspect({
      file,
      choice: {},
      target: 'users',
      rememberedMappings: undefined,
      catalogId: undefined
    });
    const { dialect, mapping } = must(inspected.ok ? inspected.value : undefined, 'the file can be read');
    expect(mapping[1].target).toBe('custom:__proto__');

    const taken: SegmentTransfer[] = [];
    const intake: SegmentIntake = {
      take: (segment) => {
        taken.push(segment);
        return Promise.resolve();
      }
    };
    const { port1, port2 } = channel();
    expose(intake, port1);
    const progress: JobProgress[] = [];
    const outcome = await remote.stage(
      { file, recipe: { dialect, mapping } },
      transfer(port2, [port2]),
      proxy((report: JobProgress) => void progress.push(report))
    );
    expect(outcome).toMatchObject({ status: 'done', value: { rowsRead: 40_000, rowsStaged: 40_000, issues: [] } });
    expect(taken.map((segment) => segment.rowCount)).toEqual([32_768, 7_232]);
    expect(taken.every((segment) => segment.buffer.byteLength > 0)).toBe(true);
    expect(progress.length).toBeGreaterThan(0);
  });

  it('gives an expected failure as a value', async () => {
    const remote = startImporting();
    expect(
      await remote.inspect({
        file: new Blob([]),
        choice: {},
        target: 'users',
        rememberedMappings: undefined,
        catalogId: undefined
      })
    ).toEqual({
      ok: false,
      error: { kind: 'file-empty' }
    });
  });
});
