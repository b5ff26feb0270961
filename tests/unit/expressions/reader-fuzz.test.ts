import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExpression } from '../../../src/lib/expressions/compile-expression';
import { ExpressionRuns } from '../../../src/lib/expressions/expression-runs';
import type { Attribute } from '../../../src/lib/model/attribute';

const KNOWN: readonly Attribute[] = ['custom:Cost Center', 'custom:a"\\b'];

/** Pieces of both forms, so that many of their heaps nearly are expressions. */
const PIECES = [
  ...['account', 'user', 'source', '.', 'email', 'firstName', 'login', '["Cost Center"]', 'nope', 'null', 'true', '12'],
  ...['"', "'", '"@"', '"a\\"b"', '\\', '(', ')', '[', ']', '{', '}', '${', '?', ':', '?:', ',', '+', '-', '!', '=='],
  ...['&&', 'AND', 'OR', 'not', ' ', '\n', 'lower(', 'before(', 'String.', 'fn:', 'substring(', 'join(', 'Arrays.'],
  ...['.map(x, ', '.matches("a*")', 'x', '👩', '\ud800', '\0', '//', 'r"', 'b"']
];
const heap = fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((pieces) => pieces.join(''));

/** Expressions that are right, made by rules. */
const { expression } = fc.letrec<{ expression: string; condition: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom('user.email', 'account.givenName', 'login', '"a.b"', 'source["Cost Center"]', 'null'),
  condition: fc.tuple(tie('leaf'), fc.constantFrom('==', '!='), tie('leaf')).map((parts) => parts.join(' ')),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.tuple(tie('expression'), tie('expression')).map(([one, other]) => `${one} + ${other}`),
    tie('expression').map((inner) => `String.toLowerCase(${inner})`),
    tie('expression').map((inner) => `String.substringBefore(${inner}, "@")`),
    fc.tuple(tie('condition'), tie('expression'), tie('expression')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} ?: ${b})`)
  )
}));

describe('the reader', () => {
  test.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 60 })],
    ['heaps of pieces', heap]
  ])('takes or refuses %s, with a place inside it', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const checked = checkExpression(text, KNOWN);
        if (checked.ok) {
          // What is kept is taken again, and means itself.
          expect(checkExpression(checked.value.text, KNOWN)).toEqual({
            ok: true,
            value: { ...checked.value, wasOktaForm: false }
          });
          return;
        }
        const { message, start, end } = checked.error;
        expect(message).not.toBe('');
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 3_000 }
    );
  });

  test('takes every expression made by the rules, and gives a text for it', () => {
    const runs = new ExpressionRuns();
    fc.assert(
      fc.property(expression, (text) => {
        const checked = checkExpression(text, KNOWN);
        if (!checked.ok) throw new Error(`${text}: ${checked.error.message}`);
        const { failures } = runs.evaluate({
          run: 'fuzz',
          expressions: [checked.value.text],
          attributes: ['email', 'givenName'],
          columns: [
            ['a@b', ''],
            ['Ann', '']
          ],
          rowCount: 2
        });
        expect(failures).toEqual([]);
      }),
      { numRuns: 500 }
    );
  });

  test('is quick to refuse what only looks endless', () => {
    const start = process.cpuUsage();
    for (const text of ['${'.repeat(900), '"${'.repeat(600), '?:'.repeat(900), '\\'.repeat(1_900), "'".repeat(1_901)]) {
      expect(checkExpression(text, KNOWN).ok).toBe(false);
    }
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(500);
  });
});
