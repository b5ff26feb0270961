/** Which values have each key, in their order. */
export function valuesByKey(
  keys: Iterable<readonly [key: string, value: number]>
): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>();
  for (const [key, value] of keys) {
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}
