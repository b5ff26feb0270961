import { readWholeXml } from './workbook-xml';

/** What the format of a cell makes of its number, as far as that changes what it says. */
export interface NumberFormat {
  /** `date-or-time`: one in some languages, the other in others; the number tells. */
  readonly kind: 'plain' | 'padded' | 'scientific' | 'date' | 'date-time' | 'time' | 'elapsed' | 'date-or-time';
  /** `padded`: filled up with zeros to so many digits, as in 00123. */
  readonly digits: number;
}

export const PLAIN: NumberFormat = { kind: 'plain', digits: 0 };

/** Formats that are known by their number: no file spells them out. From, to, both included. */
const BUILT_IN: readonly (readonly [from: number, to: number, kind: NumberFormat['kind']])[] = [
  [11, 11, 'scientific'],
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date-time'],
  [27, 36, 'date-or-time'],
  [45, 45, 'time'],
  [46, 46, 'elapsed'],
  [47, 47, 'time'],
  [48, 48, 'scientific'],
  [50, 58, 'date-or-time'],
  [71, 74, 'date'],
  [75, 76, 'time'],
  [77, 77, 'date-time'],
  [78, 78, 'time'],
  [79, 79, 'elapsed'],
  [80, 80, 'time'],
  [81, 81, 'date']
];

/** The formats of a workbook, by the number that cells name them with. */
export async function readFormats(styles: AsyncIterable<Uint8Array> | undefined): Promise<readonly NumberFormat[]> {
  if (!styles) return [];
  const own = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let isInCells = false;
  await readWholeXml(styles, {
    open(name, attribute) {
      if (name === 'numFmt') own.set(Number(attribute('numFmtId')), formatOf(attribute('formatCode') ?? ''));
      else if (name === 'cellXfs') isInCells = true;
      else if (name === 'xf' && isInCells) {
        const id = Number(attribute('numFmtId') ?? 0);
        formats.push(own.get(id) ?? builtIn(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    }
  });
  return formats;
}

function builtIn(id: number): NumberFormat {
  const kind = BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2];
  return kind ? { kind, digits: 0 } : PLAIN;
}

/** What stands in a format beside its signs: texts in quotes, single ones behind \ _ *, colours, languages, conditions. */
const BESIDE = /"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|am\/pm|a\/p|[^\x20-\x7e]/gi;

/** Reads the code of a format, of which the first section is the one for positive numbers. */
export function formatOf(code: string): NumberFormat {
  const [signs] = code.replace(BESIDE, '').toLowerCase().split(';');
  const kind = kindOf(signs);
  return { kind, digits: kind === 'padded' ? signs.trim().length : 0 };
}

function kindOf(signs: string): NumberFormat['kind'] {
  if (/general|@/.test(signs)) return 'plain';
  if (/[0#?]e[+-]/.test(signs)) return 'scientific';
  if (/^\s*00+\s*$/.test(signs)) return 'padded';
  if (/\[[hms]+\]/.test(signs)) return 'elapsed';
  const hasTime = /[hs]/.test(signs);
  // An m beside hours or seconds is minutes.
  const hasDate = /[yd]/.test(signs) || (!hasTime && signs.includes('m'));
  if (hasDate) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : 'plain';
}
