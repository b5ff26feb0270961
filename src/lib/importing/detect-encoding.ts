import type { Encoding } from '../model/import-recipe';
import { isDecodable } from './wrong-byte';

/**
 * Which encoding a file is in, told from its first bytes: by its byte order mark, by where zero bytes stand, by strict
 * UTF-8, and only then by assumption. windows-1252 gives every byte a meaning, so it can be assumed but never proved.
 */
export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly evidence: 'mark' | 'valid' | 'assumed';
}

export function detectEncoding(head: Uint8Array): EncodingGuess {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', evidence: 'mark' };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', evidence: 'mark' };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', evidence: 'mark' };
  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, evidence: isDecodable(head, wide) ? 'valid' : 'assumed' };
  return isDecodable(head, 'utf-8')
    ? { encoding: 'utf-8', evidence: 'valid' }
    : { encoding: 'windows-1252', evidence: 'assumed' };
}

/** Delimiters, digits and line breaks leave a zero in one half of each UTF-16 unit, whatever the script. */
function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at & 1]++;
  const [even, odd] = zeros;
  const enough = head.length / 16;
  if (odd > enough && odd > 8 * even) return 'utf-16le';
  if (even > enough && even > 8 * odd) return 'utf-16be';
  return undefined;
}
