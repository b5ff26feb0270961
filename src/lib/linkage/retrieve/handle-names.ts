import type { LinkageBooks } from '../encoded-people';
import type { IndexLayer } from './index-layer';
import { EXACT, FAMILY_SIDE, GIVEN_SIDE } from './name-query';

/** A name, or the initial of one, found in a handle; `quality` in 16ths. */
export type TellName = (token: number, side: number, quality: number) => void;

type SplitBooks = Pick<LinkageBooks, 'handles' | 'names'>;

/** Where names are looked for. */
export interface HandleSources {
  readonly books: LinkageBooks;
  readonly layers: readonly IndexLayer[];
}

const SHORTEST_NAME = 3;
const MOST_INITIALS = 2;
const LONGEST_HANDLE = 32;
/** Split where nothing divides the names. */
const GUESSED = 12;
const CUT_OFF = 8;

/**
 * The names that a handle may be made of: `anna.schmidt`, `a.schmidt`, `aschmidt`, `schmidta`, `annaschmidt`, digits left
 * out. Where signs divide them a name need not be known (`isAdded`: it may be misspelled); where nothing does, names that
 * users have. About 1 µs.
 */
export function tellHandleNames(sources: HandleSources, handle: number, isAdded: boolean, tell: TellName): void {
  const { books, layers } = sources;
  const { handles, names } = books;
  const end = Math.min(handles.end(handle), handles.start(handle) + LONGEST_HANDLE);
  const { bytes } = handles;
  if (tellInitialAndName(books, { from: handles.start(handle), to: end }, isAdded, tell)) return;
  let from = -1;
  let parts = 0;
  let lastPart = { from: 0, to: 0 };
  const part = (to: number) => {
    if (from < 0) return;
    if (parts > 0) tellPart(lastPart, parts === 1 ? GIVEN_SIDE : FAMILY_SIDE);
    lastPart = { from, to };
    parts++;
    from = -1;
  };
  const tellPart = (at: { from: number; to: number }, side: number) => {
    const token =
      isAdded || at.to - at.from === 1 ? names.addBytes(bytes, at.from, at.to) : names.findBytes(bytes, at.from, at.to);
    if (token >= 0) tell(token, side, EXACT);
  };
  for (let at = handles.start(handle); at < end; at++) {
    if (!isLetter(bytes[at])) part(at);
    else if (from < 0) from = at;
  }
  part(end);
  if (parts > 1) tellPart(lastPart, FAMILY_SIDE);
  else if (parts === 1 && !tellSplits(books, lastPart, tell)) tellStarts({ books, layers }, lastPart, tell);
}

/** `a.schmidt`, `schmidt_a`, `a.anna`: one name and one letter, nothing else but signs and digits. */
function tellInitialAndName(
  { handles: { bytes }, names }: SplitBooks,
  run: { from: number; to: number },
  isAdded: boolean,
  tell: TellName
): boolean {
  let initial = -1;
  let name = { from: 0, to: 0 };
  for (let at = run.from; at < run.to; at++) {
    if (!isLetter(bytes[at])) continue;
    const from = at;
    while (at < run.to && isLetter(bytes[at])) at++;
    if (at - from === 1 && initial < 0) initial = from;
    else if (name.to === 0) name = { from, to: at };
    else return false;
  }
  if (initial < 0 || name.to - name.from < SHORTEST_NAME) return false;
  const token = isAdded ? names.addBytes(bytes, name.from, name.to) : names.findBytes(bytes, name.from, name.to);
  if (token >= 0) tellBesideInitial(names, [token, EXACT], names.addBytes(bytes, initial, initial + 1), tell);
  return true;
}

/** A name that was cut: verdetg, jayaswa, and with the initial before it. */
function tellStarts({ books, layers }: HandleSources, run: { from: number; to: number }, tell: TellName): void {
  const { bytes } = books.handles;
  for (const { starts } of layers) {
    for (let from = run.from; from <= run.from + 1; from++) {
      const length = starts.tell(bytes, from, run.to, (token) => tell(token, FAMILY_SIDE, CUT_OFF));
      if (length === 0) continue;
      const initial = from > run.from ? run.from : from + length;
      if (initial < run.to) tell(books.names.addBytes(bytes, initial, initial + 1), GIVEN_SIDE, CUT_OFF);
    }
  }
}

/** One run of letters, split where both sides are names that users have, or where up to two letters stand for one. */
function tellSplits({ handles, names }: SplitBooks, run: { from: number; to: number }, tell: TellName): boolean {
  const { bytes } = handles;
  const find = (from: number, to: number) => findUsed({ handles, names }, from, to);
  const whole = find(run.from, run.to);
  let isFound = whole >= 0;
  if (whole >= 0) tell(whole, FAMILY_SIDE, EXACT);
  for (let cut = run.from + 1; cut < run.to; cut++) {
    const before = find(run.from, cut);
    // Behind more than initials a name counts only where there is one before it.
    const after = before >= 0 || cut - run.from <= MOST_INITIALS ? find(cut, run.to) : -1;
    isFound = isFound || isSplit(before, after, run, cut);
    if (before >= 0 && after >= 0) {
      tellBoth(names, before, after, tell);
    } else if (after >= 0 && cut - run.from <= MOST_INITIALS) {
      tellBesideInitial(names, [after, GUESSED], names.addBytes(bytes, run.from, run.from + 1), tell);
    } else if (before >= 0 && run.to - cut <= MOST_INITIALS) {
      tellBesideInitial(names, [before, GUESSED], names.addBytes(bytes, cut, cut + 1), tell);
    }
  }
  return isFound;
}

function tellBoth(names: LinkageBooks['names'], before: number, after: number, tell: TellName): void {
  const isReversed = names.familyUsers(before) > names.givenUsers(before) && names.givenUsers(after) > 0;
  tell(before, isReversed ? FAMILY_SIDE : GIVEN_SIDE, GUESSED);
  tell(after, isReversed ? GIVEN_SIDE : FAMILY_SIDE, GUESSED);
}

/** The name is a family name, unless it is rather a first name. */
function tellBesideInitial(
  names: LinkageBooks['names'],
  [name, quality]: readonly [token: number, quality: number],
  initial: number,
  tell: TellName
): void {
  const isGiven = names.givenUsers(name) > names.familyUsers(name);
  tell(name, isGiven ? GIVEN_SIDE : FAMILY_SIDE, quality);
  tell(initial, isGiven ? FAMILY_SIDE : GIVEN_SIDE, quality);
}

/** A name that users have; -1 for none. */
function findUsed({ handles, names }: SplitBooks, from: number, to: number): number {
  if (to - from < SHORTEST_NAME) return -1;
  const token = names.findBytes(handles.bytes, from, to);
  return token >= 0 && names.givenUsers(token) + names.familyUsers(token) > 0 ? token : -1;
}

function isSplit(before: number, after: number, run: { from: number; to: number }, cut: number): boolean {
  if (before >= 0 && after >= 0) return true;
  return (after >= 0 && cut - run.from <= MOST_INITIALS) || (before >= 0 && run.to - cut <= MOST_INITIALS);
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || byte >= 0x80;
}
