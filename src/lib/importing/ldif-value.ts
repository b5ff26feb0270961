const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The value behind the colon: as it stands, from base64, empty for bytes that are no text and have no written form here
 * (pictures, certificates), `undefined` for one that cannot be read, a reference to another file among them.
 */
export function ldifValue(line: string, colon: number, name = ''): string | undefined {
  const sign = line[colon + 1];
  if (sign === '<') return undefined;
  if (sign !== ':') return line.slice(colon + 1).replace(/^ */, '');
  const bytes = base64Bytes(line.slice(colon + 2).trim());
  if (!bytes) return undefined;
  if (name.startsWith('objectguid') || name === 'msexchmailboxguid') return guidText(bytes);
  if (name.startsWith('objectsid')) return sidText(bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return '';
  }
}

function base64Bytes(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** As Windows writes it: the first three groups have their bytes turned round. */
function guidText(bytes: Uint8Array): string {
  if (bytes.length !== 16) return '';
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = order.map((at) => bytes[at].toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function sidText(bytes: Uint8Array): string {
  if (bytes.length < 8 || bytes.length !== 8 + 4 * bytes[1]) return '';
  const view = new DataView(bytes.buffer);
  const authority = view.getUint16(2) * 2 ** 32 + view.getUint32(4);
  const parts = Array.from({ length: bytes[1] }, (_, at) => view.getUint32(8 + 4 * at, true));
  return ['S', bytes[0], authority, ...parts].join('-');
}
