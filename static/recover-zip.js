// A zip archive, written piece by piece and not compressed: what is saved is mostly packed already, and a plain archive
// is the one thing that every system opens. Sizes and places beyond 4 GB, and more than 65,535 files, are written in the
// 64-bit form that the format has for them.
const UTF8_NAMES = 0x0800;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
const VERSION = 20;
const VERSION_64 = 45;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function checkSum(bytes) {
  let sum = MOST_32;
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ CRC_TABLE[(sum ^ bytes[i]) & 0xff];
  return (sum ^ MOST_32) >>> 0;
}

/** Fields as [bytes, value], little-endian. */
function record(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((length, [size]) => length + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 8) view.setBigUint64(at, BigInt(value), true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

function dosTime(date) {
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const day = ((date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  return { time, day };
}

export class ZipWriter {
  #sink;
  #offset = 0;
  #entries = [];
  #at = dosTime(new Date());

  /** `sink.write(bytes)` is awaited, so that no more is in memory than one file of the archive. */
  constructor(sink) {
    this.#sink = sink;
  }

  get bytes() {
    return this.#offset;
  }

  async add(path, bytes) {
    const name = new TextEncoder().encode(path);
    const entry = { name, sum: checkSum(bytes), size: bytes.length, offset: this.#offset };
    await this.#write(record([[4, 0x04034b50], [2, VERSION], ...this.#common(entry), [2, 0]]));
    await this.#write(name);
    await this.#write(bytes);
    this.#entries.push(entry);
  }

  async finish() {
    const start = this.#offset;
    for (const entry of this.#entries) await this.#directory(entry);
    const size = this.#offset - start;
    const count = this.#entries.length;
    if (count >= MOST_16 || start >= MOST_32 || size >= MOST_32) await this.#end64({ count, size, start });
    const shown = [2, Math.min(count, MOST_16)];
    const places = [
      [4, Math.min(size, MOST_32)],
      [4, Math.min(start, MOST_32)]
    ];
    await this.#write(record([[4, 0x06054b50], [2, 0], [2, 0], shown, shown, ...places, [2, 0]]));
  }

  async #directory(entry) {
    const isFar = entry.offset >= MOST_32;
    const version = isFar ? VERSION_64 : VERSION;
    const far = isFar
      ? record([
          [2, 1],
          [2, 8],
          [8, entry.offset]
        ])
      : new Uint8Array();
    await this.#write(
      record([
        [4, 0x02014b50],
        [2, version],
        [2, version],
        ...this.#common(entry),
        [2, far.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, Math.min(entry.offset, MOST_32)]
      ])
    );
    await this.#write(entry.name);
    await this.#write(far);
  }

  async #end64({ count, size, start }) {
    const place = this.#offset;
    await this.#write(
      record([
        [4, 0x06064b50],
        [8, 44],
        [2, VERSION_64],
        [2, VERSION_64],
        [4, 0],
        [4, 0],
        [8, count],
        [8, count],
        [8, size],
        [8, start]
      ])
    );
    await this.#write(
      record([
        [4, 0x07064b50],
        [4, 0],
        [8, place],
        [4, 1]
      ])
    );
  }

  /** What the header before a file and its line in the directory have in common. */
  #common({ name, sum, size }) {
    const { time, day } = this.#at;
    return [
      [2, UTF8_NAMES],
      [2, 0],
      [2, time],
      [2, day],
      [4, sum],
      [4, size],
      [4, size],
      [2, name.length]
    ];
  }

  async #write(bytes) {
    if (bytes.length === 0) return;
    await this.#sink.write(bytes);
    this.#offset += bytes.length;
  }
}
