import { ExpressionRefusal } from './expression-refusal';
import type { TextRange } from './text-edits';

/** A piece of an expression in Okta's form. A text token has its content, an end token nothing. */
export interface OktaToken extends TextRange {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly value: string;
}

const SIGNS = ['?:', '==', '!=', '<=', '>=', '&&', '||', ...'?:<>!+-.,()[]{}'];
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const SPACE = /\s+/y;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The tokens of `text` between two places, and one more for its end. Positions are those of the whole text. */
export function oktaTokens(text: string, start = 0, end = text.length): readonly OktaToken[] {
  const tokens: OktaToken[] = [];
  let at = start;
  while (at < end) {
    const space = match(SPACE, text, at);
    if (space) {
      at += space.length;
      continue;
    }
    const token = readToken(text, at, end);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', value: '', start: end, end });
  return tokens;
}

function readToken(text: string, at: number, end: number): OktaToken {
  const char = text[at];
  if (char === '"' || char === "'") return readText(text, at, end);
  const name = match(NAME, text, at);
  if (name) return { kind: 'name', value: name, start: at, end: at + name.length };
  const number = match(NUMBER, text, at);
  if (number) return { kind: 'number', value: number, start: at, end: at + number.length };
  const sign = SIGNS.find((candidate) => text.startsWith(candidate, at));
  if (sign) return { kind: 'sign', value: sign, start: at, end: at + sign.length };
  throw new ExpressionRefusal(`“${char}” has no meaning here.`, { start: at, end: at + 1 });
}

function readText(text: string, at: number, end: number): OktaToken {
  const quote = text[at];
  let value = '';
  for (let i = at + 1; i < end; i++) {
    if (text[i] === quote) return { kind: 'text', value, start: at, end: i + 1 };
    if (text[i] === '\\' && i + 1 < end) {
      i++;
      value += ESCAPED[text[i]] ?? text[i];
    } else {
      value += text[i];
    }
  }
  throw new ExpressionRefusal('The text is not closed: a quote is missing.', { start: at, end });
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
