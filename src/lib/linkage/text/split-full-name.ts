import { nameTokens } from './fold-name';
import { type LatinSpelling } from './latin-spelling';
import { isParticle } from './particles';
import { LEADING_TITLES, TRAILING_TITLES } from './titles';

/** A full name in its two parts, as tokens. */
export interface SplitName {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Whether the text itself says which is which: by a comma, by capitals, by its script. */
  readonly isOrderSure: boolean;
}

const NO_NAME: SplitName = { given: [], family: [], isOrderSure: false };
/** Said about a person beside the name. */
const REMARK = /\([^()]*\)|\[[^\]]*\]|\{[^{}]*\}/g;
/** A name between the others that somebody goes by: William (Bill) Smith, Wei "David" Zhang. */
const CALLED = /[("“„]\s*(\p{Lu}\p{Ll}+)\s*[)"”“](?=\s+\p{L})/gu;
const COMMA = /[,，、]/;
const ASIDE = /\s+[-–—|/]+\s+/;
const MARK_WORD = /^(ext|extern|external|contractor|temp|adm|admin|svc|service|test)$/i;
const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
const HANGUL_NAME = /^\p{Script=Hangul}{2,4}$/u;
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]+$/u;
/** Chinese and Korean family names of two characters. */
const COMPOUND =
  /^(欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|东方|東方|皇甫|尉迟|公孙|慕容|令狐|夏侯|南宫|황보|남궁|제갈|선우|독고|사공)/u;

/**
 * Of "Given Family", "Family, Given", "FAMILY Given", and names of one word, which count as family name. Where nothing tells
 * the order, the last word is taken for the family name and the order is unsure. 5 µs: once per record.
 */
export function splitFullName(text: string, latin?: LatinSpelling): SplitName {
  const plain = withoutRemarks(text);
  if (plain === '') return NO_NAME;
  const parts = plain.split(COMMA).filter((part) => !saysNoName(part));
  if (parts.length > 1) return afterComma(parts, latin);
  const words = (parts[0] ?? plain).trim().split(/\s+/);
  if (words.length === 1) return ofOneWord(words[0], latin);
  if (words.length === 2 && words.every((word) => EAST_ASIAN.test(word)))
    return { given: nameTokens(words[1], latin), family: nameTokens(words[0], latin), isOrderSure: true };
  return byCapitals(words, latin) ?? byPosition(words, latin);
}

function withoutRemarks(text: string): string {
  const named = text.normalize('NFC').replace(CALLED, ' $1 ').replace(REMARK, ' ').trim();
  const parts = named.split(ASIDE).filter((part) => !MARK_WORD.test(part));
  const [first = named] = parts;
  const at = first.indexOf('@');
  // An address in the place of a name.
  return at > 0 && !/\s/.test(first) ? first.slice(0, at) : first.trim();
}

/** Empty, or titles and degrees only: "Smith, John, PhD". */
function saysNoName(part: string): boolean {
  return nameTokens(part).every((token) => TRAILING_TITLES.has(token) || LEADING_TITLES.has(token));
}

function afterComma([family = '', given = '']: readonly string[], latin?: LatinSpelling): SplitName {
  return { given: nameTokens(given, latin), family: nameTokens(family, latin), isOrderSure: true };
}

function ofOneWord(word: string, latin?: LatinSpelling): SplitName {
  const compound = COMPOUND.exec(word)?.[0].length ?? 0;
  if (HANGUL_NAME.test(word) || HAN_NAME.test(word)) {
    // Four Han characters without a compound name are most often Japanese: two and two.
    const short = HAN_NAME.test(word) && word.length === 4 ? 2 : 1;
    const familyLength = Math.min(compound || short, word.length - 1);
    return {
      given: nameTokens(word.slice(familyLength), latin),
      family: nameTokens(word.slice(0, familyLength), latin),
      isOrderSure: false
    };
  }
  const tokens = nameTokens(word, latin);
  // anna.schmidt in the place of a name.
  if (/[._]/.test(word) && tokens.length > 1)
    return { given: tokens.slice(0, -1), family: tokens.slice(-1), isOrderSure: false };
  return { given: [], family: tokens, isOrderSure: false };
}

/** DUPONT Jean, Jean DUPONT: the part in capitals is the family name. */
function byCapitals(words: readonly string[], latin?: LatinSpelling): SplitName | undefined {
  const isCapital = words.map(
    (word) => word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase() && !saysNoName(word)
  );
  const count = isCapital.filter(Boolean).length;
  if (count === 0 || count === words.length) return undefined;
  const start = isCapital.indexOf(true);
  // Particles between and before them belong to them: DE LA CRUZ, Jan van der BERG.
  let from = start;
  while (from > 0 && isParticle(words[from - 1].toLowerCase())) from--;
  const to = isCapital.lastIndexOf(true) + 1;
  if (from > 0 && to < words.length) return undefined;
  const given = nameTokens(words.filter((_, at) => at < from || at >= to).join(' '), latin);
  const family = nameTokens(words.slice(from, to).join(' '), latin);
  return given.length === 0 || family.length === 0 ? undefined : { given, family, isOrderSure: true };
}

/** The last word, with the particles before it, or everything from the first particle on. */
function byPosition(words: readonly string[], latin?: LatinSpelling): SplitName {
  const named = words.filter((word) => nameTokens(word, latin).length > 0);
  const whole = nameTokens(named.join(' '), latin);
  const lastWord = nameTokens(lastNamed(named), latin);
  let from = whole.length - lastWord.length;
  const particle = whole.findIndex((token, at) => at > 0 && at < whole.length - 1 && isParticle(token));
  if (particle > 0 && particle < from) from = particle;
  return { given: whole.slice(0, from), family: whole.slice(Math.max(0, from)), isOrderSure: false };
}

function lastNamed(words: readonly string[]): string {
  for (let at = words.length - 1; at > 0; at--) if (!saysNoName(words[at])) return words[at];
  return words[0] ?? '';
}
