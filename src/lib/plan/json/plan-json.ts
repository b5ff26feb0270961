import { OPERATION_KINDS } from '../../model/plan-operation';
import { OperationTally } from '../hand-over/operation-tally';
import { textFile, type TextPart } from '../hand-over/text-file';
import type { FilePiece, OperationSource, PlanWriter, WriteOptions, WriteTally } from '../plan-file';

/** Changes when what stands in the document does. */
const FORMAT = { format: 'muster-plan', version: 1 } as const;

/**
 * The plan as one JSON document: a head that says of what it is the plan, then the operations, one to a line. `rules`:
 * those in force, as people read them. An attribute or part that an operation does not have is left out.
 */
export function planJsonWriter(rules: readonly string[]): PlanWriter {
  return function* planJson(source, options): Generator<FilePiece, WriteTally> {
    const tally = new OperationTally(source.counts);
    yield* textFile('plan.json', documentParts(source, options, rules, tally));
    return tally.result();
  };
}

/** The same operations as JSON Lines: one per line, nothing else. */
export function* planJsonLines(source: OperationSource): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  yield* textFile('plan.jsonl', lineParts(source, tally));
  return tally.result();
}

function* documentParts(
  source: OperationSource,
  { domainName, target }: WriteOptions,
  rules: readonly string[],
  tally: OperationTally
): Generator<TextPart, void> {
  const head = JSON.stringify({ ...FORMAT, domain: domainName, target, counts: source.counts, rules }, undefined, 2);
  // The closing brace of the head comes after the operations.
  yield { text: `${head.slice(0, -2)},\n  "operations": [`, rows: 0 };
  let separator = '\n';
  for (const operation of source.operations(OPERATION_KINDS)) {
    tally.say(operation.kind);
    yield { text: `${separator}${JSON.stringify(operation)}`, rows: 1 };
    separator = ',\n';
  }
  yield { text: '\n]}\n', rows: 0 };
}

function* lineParts(source: OperationSource, tally: OperationTally): Generator<TextPart, void> {
  for (const operation of source.operations(OPERATION_KINDS)) {
    tally.say(operation.kind);
    yield { text: `${JSON.stringify(operation)}\n`, rows: 1 };
  }
}
