import { joined, type Bytes } from './bytes';

const DEFLATE = 'deflate-raw';

/** Undefined where the browser has no such thing, or where it would be no smaller. */
export async function deflate(bytes: Bytes): Promise<Bytes | undefined> {
  if (typeof CompressionStream === 'undefined') return undefined;
  const packed = await collect(bytes, new CompressionStream(DEFLATE), bytes.length);
  return packed && packed.length < bytes.length ? packed : undefined;
}

/** Undefined unless it unpacks to exactly so many bytes: stopped as soon as it would be more. */
export async function inflate(bytes: Bytes, rawBytes: number): Promise<Bytes | undefined> {
  try {
    const unpacked = await collect(bytes, new DecompressionStream(DEFLATE), rawBytes);
    return unpacked?.length === rawBytes ? unpacked : undefined;
  } catch {
    return undefined;
  }
}

/** What comes out of the stream; undefined for more than `most` bytes, of which the rest is never made. */
async function collect(
  bytes: Bytes,
  { writable, readable }: CompressionStream | DecompressionStream,
  most: number
): Promise<Bytes | undefined> {
  const writer = writable.getWriter();
  const reader = readable.getReader();
  // Its failures are those of reading, where they are looked at.
  const feeding = writer.write(bytes).then(() => writer.close());
  feeding.catch(() => undefined);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
