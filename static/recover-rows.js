// A stored row as JSON that anybody can read. What JSON has no form for is an object with one key that begins with `$`
// (listed on the page); bytes beyond a few kilobytes are files of their own, which the row names.
const INLINE_BYTES = 4096;

/** `file(bytes, type)` keeps bytes for a file and answers its path. */
export function readable(value, file) {
  return encode(value, { file, above: new Set() });
}

function encode(value, context) {
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (context.above.has(value)) return { $unsaved: 'a row that holds itself' };
  context.above.add(value);
  const encoded = encodeObject(value, context);
  context.above.delete(value);
  return encoded;
}

function encodeObject(value, context) {
  if (value instanceof ArrayBuffer) return encodeBytes(new Uint8Array(value), 'ArrayBuffer', context);
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return encodeBytes(bytes, value.constructor.name, context);
  }
  if (value instanceof Blob) return { $file: context.file(value, value.type), type: 'Blob' };
  if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? null : value.toISOString() };
  if (value instanceof Map) return { $map: [...value].map((entry) => entry.map((part) => encode(part, context))) };
  if (value instanceof Set) return { $set: [...value].map((part) => encode(part, context)) };
  if (Array.isArray(value)) return value.map((part) => encode(part, context));
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return kind === 'Object' ? encodePlain(value, context) : { $unsaved: kind };
}

function encodePlain(value, context) {
  const entries = Object.entries(value).map(([name, part]) => [name, encode(part, context)]);
  if (entries.some(([name]) => name.startsWith('$'))) return { $object: entries };
  // `fromEntries` defines; an assignment to `__proto__` would be lost.
  return Object.fromEntries(entries);
}

function encodeBytes(bytes, type, context) {
  if (bytes.length <= INLINE_BYTES) return { $bytes: btoa(String.fromCharCode(...bytes)), type };
  return { $file: context.file(bytes, type), type };
}
