import type { Encoding } from '../model/import-recipe';
import { ImportFailure } from './import-failure';
import { wrongOffsetInChunk } from './wrong-byte';

/** A part of the file as text, and how many bytes of the file were read up to its end. */
export interface DecodedPart {
  readonly text: string;
  readonly bytesRead: number;
}

/**
 * Bytes to text with ONE decoder for the whole stream, so that a character cut by a chunk's edge stays whole. Strict:
 * bytes that do not exist in the encoding end the stream with `file-wrong-encoding`, never with U+FFFD.
 * Parts are at least `partChars` long, but for the last one.
 */
export async function* decodeText(
  stream: ReadableStream<Uint8Array>,
  encoding: Encoding,
  partChars: number
): AsyncGenerator<DecodedPart, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const reader = stream.getReader();
  let bytesRead = 0;
  let text = '';
  let previous: Uint8Array = new Uint8Array(0);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decodeChunk(decoder, value, encoding, () => bytesRead + wrongOffsetInChunk(previous, value, encoding));
      bytesRead += value.byteLength;
      previous = value;
      if (text.length < partChars) continue;
      yield { text, bytesRead };
      text = '';
    }
    text += decodeChunk(decoder, undefined, encoding, () => bytesRead);
    yield { text, bytesRead };
  } finally {
    await reader.cancel();
  }
}

function decodeChunk(
  decoder: TextDecoder,
  chunk: Uint8Array | undefined,
  encoding: Encoding,
  offset: () => number
): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new ImportFailure({ kind: 'file-wrong-encoding', encoding, byteOffset: offset() });
  }
}
