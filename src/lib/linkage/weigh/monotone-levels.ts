/**
 * Lets no stronger level of agreement weigh less than a weaker one: adjacent levels that are out of order get one weight,
 * that of both together (pool adjacent violators). u stays, m is shared out by it. Levels stand from the weakest,
 * `different`, to the strongest; those that neither list ever shows (u and m are 0) are left alone.
 */
export function makeMonotone(m: Float64Array, u: Float64Array): void {
  const blocks: { end: number; m: number; u: number }[] = [];
  for (let at = 0; at < m.length; at++) {
    if (!(u[at] > 0)) continue;
    let block = { end: at + 1, m: m[at], u: u[at] };
    for (let last = blocks.at(-1); last && last.m * block.u > block.m * last.u; last = blocks.at(-1)) {
      blocks.pop();
      block = { end: block.end, m: block.m + last.m, u: block.u + last.u };
    }
    blocks.push(block);
  }
  let at = 0;
  for (const block of blocks) {
    const quotient = block.m / block.u;
    for (; at < block.end; at++) if (u[at] > 0) m[at] = quotient * u[at];
  }
}
