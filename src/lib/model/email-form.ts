/** One @ with something on both sides, dots in the domain with something between them. Letters of every script. */
const EMAIL = /^[^\s@,;<>()|]+@[^\s@.,;<>()|]+(?:\.[^\s@.,;<>()|]+)+$/u;
const DIVIDERS = /[;,|\s]+/u;

export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/** The addresses of a cell in their order; of `asha@one.example; asha@two.example` both. */
export function emailsOf(text: string): readonly string[] {
  return text.split(DIVIDERS).filter((part) => part.includes('@'));
}
