import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import type { Attribute } from '../model/attribute';
import type { ExpressionProblem } from '../model/expression-problem';
import { err, ok, type Result } from '../model/result';
import type { CheckedExpression, KnownAttributes } from '../protocol/expression-api';
import { celEnvironment } from './cel-environment';
import { celRefusal, typeWord } from './cel-refusal';
import { ExpressionRefusal } from './expression-refusal';
import { readOktaForm } from './okta-form';
import { writtenRange, type PrintedExpression } from './okta-printer';
import { readNames, useLinearMatches } from './read-names';
import { editedText, rangeBefore, type TextEdit, type TextRange } from './text-edits';

export const MAX_EXPRESSION = 2_000;

/** An expression that can be evaluated. */
export interface CompiledExpression {
  readonly run: ParseResult;
  readonly attributes: readonly Attribute[];
}

/**
 * Reads what a person wrote: from Okta's form to ours where it is theirs, then every name in it, then types. What is
 * wrong is told with the place in what was written, however far it has been rewritten by then. Never throws.
 */
export function checkExpression(text: string, known: KnownAttributes): Result<CheckedExpression, ExpressionProblem> {
  const whole = { start: 0, end: text.length };
  if (text.length > MAX_EXPRESSION) {
    return err({ message: `An expression has at most ${MAX_EXPRESSION.toLocaleString('en')} characters.`, ...whole });
  }
  if (text.trim() === '') return err({ message: 'Nothing stands here.', ...whole });
  let printed: PrintedExpression | undefined;
  try {
    printed = readOktaForm(text);
    const { text: own, attributes } = toOwnForm(printed?.text ?? text, known);
    return ok({ text: own, wasOktaForm: printed !== undefined, reads: attributes });
  } catch (error) {
    const refusal = celRefusal(error, text.length);
    // A refusal of Okta's form has its place in what was written already: nothing was printed then.
    const place = printed ? (writtenRange(printed, refusal) ?? whole) : refusal;
    return err({ message: refusal.message, ...within(place, text.length) });
  }
}

/** An expression in our own form, as it was stored. Throws what the library throws. */
export function compileExpression(text: string, environment: Environment): CompiledExpression {
  const run = environment.parse(text);
  const { attributes } = readNames(run.ast, text, 'any');
  useLinearMatches(run.ast);
  const { error } = run.check();
  if (error) throw error;
  return { run, attributes };
}

/** For checking only: nothing is evaluated in it. */
let checking: Environment | undefined;

function toOwnForm(text: string, known: KnownAttributes): { text: string; attributes: readonly Attribute[] } {
  const environment = (checking ??= celEnvironment((base) => base));
  const { edits, attributes } = readNames(environment.parse(text).ast, text, known);
  const own = editedText(text, edits);
  checkTypes(own, environment, edits);
  return { text: own.trim(), attributes };
}

const TEXT_TYPES: ReadonlySet<string> = new Set(['string', 'int', 'uint', 'double', 'bool', 'dyn']);

function checkTypes(own: string, environment: Environment, edits: readonly TextEdit[]): void {
  const { valid, type = '', error } = environment.check(own);
  if (!valid) {
    const refusal = celRefusal(error, own.length);
    throw new ExpressionRefusal(refusal.message, rangeBefore(edits, refusal));
  }
  if (TEXT_TYPES.has(type) || type.startsWith('dyn<')) return;
  throw new ExpressionRefusal(
    `This gives ${typeWord(type)}, not a text.`,
    rangeBefore(edits, { start: 0, end: own.length })
  );
}

function within({ start, end }: TextRange, length: number): TextRange {
  const from = Math.min(Math.max(start, 0), length);
  return { start: from, end: Math.min(Math.max(end, from), length) };
}
