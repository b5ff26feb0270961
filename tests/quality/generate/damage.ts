import type { Random } from '../../../src/lib/sample/random';

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'sq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'ko',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'o',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'eq',
  y: 'tu',
  z: 'sx'
};

/** One slip of the fingers: a letter left out, doubled, hit beside, or two exchanged. Short texts stay. */
export function mistyped(text: string, random: Random): string {
  if (text.length < 4) return text;
  const at = 1 + random.below(text.length - 2);
  const before = text.slice(0, at);
  const letter = text[at] ?? '';
  const after = text.slice(at + 1);
  switch (random.below(4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + (NEIGHBOURS[letter]?.[0] ?? 'e') + after;
    default:
      return before + (after[0] ?? '') + letter + after.slice(1);
  }
}

/** The same date with day and month exchanged where that is a date, else one digit off. */
export function misdated(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (Number(day) <= 12 && day !== month) return `${year}-${day}-${month}`;
  return `${year}-${month}-${String(1 + random.below(28)).padStart(2, '0')}`;
}

/** As people and systems write the same number. */
export function rewrittenPhone(phone: string, random: Random): string {
  switch (random.below(4)) {
    case 0:
      return phone.replaceAll(' ', '');
    case 1:
      return phone.replace('+', '00').replaceAll(' ', '-');
    case 2:
      return phone.replace(/^\+\d+ /, '0');
    default:
      return phone;
  }
}
