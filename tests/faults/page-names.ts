/** What runs these files gives functions their names by a helper of its own, which a page or worker does not have. */
export async function knowNames(where: { evaluate(script: string): Promise<unknown> }): Promise<void> {
  await where.evaluate('globalThis.__name ??= (named) => named');
}
