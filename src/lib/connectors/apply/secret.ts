const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_.!';

/** A password that nobody will ever know: 24 characters of 60, with some of each sort that policies ask for. */
export function secret(): string {
  const drawn = crypto.getRandomValues(new Uint32Array(24));
  // A bias of 60 in 2^32.
  return `aA1-${Array.from(drawn, (number) => LETTERS[number % LETTERS.length]).join('')}`;
}
