import type { Segment } from '../engine/segment';
import type { Attribute } from '../model/attribute';
import type { KeyBytes } from './key-bytes';
import { createKeyHashes, hashSegmentKeys, type KeyHashes } from './key-hashes';

/** Lists of attributes whose hashes a segment keeps: what most matches ask for. 8 bytes per record and list. */
export const MOST_LISTS = 4;

const hashesOf = new WeakMap<Segment, Map<string, KeyHashes>>();

/**
 * The hashes of a segment's keys, worked out once and kept: segments never change. Only for what is hashed while a file
 * is read; a match that found none keeps none, because new memory costs it more than hashing.
 */
export function segmentHashes(segment: Segment, attributes: readonly Attribute[], reader: KeyBytes): KeyHashes {
  const known = hashesOf.get(segment) ?? new Map<string, KeyHashes>();
  hashesOf.set(segment, known);
  const name = nameOf(attributes, reader);
  const hashes = known.get(name) ?? createKeyHashes(segment.rowCount);
  if (!known.has(name)) hashSegmentKeys(segment, attributes, hashes, reader);
  // Last used stands last.
  known.delete(name);
  known.set(name, hashes);
  const [oldest] = known.keys();
  if (known.size > MOST_LISTS && oldest !== undefined) known.delete(oldest);
  return hashes;
}

/** Those that are kept. */
export function keptHashes(
  segment: Segment,
  attributes: readonly Attribute[],
  reader: KeyBytes
): KeyHashes | undefined {
  return hashesOf.get(segment)?.get(nameOf(attributes, reader));
}

function nameOf(attributes: readonly Attribute[], { isCaseSensitive }: KeyBytes): string {
  return JSON.stringify([isCaseSensitive, ...attributes]);
}
