/** A variable of the script; its value is an id, of which the script has made sure that it needs no escapes. */
export interface ShellVariable {
  readonly variable: string;
}

export type ShellPart = string | ShellVariable;

/**
 * One word of a POSIX shell, whatever stands in it: texts in single quotes, variables in double ones. No shell has a NUL
 * in a word, and half a surrogate pair is no text: both become U+FFFD. Bodies and addresses have neither, because JSON and
 * percent-encoding write NUL otherwise.
 */
export function shellWord(...parts: readonly ShellPart[]): string {
  const words = parts.filter((part) => part !== '').map(wordOf);
  return words.length === 0 ? "''" : words.join('');
}

function wordOf(part: ShellPart): string {
  if (typeof part !== 'string') return `"$${part.variable}"`;
  return `'${part.toWellFormed().replaceAll('\u0000', '\ufffd').replaceAll("'", `'\\''`)}'`;
}

/** On one line, for people to read: control characters and line breaks become blanks. */
export function shellLabel(text: string): string {
  return shellWord(text.replace(/[\p{Cc}\u2028\u2029]/gu, ' '));
}
