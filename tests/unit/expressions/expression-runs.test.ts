import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExpressionRuns } from '../../../src/lib/expressions/expression-runs';
import { PRESET_USERNAMES } from '../../../src/lib/expressions/preset-usernames';
import type { Attribute } from '../../../src/lib/model/attribute';
import { presetExpression, USERNAME_PRESETS } from '../../../src/lib/model/username-format';

function evaluate(expression: string, emails: readonly string[], { runs = new ExpressionRuns(), run = 'a' } = {}) {
  const { values, failures } = runs.evaluate({
    run,
    expressions: [expression],
    attributes: ['email'],
    columns: [emails],
    rowCount: emails.length
  });
  return { values: values[0], failures: failures.map(({ row, message }) => [row, message]) };
}

describe('runs of expressions', () => {
  test('a row that fails is empty, and the others go on', () => {
    expect(evaluate('account.email.split("@")[1]', ['a@b', 'nobody', 'c@d'])).toEqual({
      values: ['b', '', 'd'],
      failures: [[1, 'The list has no entry 1; the first one is 0.']]
    });
  });

  test('numbers and conditions become texts', () => {
    expect(evaluate('len(account.email)', ['abc']).values).toEqual(['3']);
    expect(evaluate('account.email == ""', ['abc', '']).values).toEqual(['false', 'true']);
    expect(evaluate('1.5', ['']).values).toEqual(['1.5']);
  });

  test('a list that came out of a loop is a failure of its row', () => {
    expect(evaluate('[[account.email]].map(x, x)[0]', ['a']).failures).toEqual([[0, 'This gives a list, not a text.']]);
  });

  test('an expression that cannot be read fails on every row', () => {
    expect(evaluate('lower(', ['a', 'b']).failures.length).toBe(2);
  });

  test('an attribute that the accounts do not have is empty', () => {
    expect(evaluate('default(account["Cost Center"], account.email)', ['a']).values).toEqual(['a']);
  });

  test('unique counts through the batches of a run, and anew in the next', () => {
    const runs = new ExpressionRuns();
    const name = 'unique(before(account.email, "@"), 5)';
    expect(evaluate(name, ['ann@a', 'ann@b'], { runs, run: '1' }).values).toEqual(['ann', 'ann2']);
    expect(evaluate(name, ['Ann@c', 'longname@d', 'longnamed@e'], { runs, run: '1' }).values).toEqual([
      'Ann3',
      'longn',
      'long2'
    ]);
    expect(evaluate(name, ['ann@a'], { runs, run: '2' }).values).toEqual(['ann']);
  });

  test('a pattern that holds other engines up for minutes takes no time', () => {
    const start = process.cpuUsage();
    const { values } = evaluate('account.email.matches("^(a+)+$")', [`${'a'.repeat(5_000)}!`]);
    expect(values).toEqual(['false']);
    expect(evaluate('matches(account.email, "(x+x+)+y")', ['x'.repeat(5_000)]).values).toEqual(['false']);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });

  test('a text that grows without end fails instead of filling the memory', () => {
    const grown = 'replace('.repeat(8) + 'account.email' + ', "a", "aaaaaaaaaaaaaaaaaaaa")'.repeat(8);
    expect(evaluate(grown, ['a']).failures).toEqual([[0, 'The text would be longer than 10,000 characters.']]);
  });

  test('every preset of the username is what its expression says', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'Anna', 'María José', 'Łoś', "O'Brien", '李', 'İpek', 'a.b@c.example', '@', '4711 '),
      fc.string({ unit: 'grapheme', maxLength: 8 })
    );
    const attributes: readonly Attribute[] = ['userName', 'email', 'givenName', 'familyName', 'employeeNumber'];
    const runs = new ExpressionRuns();
    fc.assert(
      fc.property(fc.constantFrom(...USERNAME_PRESETS), fc.tuple(cell, cell, cell, cell, cell), (preset, cells) => {
        const { reads, of } = PRESET_USERNAMES[preset];
        const [first, second = ''] = reads.map((attribute) => cells[attributes.indexOf(attribute)]);
        const columns = cells.map((value) => [value]);
        const request = { run: 'p', expressions: [presetExpression(preset)], attributes, columns, rowCount: 1 };
        expect([of(first, second)]).toEqual(runs.evaluate(request).values[0]);
      }),
      { numRuns: 1_000 }
    );
  });
});
