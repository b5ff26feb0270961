import { enlarged } from '../engine/byte-dictionary';
import type { Encoding } from '../model/import-recipe';
import { decodeText } from './decode-text';
import { ImportFailure } from './import-failure';
import { Utf8Check } from './utf8-check';
import { wrongOffsetInChunk } from './wrong-byte';

/** Room behind the end, for what a scanner reads or writes there. */
const SLACK_BYTES = 8;
const MARK = [0xef, 0xbb, 0xbf];
const LONGEST_CHARACTER = 4;

const encoder = new TextEncoder();

/** A part of a file as UTF-8. Whoever reads it moves `start` on; what is left then stands before the next part. */
export class Utf8Block {
  bytes = new Uint8Array(SLACK_BYTES);
  view = new DataView(this.bytes.buffer);
  start = 0;
  end = 0;
  /** Bytes of the file up to the end of the block. */
  bytesRead = 0;
  isLast = false;

  append(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  appendText(text: string): void {
    this.#makeRoom(text.length * 3);
    this.end += encoder.encodeInto(text, this.bytes.subarray(this.end)).written;
  }

  #makeRoom(length: number): void {
    if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end);
      this.end -= this.start;
      this.start = 0;
    }
    const needed = this.end + length + SLACK_BYTES;
    if (needed <= this.bytes.length) return;
    this.bytes = enlarged(this.bytes, needed);
    this.view = new DataView(this.bytes.buffer);
  }
}

/**
 * The whole file as UTF-8 in blocks of at least `blockBytes`, without a mark at the beginning; the last one, which may
 * bring nothing new, says so. It is the same object every time: memory holds one block and what was left of the last.
 * A byte that does not exist in the encoding ends it with `file-wrong-encoding`.
 */
export async function* utf8Blocks(
  stream: ReadableStream<Uint8Array>,
  encoding: Encoding,
  blockBytes: number
): AsyncGenerator<Utf8Block, void, undefined> {
  const block = new Utf8Block();
  const parts =
    encoding === 'utf-8' ? checkedParts(stream, block, blockBytes) : encodedParts(stream, block, encoding, blockBytes);
  for await (const bytesRead of parts) {
    block.bytesRead = bytesRead;
    yield block;
  }
  block.isLast = true;
  yield block;
}

async function* encodedParts(
  stream: ReadableStream<Uint8Array>,
  block: Utf8Block,
  encoding: Encoding,
  blockBytes: number
): AsyncGenerator<number, void, undefined> {
  for await (const { text, bytesRead } of decodeText(stream, encoding, blockBytes)) {
    block.appendText(text);
    yield bytesRead;
  }
}

async function* checkedParts(
  stream: ReadableStream<Uint8Array>,
  block: Utf8Block,
  blockBytes: number
): AsyncGenerator<number, void, undefined> {
  const chunks = new CheckedChunks();
  let yielded = 0;
  for await (const chunk of chunksOf(stream, blockBytes)) {
    chunks.check(chunk);
    block.append(chunk);
    // Once the mark can be told from what is none.
    if (chunks.bytesRead - yielded < Math.max(blockBytes, MARK.length)) continue;
    if (yielded === 0) dropMark(block);
    yielded = chunks.bytesRead;
    yield yielded;
  }
  chunks.finish();
  if (yielded === 0) dropMark(block);
  yield chunks.bytesRead;
}

/**
 * At most as long as given. Never by a reader that fills memory given to it, which would spare garbage: Chromium leaves
 * such a read of a file unanswered at times.
 */
async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
  mostBytes: number
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); next.value; next = await reader.read())
      for (let at = 0; at < next.value.length; at += mostBytes) yield next.value.subarray(at, at + mostBytes);
  } finally {
    await reader.cancel();
  }
}

/** Throws where the decoder would, with the same place. */
class CheckedChunks {
  bytesRead = 0;
  readonly #check = new Utf8Check();
  #previous: Uint8Array = new Uint8Array(0);

  check(chunk: Uint8Array): void {
    if (!this.#check.accepts(chunk))
      throw wrongEncoding(this.bytesRead + wrongOffsetInChunk(this.#previous, chunk, 'utf-8'));
    this.bytesRead += chunk.byteLength;
    this.#previous = chunk.slice(-LONGEST_CHARACTER);
  }

  finish(): void {
    if (!this.#check.isComplete) throw wrongEncoding(this.bytesRead);
  }
}

function wrongEncoding(byteOffset: number): ImportFailure {
  return new ImportFailure({ kind: 'file-wrong-encoding', encoding: 'utf-8', byteOffset });
}

function dropMark(block: Utf8Block): void {
  if (block.end - block.start >= MARK.length && MARK.every((byte, i) => block.bytes[block.start + i] === byte))
    block.start += MARK.length;
}
