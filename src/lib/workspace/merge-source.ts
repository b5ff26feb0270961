import { createDecisionColumns, unpackDecisionColumns, type DecisionColumns } from '../engine/decision-columns';
import { unpackSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SEGMENT_ROWS } from '../engine/segment';
import { must } from '../model/assert';
import type { AppId, IdentityDomainId } from '../model/ids';
import { segmentsOf, type ListHead } from '../storage/list-head';
import { partOf } from '../storage/part-bundle';
import { readBackup, type BackupSource } from './backup-reading';
import type { BackupTally } from './backup-tally';

/** Lists as the other workspace has them now, in memory until the preview is made. Its history is not looked at. */
export class MergeSource {
  readonly name: string;
  readonly tally: BackupTally;
  readonly #segments: ReadonlyMap<number, ArrayBuffer>;

  private constructor(name: string, tally: BackupTally, segments: ReadonlyMap<number, ArrayBuffer>) {
    this.name = name;
    this.tally = tally;
    this.#segments = segments;
  }

  /** Throws a BackupFault for a file that is not whole. */
  static async read(source: BackupSource): Promise<MergeSource> {
    const segments = new Map<number, ArrayBuffer>();
    const live = new Set<number>();
    const { about, tally } = await readBackup(source, {
      onRow: (table, row) => {
        // A row of `lists` is a head.
        if (table === 'lists') for (const number of segmentsOf(row as ListHead)) live.add(number);
      },
      onSegment: (number, bytes) => {
        if (live.has(number)) segments.set(number, bytes.slice().buffer);
      }
    });
    return new MergeSource(about.workspaceName, tally, segments);
  }

  users(domainId: IdentityDomainId): RecordSet {
    return this.#records(this.tally.head(`users:${domainId}`));
  }

  accounts(appId: AppId): { readonly records: RecordSet; readonly decisions: DecisionColumns } {
    const head = this.tally.head(`accounts:${appId}`);
    const records = this.#records(head);
    const decisions = createDecisionColumns(records.rowCount);
    records.segments.forEach(({ rowCount }, i) => {
      const part = partOf(this.#segment(must(head, 'it has rows').decisions[i]), i);
      unpackDecisionColumns(decisions, i * SEGMENT_ROWS, part, rowCount);
    });
    return { records, decisions };
  }

  /** When a step was made; 0 for one that is no longer known. */
  stepAt(id: number): number {
    return this.tally.steps.find((step) => step.id === id)?.at ?? 0;
  }

  #records(head: ListHead | undefined): RecordSet {
    return recordSet((head?.records ?? []).map((number) => unpackSegment(this.#segment(number))));
  }

  #segment(number: number): ArrayBuffer {
    return must(this.#segments.get(number), `part ${number} was read`);
  }
}
