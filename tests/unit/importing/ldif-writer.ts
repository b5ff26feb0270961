/** A writer of LDIF for tests, after RFC 2849 and not after the reader: obvious rather than quick. */
export interface WrittenEntry {
  readonly dn: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

export interface LdifStyle {
  readonly lineBreak: string;
  /** Physical lines are cut at so many characters; 2 at least. */
  readonly width: number;
  readonly hasVersion: boolean;
  readonly hasComments: boolean;
  /** Base64 also where it is not needed. */
  readonly isEncoding: (value: string) => boolean;
}

export function writeLdif(entries: readonly WrittenEntry[], style: LdifStyle): string {
  const lines = style.hasVersion ? ['version: 1', ''] : [];
  for (const { dn, attributes } of entries) {
    if (style.hasComments) lines.push(...folded(`# ${Buffer.from(dn).toString('hex')}`, style.width));
    for (const [name, value] of [['dn', dn] as const, ...attributes]) {
      const isSafe = /^[\x21-\x39\x3b\x3d-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value);
      const text =
        isSafe && !style.isEncoding(value) ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`;
      lines.push(...folded(text, style.width));
    }
    lines.push('');
  }
  return lines.map((line) => line + style.lineBreak).join('');
}

function folded(line: string, width: number): readonly string[] {
  const parts = [line.slice(0, width)];
  for (let at = width; at < line.length; at += width - 1) parts.push(` ${line.slice(at, at + width - 1)}`);
  return parts;
}
