import { deflateSync, inflateSync } from 'fflate';
import type { FileFormat } from '../model/file-format';
import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../model/plan-operation';
import { fileName } from '../plan/csv/file-name';
import { inverseSource } from '../plan/inverse-operation';
import type { OperationSource, WriteOptions } from '../plan/plan-file';
import type { JobOutcome } from '../protocol/job';
import type { FileSink, HandedOver } from '../protocol/plan-api';
import { PART_OPERATIONS } from '../storage/stored-commit';
import { appsOf } from './apps-of-scope';
import { carriedOut } from './commit-end';
import type { CommitJournal } from './commit-journal';
import { operationsOf } from './commit-lines';
import { unsaidOf } from './hand-over';
import { handedFiles, type HandedFormat } from './hand-over-files';
import { filledCounts, writeWithManifest } from './hand-over-manifest';
import { rulesOf } from './hand-over-rules';
import { isListFormat } from './hand-over-writers';
import type { OpenWorkspace } from './open-workspace';

/** What SCIM servers take that do not say how much. */
const BULK = { maxOperations: 1000, maxBytes: 1_000_000 };

/** The operations that take back what a commit did, as one zip archive. */
export async function writeInverse(
  workspace: OpenWorkspace,
  journal: CommitJournal,
  format: FileFormat,
  sink: FileSink
): Promise<JobOutcome<HandedOver>> {
  const { scope, domainId, target, address, startedAt } = journal.commit;
  const source = inverseSource(await doneSource(journal));
  const hasNone = OPERATION_KINDS.every((kind) => source.counts[kind] === 0);
  if (hasNone || isListFormat(format)) return { status: 'failed', error: { kind: 'nothing-to-do' } };
  const apps = appsOf(workspace, scope);
  const rules = rulesOf(workspace, apps);
  const domain = workspace.domains.find(({ id }) => id === domainId)?.name ?? '';
  const options: WriteOptions = { target, address, domainName: domain, targetApps: new Map(), ...BULK };
  const passed: HandedFormat[] = [];
  const work = { formats: [format], source, options, rules, withInverse: false, lists: [] };
  const outcome = await writeWithManifest({
    pieces: handedFiles(work, passed),
    passed,
    head: {
      domain,
      app: scope.kind === 'app' ? apps[0]?.name : undefined,
      target,
      counts: filledCounts(source.counts),
      rules
    },
    sink,
    at: new Date(),
    onSlice: () => undefined
  });
  if (outcome.status !== 'done') return outcome;
  const { bytes, files } = outcome;
  const day = new Date(startedAt).toISOString().slice(0, 10);
  const name = `${fileName(domain)}-inverse-of-${day}.zip`;
  const notes = passed.flatMap((one) => one.notes);
  return { status: 'done', value: { fileName: name, bytes, revision: '', files, unsaid: unsaidOf(passed), notes } };
}

interface DonePart {
  readonly start: number;
  /** JSON Lines, deflated. */
  readonly packed: Uint8Array;
  readonly kinds: ReadonlySet<OperationKind>;
}

/**
 * What a commit did itself: not what was there already. Users have the ids that the target gave them. Writers read when
 * they like and cannot wait for the store, so that the parts are read before, and kept packed: about 50 bytes per
 * operation. One part at a time is unpacked and made operations of, for kinds that it has.
 */
async function doneSource(journal: CommitJournal): Promise<OperationSource> {
  const parts: DonePart[] = [];
  const counts = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Record<OperationKind, number>;
  for (const { part } of journal.parts) {
    const lines = await journal.lines(part);
    const start = part * PART_OPERATIONS;
    const kinds = new Set<OperationKind>();
    for (const { kind } of doneOf(journal, start, lines)) {
      kinds.add(kind);
      counts[kind]++;
    }
    if (kinds.size > 0) parts.push({ start, packed: deflateSync(new Uint8Array(lines), { level: 1 }), kinds });
  }
  return { counts, operations: (kinds) => ({ [Symbol.iterator]: () => walk(journal, parts, kinds) }) };
}

function* walk(
  journal: CommitJournal,
  parts: readonly DonePart[],
  kinds: readonly OperationKind[]
): Generator<PlanOperation, void> {
  for (const kind of OPERATION_KINDS.filter((one) => kinds.includes(one))) {
    for (const { start, packed, kinds: here } of parts) {
      if (!here.has(kind)) continue;
      const lines = inflateSync(packed);
      yield* doneOf(journal, start, lines).filter((operation) => operation.kind === kind);
    }
  }
}

/** An update of which the target could take nothing has changed nothing. */
function doneOf(journal: CommitJournal, start: number, lines: ArrayBuffer | Uint8Array): readonly PlanOperation[] {
  return operationsOf(lines)
    .map((operation, i) => carriedOut(journal.named(start + i, operation), journal.notCarried(start + i)))
    .filter(({ kind, changes }, i) => {
      const isEmpty = kind === 'update-user' && changes.length === 0;
      return !isEmpty && journal.state(start + i) === 'done';
    });
}
