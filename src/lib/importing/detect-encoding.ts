import type { Encoding } from '../model/import-recipe';
import { encodingCandidates } from './encoding-candidates';
import { isDecodable } from './wrong-byte';

/**
 * Which encoding a file is in, told from its first bytes: by its byte order mark, by where zero bytes stand, by strict
 * UTF-8, and only then by assumption: the encoding in which the words look most like words. The old ones give nearly every
 * byte a meaning, so they can be assumed but never proved.
 */
export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly evidence: 'mark' | 'valid' | 'assumed';
}

const MARKS: readonly { readonly encoding: Encoding; readonly mark: readonly number[] }[] = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] }
];

export function detectEncoding(head: Uint8Array): EncodingGuess {
  const marked = MARKS.find(({ mark }) => mark.every((byte, at) => head[at] === byte));
  if (marked) return { encoding: marked.encoding, evidence: 'mark' };
  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, evidence: isDecodable(head, wide) ? 'valid' : 'assumed' };
  return isDecodable(head, 'utf-8')
    ? { encoding: 'utf-8', evidence: 'valid' }
    : { encoding: encodingCandidates(head)[0]?.encoding ?? 'windows-1252', evidence: 'assumed' };
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
