/**
 * What a name holds that an eye does not see, or takes for something else: after Unicode's UTS 39, in short. Nothing is
 * changed or refused: the text stays as it was imported, a badge says what is in it.
 */
export const TEXT_RISKS = ['direction', 'invisible', 'mixed-scripts', 'soft-hyphen', 'odd-space'] as const;
export type TextRiskKind = (typeof TEXT_RISKS)[number];

export interface TextRisk {
  readonly kind: TextRiskKind;
  /** The different characters that it is about, in their order; at most eight. */
  readonly characters: readonly string[];
  /** Of `mixed-scripts`: the script of these characters. */
  readonly script?: string;
}

const MOST_CHARACTERS = 8;
const NONE: readonly TextRisk[] = [];

/** Most names. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Where nothing of this is in it, nothing else is looked at: one pass, for most names all there is. */
const SUSPECT =
  /[\p{Default_Ignorable_Code_Point}\p{Cc}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** The gravest first. */
export function textRisks(text: string): readonly TextRisk[] {
  if (PLAIN.test(text) || !SUSPECT.test(text)) return NONE;
  const found = new Map<string, { kind: TextRiskKind; characters: Set<string>; script?: string }>();
  const note = (kind: TextRiskKind, character: string, script?: string) => {
    const id = `${kind} ${script ?? ''}`;
    const known = found.get(id) ?? { kind, characters: new Set<string>(), ...(script === undefined ? {} : { script }) };
    found.set(id, known);
    if (known.characters.size < MOST_CHARACTERS) known.characters.add(character);
  };
  for (const { 0: character, index } of text.matchAll(UNSEEN)) {
    const kind = unseenKind(character, text.slice(0, index), text.slice(index + character.length));
    if (kind) note(kind, character);
  }
  for (const { letters, script } of strangersIn(text))
    for (const letter of letters) note('mixed-scripts', letter, script);
  return [...found.values()]
    .map(({ characters, ...risk }) => ({ ...risk, characters: [...characters] }))
    .toSorted((one, other) => TEXT_RISKS.indexOf(one.kind) - TEXT_RISKS.indexOf(other.kind));
}

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]/gu;
const BIDI = /\p{Bidi_Control}/u;
const SPACE = /\p{Z}/u;

function unseenKind(character: string, before: string, after: string): TextRiskKind | undefined {
  if (character === '\t' || character === '\n' || character === '\r') return undefined;
  if (character === '\u00ad') return 'soft-hyphen';
  if (BIDI.test(character)) return 'direction';
  if (SPACE.test(character)) return 'odd-space';
  return isJoiner(character) && joins(before, after) ? undefined : 'invisible';
}

/** Zero-width joiner and non-joiner, and what chooses a character's look. */
function isJoiner(character: string): boolean {
  return /^(?:\p{Join_Control}|\p{Variation_Selector})$/u.test(character);
}

/** Persian, the scripts of India and emoji are written with them. */
function joins(before: string, after: string): boolean {
  return JOINED_BEFORE.test(before) && !/^\p{Join_Control}/u.test(after);
}

const JOINED_BEFORE =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Han}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;

interface Strangers {
  readonly script: string;
  readonly letters: readonly string[];
}

/** A word is letters and their marks, digits among them: `pаypal1`. */
const WORD = /\p{L}[\p{L}\p{M}\p{Nd}]*/gu;
const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u]
];

/**
 * The letters of the fewer kind in each word of several of these scripts. Latin beside Han, Kana or Hangul is how people
 * write there, and nobody takes one for the other.
 */
function* strangersIn(text: string): Generator<Strangers> {
  for (const [word] of text.matchAll(WORD)) {
    const kinds = SCRIPTS.map(([script, own]) => ({ script, letters: [...word].filter((letter) => own.test(letter)) }))
      .filter(({ letters }) => letters.length > 0)
      .toSorted((one, other) => other.letters.length - one.letters.length || rank(other) - rank(one));
    yield* kinds.slice(1);
  }
}

/** Of as many of both, Latin counts as the usual one. */
function rank({ script }: Strangers): number {
  return script === 'Latin' ? 1 : 0;
}

const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of direction',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first-strong isolate',
  '\u2069': 'end of isolate',
  '\u3164': 'Hangul filler',
  '\ufeff': 'byte order mark'
};

/** What a character is called that cannot be shown: `zero-width space`, `U+2063`. */
export function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return Object.hasOwn(NAMES, character) ? `${NAMES[character]} (${number})` : number;
}
