const PREFIX_LIMIT = 4;
const PREFIX_SCALE = 0.1;
/** Below it a common prefix is chance, and earns nothing (Winkler's own rule). */
const BOOST_FROM = 0.7;
/** As many as one number has bits. */
const SHORT = 32;

let takenShort = new Uint8Array(2 * SHORT);
let takenLong = new Uint8Array(2 * SHORT);

/**
 * Likeness of two words as Jaro and Winkler define it, from 0 to 1. Words lie in one pool of UTF-16 units:
 *
 *     units   M A R T H A M A R H T A …        word i is units[starts[i], starts[i + 1])
 *     starts  0           6           12
 *
 * Letters are common to both when they stand less than half the longer word apart; those in another order count half.
 * Which ones are taken is kept in the bits of a number for words up to 32 units, in arrays for others. No garbage.
 */
export function jaroWinkler(units: Uint16Array, starts: Uint32Array, one: number, other: number): number {
  // The shorter one is looked up in the longer: the same whichever is named first.
  const isOneLonger = starts[one + 1] - starts[one] > starts[other + 1] - starts[other];
  const short = isOneLonger ? other : one;
  const long = isOneLonger ? one : other;
  const shortLength = starts[short + 1] - starts[short];
  const longLength = starts[long + 1] - starts[long];
  if (shortLength === 0) return longLength === 0 ? 1 : 0;
  const jaro = longLength <= SHORT ? jaroOfShort(units, starts, short, long) : jaroOfLong(units, starts, short, long);
  if (jaro < BOOST_FROM) return jaro;
  return jaro + commonPrefix(units, starts[short], starts[long], shortLength) * PREFIX_SCALE * (1 - jaro);
}

function jaroOfLong(units: Uint16Array, starts: Uint32Array, short: number, long: number): number {
  const shortStart = starts[short];
  const longStart = starts[long];
  const shortLength = starts[short + 1] - shortStart;
  const longLength = starts[long + 1] - longStart;
  clearTaken(longLength);
  const reach = Math.max(0, (longLength >> 1) - 1);
  let common = 0;
  for (let at = 0; at < shortLength; at++) {
    const end = Math.min(longLength, at + reach + 1);
    let found = Math.max(0, at - reach);
    while (found < end && (takenLong[found] === 1 || units[longStart + found] !== units[shortStart + at])) found++;
    if (found >= end) continue;
    takenShort[at] = 1;
    takenLong[found] = 1;
    common++;
  }
  if (common === 0) return 0;
  let moved = 0;
  for (let at = 0, beside = 0; at < shortLength; at++) {
    if (takenShort[at] === 0) continue;
    while (takenLong[beside] === 0) beside++;
    if (units[shortStart + at] !== units[longStart + beside++]) moved++;
  }
  return (common / shortLength + common / longLength + (common - (moved >> 1)) / common) / 3;
}

function clearTaken(length: number): void {
  if (takenLong.length < length) {
    takenLong = new Uint8Array(length * 2);
    takenShort = new Uint8Array(length * 2);
  }
  takenLong.fill(0, 0, length);
  takenShort.fill(0, 0, length);
}

function jaroOfShort(units: Uint16Array, starts: Uint32Array, short: number, long: number): number {
  const shortStart = starts[short];
  const longStart = starts[long];
  const shortLength = starts[short + 1] - shortStart;
  const longLength = starts[long + 1] - longStart;
  const reach = Math.max(0, (longLength >> 1) - 1);
  let shortBits = 0;
  let longBits = 0;
  let common = 0;
  for (let at = 0; at < shortLength; at++) {
    const unit = units[shortStart + at];
    const end = Math.min(longLength, at + reach + 1);
    for (let beside = Math.max(0, at - reach); beside < end; beside++) {
      if (units[longStart + beside] !== unit || ((longBits >>> beside) & 1) === 1) continue;
      shortBits |= 1 << at;
      longBits |= 1 << beside;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  let moved = 0;
  while (shortBits !== 0) {
    const at = 31 - Math.clz32(shortBits & -shortBits);
    const beside = 31 - Math.clz32(longBits & -longBits);
    if (units[shortStart + at] !== units[longStart + beside]) moved++;
    shortBits &= shortBits - 1;
    longBits &= longBits - 1;
  }
  return (common / shortLength + common / longLength + (common - (moved >> 1)) / common) / 3;
}

function commonPrefix(units: Uint16Array, oneStart: number, otherStart: number, length: number): number {
  const end = length < PREFIX_LIMIT ? length : PREFIX_LIMIT;
  let at = 0;
  while (at < end && units[oneStart + at] === units[otherStart + at]) at++;
  return at;
}
