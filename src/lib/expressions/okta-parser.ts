import { ACCOUNT_NAMES } from './attribute-names';
import { ExpressionRefusal } from './expression-refusal';
import { OKTA_FAMILIES, OKTA_FUNCTIONS, unsupportedOkta } from './okta-functions';
import { BINDING, isBinarySign, type BinarySign, type OktaNode } from './okta-node';
import type { OktaToken } from './okta-tokens';
import type { TextRange } from './text-edits';

const MAX_DEPTH = 48;
const WORD_SIGNS: Readonly<Record<string, BinarySign>> = { AND: '&&', and: '&&', OR: '||', or: '||' };
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
/** What Okta's form can read beside the profile, and a workspace does not hold. */
const ELSEWHERE: ReadonlySet<string> = new Set(['org', 'app', 'instance', 'idpuser', 'session', 'security', 'access']);

/** Reads the tokens of one expression in Okta's form. Throws an ExpressionRefusal with the place. */
export function parseOkta(tokens: readonly OktaToken[]): OktaNode {
  const parser = new OktaParser(tokens);
  const node = parser.expression();
  parser.expectEnd();
  return node;
}

const over = (first: TextRange, last: TextRange): TextRange => ({ start: first.start, end: last.end });

class OktaParser {
  readonly #tokens: readonly OktaToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly OktaToken[]) {
    this.#tokens = tokens;
  }

  /** Condition with `? :`, or with the `?:` that gives the other value where the first is empty. */
  expression(): OktaNode {
    if (++this.#depth > MAX_DEPTH) throw new ExpressionRefusal('Brackets are nested too deeply.', this.#token);
    const condition = this.#binary(0);
    const node = this.#rest(condition);
    this.#depth--;
    return node;
  }

  expectEnd(): void {
    if (this.#token.kind !== 'end') throw this.#unexpected();
  }

  #rest(condition: OktaNode): OktaNode {
    if (this.#take('?:')) {
      const other = this.expression();
      return { kind: 'call', name: 'default', args: [condition, other], ...over(condition, other) };
    }
    if (!this.#take('?')) return condition;
    const yes = this.expression();
    this.#expect(':');
    const no = this.expression();
    return { kind: 'choice', condition, yes, no, ...over(condition, no) };
  }

  #binary(least: number): OktaNode {
    let left = this.#unary();
    for (let sign = this.#sign(least); sign; sign = this.#sign(least)) {
      this.#at++;
      const right = this.#binary(BINDING[sign] + 1);
      left = { kind: 'binary', sign, left, right, ...over(left, right) };
    }
    return left;
  }

  #sign(least: number): BinarySign | undefined {
    const { kind, value } = this.#token;
    const sign = kind === 'name' ? WORD_SIGNS[value] : kind === 'sign' && isBinarySign(value) ? value : undefined;
    return sign && BINDING[sign] >= least ? sign : undefined;
  }

  #unary(): OktaNode {
    const signs: OktaToken[] = [];
    while (this.#token.value === '!' || (this.#token.kind === 'name' && /^(not|NOT)$/.test(this.#token.value))) {
      signs.push(this.#token);
      this.#at++;
    }
    const operand = this.#primary();
    return signs.reduceRight<OktaNode>(
      (inner, sign) => ({ kind: 'not', operand: inner, ...over(sign, inner) }),
      operand
    );
  }

  #primary(): OktaNode {
    const token = this.#token;
    if (token.kind === 'name') return this.#named();
    this.#at++;
    if (token.kind === 'text') return { kind: 'text', value: token.value, start: token.start, end: token.end };
    if (token.kind === 'number') return { kind: 'plain', value: token.value, start: token.start, end: token.end };
    this.#at--;
    if (!this.#take('(')) throw this.#unexpected();
    const inner = this.expression();
    this.#expect(')');
    return inner;
  }

  /** What begins with a name: a constant, an attribute, a function with or without its family. */
  #named(): OktaNode {
    const first = this.#name();
    if (CONSTANTS.has(first.value)) return { kind: 'plain', value: first.value, start: first.start, end: first.end };
    if (first.value === 'fn' && this.#take(':')) return this.#call(first, undefined);
    if (this.#token.value === '(') {
      this.#at--;
      return this.#call(first, undefined);
    }
    if (ACCOUNT_NAMES.has(first.value)) return this.#attribute(first);
    if (!this.#take('.')) return { kind: 'attribute', name: first.value, start: first.start, end: first.end };
    if (ELSEWHERE.has(first.value)) {
      throw new ExpressionRefusal(`“${first.value}” belongs to Okta, not to the account.`, first);
    }
    return this.#call(first, first.value);
  }

  #attribute(root: OktaToken): OktaNode {
    if (this.#take('[')) {
      const name = this.#token;
      this.#at++;
      if (name.kind !== 'text') throw new ExpressionRefusal('An attribute is named by a text in quotes.', name);
      const close = this.#expect(']');
      return { kind: 'attribute', name: name.value, ...over(root, close) };
    }
    this.#expect('.');
    const name = this.#name();
    if (this.#token.value === '(')
      throw new ExpressionRefusal(unsupportedOkta(root.value, name.value), over(root, name));
    return { kind: 'attribute', name: name.value, ...over(root, name) };
  }

  #call(first: OktaToken, family: string | undefined): OktaNode {
    const name = this.#name();
    const isString = family === undefined || family === 'String';
    const known = isString ? OKTA_FUNCTIONS.get(name.value) : undefined;
    if (!known) {
      const isFamily = family === undefined || OKTA_FAMILIES.has(family);
      const message = isFamily ? unsupportedOkta(family, name.value) : `“${family}” is not known here.`;
      throw new ExpressionRefusal(message, over(first, name));
    }
    this.#expect('(');
    const args = this.#arguments();
    const range = over(first, this.#expect(')'));
    if (known.kind === 'append') return putTogether(args, range);
    if (known.kind === 'join')
      return putTogether(
        args.slice(1).flatMap((arg, i) => (i ? [args[0], arg] : [arg])),
        range
      );
    if (args.length >= known.fewest && args.length <= known.most)
      return { kind: 'call', name: known.name, args, ...range };
    throw new ExpressionRefusal(
      `${name.value} takes ${known.most === 1 ? 'one argument' : `${known.most} arguments`}, not ${args.length}.`,
      range
    );
  }

  #arguments(): readonly OktaNode[] {
    const args: OktaNode[] = [];
    if (this.#token.value === ')') return args;
    do args.push(this.expression());
    while (this.#take(','));
    return args;
  }

  get #token(): OktaToken {
    return this.#tokens[this.#at];
  }

  #name(): OktaToken {
    const token = this.#token;
    if (token.kind !== 'name') throw this.#unexpected();
    this.#at++;
    return token;
  }

  #take(sign: string): boolean {
    const isThere = this.#token.kind === 'sign' && this.#token.value === sign;
    if (isThere) this.#at++;
    return isThere;
  }

  #expect(sign: string): OktaToken {
    const token = this.#token;
    if (!this.#take(sign)) throw new ExpressionRefusal(`“${sign}” is missing here.`, token);
    return token;
  }

  #unexpected(): ExpressionRefusal {
    const { kind, value } = this.#token;
    const message =
      kind === 'end' ? 'The expression ends here, but something is missing.' : `“${value}” is not expected here.`;
    return new ExpressionRefusal(message, this.#token);
  }
}

function putTogether(parts: readonly OktaNode[], range: TextRange): OktaNode {
  const [first, ...others] = parts;
  if (!first) return { kind: 'text', value: '', ...range };
  return others.reduce<OktaNode>(
    (left, right) => ({ kind: 'binary', sign: '+', left, right, ...range }),
    others.length > 0 ? first : { ...first, ...range }
  );
}
