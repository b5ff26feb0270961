import type { ByteText } from './byte-text';

/** In shorter ones a number is rather a count of namesakes, or a year. */
const FEWEST_DIGITS = 5;
const [ZERO, NINE, AT, SMALL_A, SMALL_Z] = [0x30, 0x39, 0x40, 0x61, 0x7a];
const CASE = 0x20;

/** The number that a username consists of, but for one letter before it, without leading zeros: E0042810 is 42810. Else empty. */
export function foldNumberInHandle(bytes: Uint8Array, from: number, to: number, out: ByteText): void {
  out.clear();
  const domain = bytes.subarray(from, to).indexOf(AT);
  const end = domain < 0 ? to : from + domain;
  const first = bytes[from] | CASE;
  let at = from < end && first >= SMALL_A && first <= SMALL_Z ? from + 1 : from;
  while (at < end && bytes[at] === ZERO) at++;
  if (end - at < FEWEST_DIGITS) return;
  for (; at < end; at++) {
    if (bytes[at] < ZERO || bytes[at] > NINE) {
      out.clear();
      return;
    }
    out.push(bytes[at]);
  }
}
