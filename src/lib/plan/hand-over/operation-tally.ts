import { attributeLabel, type Attribute } from '../../model/attribute';
import { OPERATION_CODE, OPERATION_KINDS, type OperationKind } from '../../model/plan-operation';
import type { OperationSource, WriteTally } from '../plan-file';

/** Why a value is not said, though its operation may be. */
const REASONS = {
  'no-column': (names: string) => `The files have no column for: ${names}.`,
  emptied: (names: string) => `The files cannot empty a value, which stays as it is: ${names}.`,
  renamed: (names: string) => `The files tell users by it, and so cannot change it: ${names}.`
} as const;
type Reason = keyof typeof REASONS;

/** Counts what a writer has said; whatever else the plan has is what it left unsaid. Keeps what the person is to know. */
export class OperationTally {
  readonly notes: string[] = [];
  readonly #said = new Float64Array(OPERATION_KINDS.length);
  readonly #counts: OperationSource['counts'];
  readonly #leftOut = new Map<Reason, Set<Attribute>>();

  constructor(counts: OperationSource['counts']) {
    this.#counts = counts;
  }

  say(kind: OperationKind, count = 1): void {
    this.#said[OPERATION_CODE[kind]] += count;
  }

  /** A value that is not said. */
  leaveOut(attribute: Attribute, reason: Reason = 'no-column'): void {
    const attributes = this.#leftOut.get(reason) ?? new Set();
    this.#leftOut.set(reason, attributes.add(attribute));
  }

  result(): WriteTally {
    const unsaid: Partial<Record<OperationKind, number>> = {};
    let written = 0;
    for (const [code, kind] of OPERATION_KINDS.entries()) {
      written += this.#said[code];
      const left = this.#counts[kind] - this.#said[code];
      if (left > 0) unsaid[kind] = left;
    }
    const leftOut = [...this.#leftOut].map(([reason, all]) => REASONS[reason]([...all].map(attributeLabel).join(', ')));
    const notes = [...this.notes, ...leftOut];
    return { written, unsaid, ...(notes.length > 0 ? { notes } : {}) };
  }
}
