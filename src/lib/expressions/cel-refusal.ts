import { EXPRESSION_FUNCTIONS } from '../model/expression-function';
import { ExpressionRefusal } from './expression-refusal';

const TOKEN_WORDS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a text',
  BYTES: 'bytes',
  BOOLEAN: 'true or false',
  NULL: 'null',
  IDENTIFIER: 'a name',
  LPAREN: '“(”',
  RPAREN: '“)”',
  LBRACKET: '“[”',
  RBRACKET: '“]”',
  LBRACE: '“{”',
  RBRACE: '“}”',
  DOT: '“.”',
  COMMA: '“,”',
  COLON: '“:”',
  QUESTION: '“?”'
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a number',
  uint: 'a number',
  double: 'a number',
  bool: 'a condition',
  null: 'nothing',
  bytes: 'bytes',
  dyn: 'a value'
};

/** The word for a type of the library's. */
export function typeWord(type: string): string {
  const plain = type.replace(/^dyn<(.+)>$/, '$1');
  return TYPE_WORDS[plain] ?? (plain.startsWith('list') ? 'a list' : plain.startsWith('map') ? 'a table' : plain);
}

/** What the library throws: an error with a code, its sentence without the text, and the place. */
interface CelFailure {
  readonly code: string;
  readonly summary: string;
  readonly node?: { readonly start: number; readonly end: number };
}

function isCelFailure(error: unknown): error is CelFailure {
  return error instanceof Error && 'code' in error && 'summary' in error && typeof error.summary === 'string';
}

/** Why the library does not take an expression, or a row's value, in our words. */
export function celMessage(error: unknown): string {
  if (error instanceof RangeError) return 'It is nested too deeply or grows too long.';
  if (!isCelFailure(error)) return error instanceof Error ? error.message : String(error);
  return REWORDED[error.code]?.(error.summary) ?? `${error.summary}.`;
}

export function celRefusal(error: unknown, length: number): ExpressionRefusal {
  if (error instanceof ExpressionRefusal) return error;
  // Its `range` begins an attribute behind the point.
  const place = isCelFailure(error) ? error.node : undefined;
  return new ExpressionRefusal(celMessage(error), place ?? { start: 0, end: length });
}

const REWORDED: Readonly<Record<string, (summary: string) => string>> = {
  expected_token: (summary) => {
    const [, wanted = '', found = ''] = /Expected (\w+), got (\w+)/.exec(summary) ?? [];
    return found === 'EOF'
      ? `${capital(tokenWord(wanted))} is missing at the end.`
      : `Here ${tokenWord(wanted)} is missing: ${tokenWord(found)} is not expected.`;
  },
  unexpected_token: (summary) => {
    const found = /: (\w+)$/.exec(summary)?.[1] ?? '';
    return found === 'EOF'
      ? 'The expression ends here, but something is missing.'
      : `${capital(tokenWord(found))} is not expected here.`;
  },
  unexpected_character: (summary) => `“${/: '?(.)/su.exec(summary)?.[1] ?? ''}” is not expected here.`,
  unterminated_string: () => 'The text is not closed: a quote is missing.',
  limit_exceeded: () => 'The expression is too large.',
  no_such_overload: overloadMessage,
  no_matching_overload: callMessage,
  invalid_logical_operand: () => 'On either side a condition has to stand, such as account.email == "".',
  invalid_condition_type: () => 'Before “?” a condition has to stand, such as account.email == "".',
  incompatible_ternary_branches: () =>
    'Both values of “? :” have to be of one kind. string(…) turns a number into text.',
  invalid_comprehension_range: () => 'This goes through lists only, such as account.displayName.split(" ").',
  index_out_of_bounds: (summary) =>
    `The list has no entry ${/index (-?\d+)/.exec(summary)?.[1] ?? ''}; the first one is 0.`,
  no_such_key: (summary) => `There is no entry “${summary.replace(/^No such key: /, '')}”.`,
  division_by_zero: () => 'A number was divided by 0.',
  int_conversion_error: () => 'The text is not a whole number.',
  double_conversion_error: () => 'The text is not a number.'
};

/** `string + int`, `!string`: an operator between things that it does not take. */
function overloadMessage(summary: string): string {
  const between = /^no such overload: (.+) (\S+) (.+)$/.exec(summary);
  if (!between) return 'This sign takes a condition or a number.';
  const [, left, sign, right] = between;
  return `“${sign}” does not take ${typeWord(left)} and ${typeWord(right)}. string(…) turns a number into text.`;
}

function callMessage(summary: string): string {
  const name = /'(?:[^'(]*\.)?(\w+)\(/.exec(summary)?.[1] ?? '';
  const known = Object.entries(EXPRESSION_FUNCTIONS).find(([word]) => word === name)?.[1];
  return known ? `It is written ${known.form}.` : `“${name}” does not take these values.`;
}

const tokenWord = (token: string) => TOKEN_WORDS[token] ?? 'a sign';
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
