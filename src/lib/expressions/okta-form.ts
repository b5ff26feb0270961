import { ExpressionRefusal } from './expression-refusal';
import { OKTA_FAMILIES, ONLY_OKTA_CALLS } from './okta-functions';
import type { OktaNode } from './okta-node';
import { parseOkta } from './okta-parser';
import { printOkta, type PrintedExpression } from './okta-printer';
import { oktaTokens, type OktaToken } from './okta-tokens';

/** What was written in Okta's form, in ours; undefined where nothing shows that it is theirs. Throws a refusal. */
export function readOktaForm(text: string): PrintedExpression | undefined {
  if (hasTemplate(text)) return printOkta(readTemplate(text));
  const tokens = tokensOf(text);
  return tokens?.some((_, at) => isOktaMark(tokens, at)) ? printOkta(parseOkta(tokens)) : undefined;
}

/** A `${` outside quotes. */
function hasTemplate(text: string): boolean {
  return text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '').includes('${');
}

/** Undefined where CEL has signs that Okta's form has not. */
function tokensOf(text: string): readonly OktaToken[] | undefined {
  try {
    return oktaTokens(text);
  } catch {
    return undefined;
  }
}

const WORD_SIGNS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'and', 'or', 'not']);

/** Only Okta's form has families of functions, some names, words between conditions, and `?:`. */
function isOktaMark(tokens: readonly OktaToken[], at: number): boolean {
  const { kind, value } = tokens[at];
  if (kind === 'sign') return value === '?:';
  if (kind !== 'name' || tokens[at - 1]?.value === '.') return false;
  const next = tokens[at + 1].value;
  if (WORD_SIGNS.has(value)) return next !== '.';
  return OKTA_FAMILIES.has(value) ? next === '.' : ONLY_OKTA_CALLS.has(value) && next === '(';
}

/** Texts and `${…}` in a row: put together by plus. */
function readTemplate(text: string): OktaNode {
  const parts: OktaNode[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    const end = open < 0 ? text.length : open;
    addLiteral(parts, text, at, end);
    if (open < 0) break;
    const close = closingBrace(text, open + 2);
    parts.push(parseOkta(oktaTokens(text, open + 2, close)));
    at = close + 1;
  }
  const [first, ...others] = parts;
  if (!first) throw new ExpressionRefusal('Nothing stands here.', { start: 0, end: text.length });
  return others.reduce(
    (left, right) => ({ kind: 'binary', sign: '+', left, right, start: left.start, end: right.end }),
    first
  );
}

function addLiteral(parts: OktaNode[], text: string, from: number, to: number): void {
  const isFirst = parts.length === 0;
  const isLast = to === text.length;
  const literal = text.slice(from, to);
  const value = isFirst ? literal.trimStart() : isLast ? literal.trimEnd() : literal;
  if (value === '') return;
  const odd = /["'()]|\b[A-Z]\w*\./.exec(literal);
  if (odd) {
    const start = from + odd.index;
    throw new ExpressionRefusal(
      'Outside of ${…} text is taken letter by letter. Put the whole expression inside one pair of braces.',
      { start, end: start + odd[0].length }
    );
  }
  parts.push({ kind: 'text', value, start: from, end: to });
}

/** Where the `}` stands that closes; quotes may hold others. */
function closingBrace(text: string, from: number): number {
  let quote: string | undefined;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (quote !== undefined) {
      if (char === '\\') i++;
      else if (char === quote) quote = undefined;
    } else if (char === '}') {
      return i;
    } else if (char === '"' || char === "'") {
      quote = char;
    }
  }
  throw new ExpressionRefusal('“}” is missing.', { start: from - 2, end: text.length });
}
