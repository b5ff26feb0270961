/**
 * What names a row of the question pack, in its last column: the account, the users that were offered, and how all of
 * them looked, so that answers which come back months later are held against what was asked.
 *
 *     MUSTER1 <app> <row> <looks> <user>:<looks>,<user>:<looks> <check of all before it>
 *
 * The check finds what was cut or mistyped. It keeps nobody from making one up: what comes back is looked at by a person.
 */
export interface RowMark {
  readonly appId: string;
  readonly row: number;
  readonly looks: string;
  readonly candidates: readonly { readonly row: number; readonly looks: string }[];
}

const OPENING = 'MUSTER1';
const SHAPE =
  /^MUSTER1 ([0-9a-v]+) ([0-9a-z]+) ([0-9a-z]+) (-|[0-9a-z]+:[0-9a-z]+(?:,[0-9a-z]+:[0-9a-z]+)*) ([0-9a-z]+)$/;

export function writeMark({ appId, row, looks, candidates }: RowMark): string {
  const offered = candidates.map((candidate) => `${candidate.row.toString(36)}:${candidate.looks}`).join(',') || '-';
  const text = `${OPENING} ${appId} ${row.toString(36)} ${looks} ${offered}`;
  return `${text} ${fingerprint([text])}`;
}

/** Undefined for what was not written by `writeMark`. */
export function readMark(text: string): RowMark | undefined {
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const [whole, appId, row, looks, offered, check] = found;
  if (fingerprint([whole.slice(0, whole.lastIndexOf(' '))]) !== check) return undefined;
  const candidates = offered === '-' ? [] : offered.split(',').map((part) => part.split(':'));
  return {
    appId,
    row: parseInt(row, 36),
    looks,
    candidates: candidates.map(([user, theirs]) => ({ row: parseInt(user, 36), looks: theirs }))
  };
}

/** 64 bits of texts and where one ends, by two lanes of FNV-1a over UTF-16 units, in base 36. */
export function fingerprint(texts: readonly string[]): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 15);
    }
    a = Math.imul(a ^ 0x10000, 0x01000193);
    b = Math.imul(b ^ 0x10000, 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
