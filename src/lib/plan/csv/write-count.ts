import type { Attribute } from '../../model/attribute';
import { attributeLabel } from '../../model/attribute';
import { OPERATION_KINDS, type OperationKind } from '../../model/plan-operation';
import type { OperationSource, WriteTally } from '../plan-file';

/** Adds up what a writer wrote and what it could not say. */
export class WriteCount {
  readonly notes: string[] = [];
  #written = 0;
  readonly #unsaid = new Map<OperationKind, number>();
  readonly #homeless = new Set<Attribute>();

  wrote(count = 1): void {
    this.#written += count;
  }

  leaveOut(kind: OperationKind, count = 1): void {
    if (count > 0) this.#unsaid.set(kind, (this.#unsaid.get(kind) ?? 0) + count);
  }

  /** Whole kinds that the format has no words for. */
  leaveOutAllBut(kinds: readonly OperationKind[], { counts }: OperationSource): void {
    for (const kind of OPERATION_KINDS) if (!kinds.includes(kind)) this.leaveOut(kind, counts[kind]);
  }

  /** An attribute that has no column, though the operation was written. */
  leaveAttributeOut(attribute: Attribute): void {
    this.#homeless.add(attribute);
  }

  tally(): WriteTally {
    const names = [...this.#homeless].map(attributeLabel);
    const homeless = names.length === 0 ? [] : [`The files have no column for: ${names.join(', ')}.`];
    return {
      written: this.#written,
      unsaid: Object.fromEntries(this.#unsaid),
      notes: [...this.notes, ...homeless]
    };
  }
}
