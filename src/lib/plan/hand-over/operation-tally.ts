import { OPERATION_CODE, OPERATION_KINDS, type OperationKind } from '../../model/plan-operation';
import type { OperationSource, WriteTally } from '../plan-file';

/** Counts what a writer has said; whatever else the plan has is what it left unsaid. */
export class OperationTally {
  readonly #said = new Float64Array(OPERATION_KINDS.length);
  readonly #counts: OperationSource['counts'];

  constructor(counts: OperationSource['counts']) {
    this.#counts = counts;
  }

  say(kind: OperationKind, count = 1): void {
    this.#said[OPERATION_CODE[kind]] += count;
  }

  result(): WriteTally {
    const unsaid: Partial<Record<OperationKind, number>> = {};
    let written = 0;
    for (const [code, kind] of OPERATION_KINDS.entries()) {
      written += this.#said[code];
      const left = this.#counts[kind] - this.#said[code];
      if (left > 0) unsaid[kind] = left;
    }
    return { written, unsaid };
  }
}
