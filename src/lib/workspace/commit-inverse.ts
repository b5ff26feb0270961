import type { FileFormat } from '../model/file-format';
import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../model/plan-operation';
import { fileName } from '../plan/csv/file-name';
import { inverseSource } from '../plan/inverse-operation';
import type { OperationSource, WriteOptions } from '../plan/plan-file';
import type { JobOutcome } from '../protocol/job';
import type { FileSink, HandedOver } from '../protocol/plan-api';
import { PART_OPERATIONS } from '../storage/stored-commit';
import type { CommitJournal } from './commit-journal';
import { operationsOf } from './commit-lines';
import { writeArchive } from './hand-over-archive';
import { handedFiles, type WrittenFormat } from './hand-over-files';
import { isListFormat } from './hand-over-writers';

/** What SCIM servers take that do not say how much. */
const BULK = { maxOperations: 1000, maxBytes: 1_000_000 };

/** The operations that take back what a commit did, as one zip archive. */
export async function writeInverse(
  journal: CommitJournal,
  domainName: string,
  format: FileFormat,
  sink: FileSink
): Promise<JobOutcome<HandedOver>> {
  const source = inverseSource(await doneSource(journal));
  const hasNone = OPERATION_KINDS.every((kind) => source.counts[kind] === 0);
  if (hasNone || isListFormat(format)) return { status: 'failed', error: { kind: 'nothing-to-do' } };
  const { target, address, startedAt } = journal.commit;
  const options: WriteOptions = { target, address, domainName, targetApps: new Map(), ...BULK };
  const written: WrittenFormat[] = [];
  const work = { formats: [format], source, options, rules: [], withInverse: false, lists: [] };
  const outcome = await writeArchive(handedFiles(work, written), sink, new Date(), () => undefined);
  if (outcome.status !== 'done') return outcome;
  const files = written.flatMap((one) => one.files).map((file) => ({ ...file, rows: file.rows ?? 0 }));
  const unsaid = written.flatMap((one) =>
    OPERATION_KINDS.map((kind) => ({ format, kind, count: one.unsaid[kind] ?? 0 })).filter(({ count }) => count > 0)
  );
  const day = new Date(startedAt).toISOString().slice(0, 10);
  return {
    status: 'done',
    value: {
      fileName: `${fileName(domainName)}-inverse-of-${day}.zip`,
      bytes: outcome.bytes,
      files,
      unsaid,
      notes: written.flatMap(({ notes }) => notes)
    }
  };
}

interface DonePart {
  readonly start: number;
  readonly lines: ArrayBuffer;
  readonly kinds: ReadonlySet<OperationKind>;
}

/**
 * What a commit did itself: not what was there already. Users have the ids that the target gave them. The operations are
 * read into memory as they are stored, about 500 bytes each, and made anew as they are read.
 */
export async function doneSource(journal: CommitJournal): Promise<OperationSource> {
  const parts: DonePart[] = [];
  const counts = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Record<OperationKind, number>;
  for (const { part } of journal.parts) {
    const lines = await journal.lines(part);
    const start = part * PART_OPERATIONS;
    const kinds = new Set<OperationKind>();
    for (const { kind } of doneOf(journal, { start, lines })) {
      kinds.add(kind);
      counts[kind]++;
    }
    parts.push({ start, lines, kinds });
  }
  return { counts, operations: (kinds) => ({ [Symbol.iterator]: () => walk(journal, parts, kinds) }) };
}

function* walk(
  journal: CommitJournal,
  parts: readonly DonePart[],
  kinds: readonly OperationKind[]
): Generator<PlanOperation, void> {
  for (const kind of OPERATION_KINDS.filter((one) => kinds.includes(one))) {
    for (const part of parts.filter((one) => one.kinds.has(kind)))
      yield* doneOf(journal, part).filter((operation) => operation.kind === kind);
  }
}

function doneOf(journal: CommitJournal, { start, lines }: Omit<DonePart, 'kinds'>): readonly PlanOperation[] {
  const named = operationsOf(lines).map((operation, i) => journal.named(start + i, operation));
  return named.filter((_, i) => journal.state(start + i) === 'done');
}
