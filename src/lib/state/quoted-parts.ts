/** A sentence of ours, and what it quotes: text of others. */
interface QuotedParts {
  readonly before: string;
  readonly quoted: string;
  readonly after: string;
}

/**
 * From the first “ to the last ”: what is quoted may have such marks itself, and rather too much is masked than too little.
 * Where the last one is missing all of the rest is.
 */
export function quotedParts(text: string): QuotedParts {
  const start = text.indexOf('“') + 1;
  if (start === 0) return { before: text, quoted: '', after: '' };
  const end = text.lastIndexOf('”');
  if (end < start) return { before: text.slice(0, start), quoted: text.slice(start), after: '' };
  return { before: text.slice(0, start), quoted: text.slice(start, end), after: text.slice(end) };
}
