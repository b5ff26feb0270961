/**
 * A header reduced to what is compared: `First Name [Required]`, `first_name` and `FirstName` are one. Brackets hold
 * either a remark, which goes, or (Entra's templates: `Name [displayName] Required`) the attribute's own name, which
 * then stands for the whole header.
 */
const REMARK = /^(?:required|optional|read only|upload only|must be\b.*)$/i;
const BRACKETS = /\[([^[\]]*)\]/g;

export function headerKey(header: string): string {
  // Says the opposite of the attribute in its brackets, `accountEnabled`.
  if (/^block sign.?in/i.test(header.trim())) return 'blocksignin';
  for (const [, inner] of header.matchAll(BRACKETS)) {
    const text = inner.trim();
    if (text !== '' && !REMARK.test(text) && !/\s/.test(text)) return reduce(text);
  }
  return reduce(header.replace(BRACKETS, ' '));
}

function reduce(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('#', ' number ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
