/** A name and an expression, as they stand in a block. */
export type Argument = readonly [name: string, expression: string];

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** Quotes, backslashes, control characters, and the openings of templates. */
const TO_BE_ESCAPED = /[^ !#-[\]-~\u{a0}-\u{10ffff}]|[$%]\{/gu;

/**
 * A text as HCL reads it back, NUL included. What HCL cannot say: half a surrogate pair becomes U+FFFD, and Terraform
 * itself composes characters (NFC) wherever a text comes from.
 */
export function hclString(text: string): string {
  return `"${text.toWellFormed().replace(TO_BE_ESCAPED, escaped)}"`;
}

export function hclList(expressions: readonly string[]): string {
  return `[${expressions.join(', ')}]`;
}

/** A block: its arguments with their signs aligned, one to a line, then what is nested in it. */
export function hclBlock(head: string, args: readonly Argument[], nested: readonly string[] = []): string {
  const width = args.reduce((most, [name]) => Math.max(most, name.length), 0);
  const lines = args.map(([name, expression]) => `  ${name.padEnd(width)} = ${expression}\n`).join('');
  const inner = nested.map((block) => `\n${indented(block)}`).join('');
  return `${head} {\n${lines}${args.length === 0 ? inner.slice(1) : inner}}\n`;
}

/** Lines end with a line feed only: U+2028 and the like stand inside texts. */
function indented(block: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

function escaped(found: string): string {
  if (found.endsWith('{')) return `${found[0]}${found}`;
  const known = ESCAPES[found];
  if (known !== undefined) return known;
  return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
