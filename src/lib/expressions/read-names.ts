import type { ASTNode } from '@marcbachmann/cel-js';
import type { Attribute } from '../model/attribute';
import type { KnownAttributes } from '../protocol/expression-api';
import { EXPRESSION_FUNCTIONS } from '../model/expression-function';
import {
  ACCOUNT_NAMES,
  attributeKey,
  namedAttribute,
  nearest,
  nearestAttribute,
  quoted,
  writtenAttribute
} from './attribute-names';
import { CONVERSIONS, LINEAR_MATCHES, MACROS, METHODS } from './cel-environment';
import { ExpressionRefusal } from './expression-refusal';
import { patternProblem } from './linear-patterns';
import { OKTA_FUNCTIONS } from './okta-functions';
import type { TextEdit, TextRange } from './text-edits';

export interface ReadNames {
  readonly attributes: readonly Attribute[];
  /** What makes the text ours: `account` before every attribute, our names, an empty text for null. */
  readonly edits: readonly TextEdit[];
}

/** Looks at every name in an expression. Throws an ExpressionRefusal at the first one that means nothing here. */
export function readNames(ast: ASTNode, text: string, known: KnownAttributes): ReadNames {
  const reader = new NameReader(text, known);
  reader.read(ast, new Set());
  return { attributes: [...reader.attributes], edits: reader.edits };
}

/** Calls of the library's own `matches` go to the engine that takes time in proportion to the text. */
export function useLinearMatches(node: ASTNode): void {
  if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = LINEAR_MATCHES;
  parts(node).forEach(useLinearMatches);
}

type NodeOf<Op extends ASTNode['op']> = Extract<ASTNode, { op: Op }>;
/** Names of loop variables. */
type Scope = ReadonlySet<string>;

class NameReader {
  readonly attributes = new Set<Attribute>();
  readonly edits: TextEdit[] = [];
  readonly #text: string;
  readonly #known: KnownAttributes;

  constructor(text: string, known: KnownAttributes) {
    this.#text = text;
    this.#known = known;
  }

  read(node: ASTNode, scope: Scope): void {
    switch (node.op) {
      case 'id':
        this.#bareName(node, scope);
        return;
      case '.':
        this.#field(node, scope);
        return;
      case '[]':
        this.#index(node, scope);
        return;
      case 'call':
        this.#call(node, scope);
        return;
      case 'rcall':
        this.#method(node, scope);
        return;
      case 'value':
        if (node.args === null) this.edits.push({ start: node.start, end: node.end, text: '""' });
        return;
      default:
        for (const part of parts(node)) this.read(part, scope);
    }
  }

  /** A loop variable, or an attribute without `account` before it. */
  #bareName({ args: name, start, end }: NodeOf<'id'>, scope: Scope): void {
    if (scope.has(name)) return;
    if (ACCOUNT_NAMES.has(name)) {
      throw new ExpressionRefusal(`“${name}” needs an attribute behind it, such as account.email.`, { start, end });
    }
    const attribute = this.#known === 'any' ? undefined : namedAttribute(name, this.#known);
    if (!attribute) throw this.#unknown(name, { start, end });
    this.#take(attribute, { start, end, text: writtenAttribute(attribute) });
  }

  #field(node: NodeOf<'.'>, scope: Scope): void {
    const [left, name] = node.args;
    const place = { start: node.pos, end: node.end };
    if (!isAccount(left, scope)) {
      this.read(left, scope);
      throw new ExpressionRefusal('Only account has attributes.', place);
    }
    const attribute = namedAttribute(name, this.#known);
    if (!attribute) throw this.#unknown(name, place);
    this.#rename(left);
    this.#take(attribute, { ...place, text: attributeKey(attribute) });
  }

  #index(node: NodeOf<'[]'>, scope: Scope): void {
    const [left, index] = node.args;
    if (!isAccount(left, scope)) {
      this.read(left, scope);
      this.read(index, scope);
      return;
    }
    const place = { start: index.start, end: index.end };
    if (index.op !== 'value' || typeof index.args !== 'string') {
      throw new ExpressionRefusal('An attribute is named by a text in quotes, not worked out.', place);
    }
    const attribute = namedAttribute(index.args, this.#known);
    if (!attribute) throw this.#unknown(index.args, place);
    this.#rename(left);
    const key = attributeKey(attribute);
    this.#take(attribute, {
      ...place,
      text: key === index.args ? this.#text.slice(place.start, place.end) : quoted(key)
    });
  }

  #call(node: NodeOf<'call'>, scope: Scope): void {
    const [name, args] = node.args;
    if (!Object.hasOwn(EXPRESSION_FUNCTIONS, name) && !CONVERSIONS.has(name)) {
      throw unknownFunction(name, { start: node.start, end: node.start + name.length });
    }
    for (const arg of args) this.read(arg, scope);
    if (name === 'matches') checkPattern(args[1]);
  }

  #method(node: NodeOf<'rcall'>, scope: Scope): void {
    const [name, receiver, args] = node.args;
    const at = this.#text.indexOf(name, receiver.end);
    const place = { start: at, end: at + name.length };
    if (isAccount(receiver, scope)) throw new ExpressionRefusal(`“${name}” cannot be asked of a whole account.`, place);
    this.read(receiver, scope);
    if (!MACROS.has(name)) {
      if (!METHODS.has(name)) throw unknownFunction(name, place);
      for (const arg of args) this.read(arg, scope);
      if (name === 'matches') checkPattern(args[0]);
      return;
    }
    const [variable, ...body] = args;
    const inner = new Set(scope);
    if (variable?.op === 'id') {
      if (ACCOUNT_NAMES.has(variable.args)) throw new ExpressionRefusal('This name stands for the account.', variable);
      inner.add(variable.args);
    }
    for (const arg of body) this.read(arg, inner);
  }

  #rename({ start, end }: TextRange): void {
    if (this.#text.slice(start, end) !== 'account') this.edits.push({ start, end, text: 'account' });
  }

  #take(attribute: Attribute, edit: TextEdit): void {
    this.attributes.add(attribute);
    if (this.#text.slice(edit.start, edit.end) !== edit.text) this.edits.push(edit);
  }

  #unknown(name: string, place: TextRange): ExpressionRefusal {
    const near = nearestAttribute(name, this.#known);
    const advice =
      near === undefined ? 'Those that there are stand in the help below.' : `Is ${writtenAttribute(near)} meant?`;
    return new ExpressionRefusal(`The account has no attribute “${name}”. ${advice}`, place);
  }
}

/** A pattern that is written out is refused here; one that is worked out fails on its rows. */
function checkPattern(node: ASTNode | undefined): void {
  const problem = node?.op === 'value' && typeof node.args === 'string' ? patternProblem(node.args) : undefined;
  if (node && problem) throw new ExpressionRefusal(problem, node);
}

function isAccount(node: ASTNode, scope: Scope): boolean {
  return node.op === 'id' && ACCOUNT_NAMES.has(node.args) && !scope.has(node.args);
}

function unknownFunction(name: string, place: TextRange): ExpressionRefusal {
  const okta = OKTA_FUNCTIONS.get(name);
  const ours = Object.entries(EXPRESSION_FUNCTIONS).map(([word, { form }]) => [word, form] as const);
  const near = okta?.kind === 'call' ? ours.find(([word]) => word === okta.name)?.[1] : nearest(name, ours);
  const advice = near === undefined ? 'Those that there are stand in the help below.' : `Is ${near} meant?`;
  return new ExpressionRefusal(`There is no function “${name}”. ${advice}`, place);
}

/** Nodes directly inside a node. */
function parts(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}
