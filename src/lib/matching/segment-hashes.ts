import type { Segment } from '../engine/segment';
import type { Attribute } from '../model/attribute';
import type { KeyBytes } from './key-bytes';
import { createKeyHashes, hashSegmentKeys, type KeyHashes } from './key-hashes';

/** Lists of attributes whose hashes a segment keeps: what most matches ask for. 8 bytes per record and list. */
export const MOST_LISTS = 4;

const hashesOf = new WeakMap<Segment, Map<string, KeyHashes>>();

/**
 * The hashes of a segment's keys, worked out once: segments never change, so that matching again, with other rules or
 * after an import of a few rows, hashes only what it has not seen.
 */
export function segmentHashes(segment: Segment, attributes: readonly Attribute[], reader: KeyBytes): KeyHashes {
  const known = hashesOf.get(segment) ?? new Map<string, KeyHashes>();
  hashesOf.set(segment, known);
  const name = JSON.stringify([reader.isCaseSensitive, ...attributes]);
  const hashes = known.get(name) ?? createKeyHashes(segment.rowCount);
  if (!known.has(name)) hashSegmentKeys(segment, attributes, hashes, reader);
  // Last used stands last.
  known.delete(name);
  known.set(name, hashes);
  const [oldest] = known.keys();
  if (known.size > MOST_LISTS && oldest !== undefined) known.delete(oldest);
  return hashes;
}
