/** How names with marks end up in user names, mailboxes and systems that know only ASCII. */
const STROKES: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  æ: 'ae',
  Æ: 'Ae',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  đ: 'd',
  Đ: 'D',
  ı: 'i'
};

const SPELLED_OUT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ø: 'oe',
  Ø: 'Oe',
  å: 'aa',
  Å: 'Aa'
};

/** `Jürgen` becomes `Jurgen`. */
export function withoutMarks(name: string): string {
  if (!/[^\p{ASCII}]/u.test(name)) return name;
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => STROKES[letter] ?? letter);
}

/** `Jürgen` becomes `Juergen`; what has no such spelling loses its marks. */
export function spelledOut(name: string): string {
  return withoutMarks(name.normalize('NFC').replace(/[äöüÄÖÜøØåÅ]/g, (letter) => SPELLED_OUT[letter] ?? letter));
}

/** Letters and hyphens of a mailbox: `van den Berg` becomes `vandenberg`. */
export function mailboxPart(latinName: string): string {
  return withoutMarks(latinName)
    .toLowerCase()
    .replace(/[^a-z-]/g, '');
}
