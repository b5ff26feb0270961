import { expose, transfer, wrap } from 'comlink';
import { hashFile } from '../src/lib/importing/hash-file';
import { inspectFile } from '../src/lib/importing/inspect-file';
import { stageFile } from '../src/lib/importing/stage-file';
import type { ImportApi, SegmentIntake } from '../src/lib/protocol/import-api';
import { PROTOCOL_VERSION } from '../src/lib/protocol/version';
import { holdLife } from '../src/lib/clients/worker-life';

/** Reads files for the page. Wiring only: the work is done in `importing/`. Disposable: ended to cancel. */
const api: ImportApi = {
  hello: () => Promise.resolve(PROTOCOL_VERSION),
  inspect: inspectFile,
  hash: hashFile,
  stage: (request, intake, onProgress) => {
    const engine = wrap<SegmentIntake>(intake);
    return stageFile(
      request,
      (segment) => engine.take(transfer(segment, [segment.buffer, segment.recordNumbers.buffer])),
      onProgress
    );
  }
};

holdLife();
expose(api);
