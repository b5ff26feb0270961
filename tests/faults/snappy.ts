/** The bytes that a raw Snappy run stands for; undefined where it is none. Reads from `start`, to where it says it ends. */
export function unsnapped(packed: Buffer, start: number): Buffer | undefined {
  const size = varint(packed, start);
  if (!size || size.value === 0 || size.value > 256 * 2 ** 20) return undefined;
  const out = Buffer.alloc(size.value);
  let written = 0;
  for (let at = size.next; written < out.length;) {
    const element = at < packed.length ? elementAt(packed, at) : undefined;
    if (!element || written + element.length > out.length) return undefined;
    if (element.offset === 0) {
      if (element.next + element.length > packed.length) return undefined;
      packed.copy(out, written, element.next, element.next + element.length);
      at = element.next + element.length;
    } else {
      if (element.offset > written) return undefined;
      // Byte by byte: a copy may reach into what it writes.
      for (let i = 0; i < element.length; i++) out[written + i] = out[written + i - element.offset];
      at = element.next;
    }
    written += element.length;
  }
  return out;
}

interface Element {
  readonly length: number;
  /** 0 for bytes that follow. */
  readonly offset: number;
  readonly next: number;
}

function elementAt(packed: Buffer, at: number): Element | undefined {
  const tag = packed[at];
  const kind = tag & 3;
  if (at + 5 > packed.length && at + kind + 1 > packed.length) return undefined;
  if (kind === 0) {
    const short = tag >> 2;
    if (short < 60) return { length: short + 1, offset: 0, next: at + 1 };
    const bytes = short - 59;
    if (at + 1 + bytes > packed.length) return undefined;
    return { length: packed.readUIntLE(at + 1, bytes) + 1, offset: 0, next: at + 1 + bytes };
  }
  if (kind === 1) return { length: ((tag >> 2) & 7) + 4, offset: ((tag >> 5) << 8) | packed[at + 1], next: at + 2 };
  const bytes = kind === 2 ? 2 : 4;
  if (at + 1 + bytes > packed.length) return undefined;
  const offset = packed.readUIntLE(at + 1, bytes);
  return offset === 0 ? undefined : { length: (tag >> 2) + 1, offset, next: at + 1 + bytes };
}

function varint(bytes: Buffer, start: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 5 && start + i < bytes.length; i++) {
    value += (bytes[start + i] & 127) * 2 ** (7 * i);
    if (bytes[start + i] < 128) return { value, next: start + i + 1 };
  }
  return undefined;
}
