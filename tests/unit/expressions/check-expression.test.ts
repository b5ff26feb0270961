import { describe, expect, test } from 'vitest';
import { checkExpression, MAX_EXPRESSION } from '../../../src/lib/expressions/compile-expression';
import type { Attribute } from '../../../src/lib/model/attribute';

const KNOWN: readonly Attribute[] = ['email', 'custom:Cost Center', 'custom:CostCode', 'custom:Ma"d'];

function read(text: string): string {
  const checked = checkExpression(text, KNOWN);
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value.text;
}

/** The message, and the place as it stands in what was written. */
function refusal(text: string): readonly [message: string, marked: string] {
  const checked = checkExpression(text, KNOWN);
  if (checked.ok) throw new Error(`Taken: ${checked.value.text}`);
  const { message, start, end } = checked.error;
  return [message, text.slice(start, end)];
}

describe('expressions in our form', () => {
  test.each([
    'account.email',
    'before(account.email, "@")',
    'lower(stripAccents(join(".", account.givenName, account.familyName)))',
    'account["Cost Center"] + "-" + account.CostCode',
    'account.userType == "agent" && len(account.title) > 3 ? "Support" : account.department',
    'account.email.split("@")[0]',
    'switch(account.userType, "Other", "agent", "Support", "admin", "IT")',
    '["a", "b"].exists(x, x == account.title)',
    'matches(account.userName, "^[a-z]+[0-9]{2}$")',
    'string(len(account.email)) + "x"'
  ])('stay as they are: %s', (text) => {
    const checked = checkExpression(text, KNOWN);
    expect(checked).toMatchObject({ ok: true, value: { text, wasOktaForm: false } });
  });

  test.each([
    ['  account.email ', 'account.email'],
    ['user.email', 'account.email'],
    ['source.firstName', 'account.givenName'],
    ['appuser.lastName', 'account.familyName'],
    ['user["login"]', 'account["userName"]'],
    ['user["Cost Center"]', 'account["Cost Center"]'],
    ['firstName + " " + lastName', 'account.givenName + " " + account.familyName'],
    ['account.email == null ? "x" : "y"', 'account.email == "" ? "x" : "y"'],
    ['[user.email, login].map(e, lower(e))[0]', '[account.email, account.userName].map(e, lower(e))[0]']
  ])('%s is kept as %s', (text, own) => expect(read(text)).toBe(own));

  test('tell which attributes they read', () => {
    const checked = checkExpression('default(account.email, account["Cost Center"], user.login)', KNOWN);
    expect(checked).toMatchObject({ ok: true, value: { reads: ['email', 'custom:Cost Center', 'userName'] } });
  });

  test('a column of the source comes before another word for a standard attribute', () => {
    const checked = checkExpression('account.login', ['custom:login']);
    expect(checked).toMatchObject({ ok: true, value: { reads: ['custom:login'] } });
  });

  test('once saved they may name a column that is not there any more', () => {
    expect(checkExpression('account["Gone"]', 'any')).toMatchObject({ ok: true, value: { reads: ['custom:Gone'] } });
  });

  test.each([
    ['account.emial', 'The account has no attribute “emial”. Is account.email meant?', 'emial'],
    ['upper(user.fistName)', 'The account has no attribute “fistName”. Is account.givenName meant?', 'fistName'],
    [
      'account["Cost Centre"]',
      'The account has no attribute “Cost Centre”. Is account["Cost Center"] meant?',
      '"Cost Centre"'
    ],
    ['lower(account.email', '“)” is missing at the end.', ''],
    ['lower(account.email))', '“)” is not expected here.', ')'],
    ['"abc', 'The text is not closed: a quote is missing.', '"abc'],
    ['account.email + ', 'The expression ends here, but something is missing.', ''],
    ['lowr(account.email)', 'There is no function “lowr”. Is lower(text) meant?', 'lowr'],
    ['account.email.toLowerCase()', 'There is no function “toLowerCase”. Is lower(text) meant?', 'toLowerCase'],
    ['lower(5)', 'It is written lower(text).', 'lower(5)'],
    [
      'account.email + 1',
      '“+” does not take a text and a number. string(…) turns a number into text.',
      'account.email + 1'
    ],
    ['user.email ? "a" : "b"', 'Before “?” a condition has to stand, such as account.email == "".', 'user.email'],
    ['[account.email]', 'This gives a list, not a text.', '[account.email]'],
    ['account', '“account” needs an attribute behind it, such as account.email.', 'account'],
    ['account["em" + "ail"]', 'An attribute is named by a text in quotes, not worked out.', '"em" + "ail"'],
    ['account.email.length', 'Only account has attributes.', 'length'],
    ['["a"].map(user, user)[0]', 'This name stands for the account.', 'user'],
    ['matches(account.email, "(?=x)")', 'Patterns here have no look-around and no back-references.', '"(?=x)"'],
    ['account.email.matches("[")', 'The pattern cannot be read: missing closing ]: `[`.', '"["'],
    ['', 'Nothing stands here.', '']
  ])('%s is refused', (text, message, marked) => expect(refusal(text)).toEqual([message, marked]));

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no attribute', (name) => {
    expect(checkExpression(`account.${name}`, KNOWN).ok).toBe(false);
    expect(checkExpression(`account["${name}"]`, KNOWN).ok).toBe(false);
  });

  test.each([
    'timestamp("2026-01-01T00:00:00Z").getDate()',
    'type(account.email)',
    'b"a"',
    'google.protobuf.Duration',
    'has(account.email)',
    'cel.bind(x, "a", x)'
  ])('what CEL brings beside texts is not taken: %s', (text) => expect(checkExpression(text, KNOWN).ok).toBe(false));

  test('a place behind a rewritten part is that of what was written', () => {
    expect(refusal('user.firstName + user.lastName + 5')[1]).toBe('user.firstName + user.lastName + 5');
    expect(refusal('user.firstName + lower(7)')[1]).toBe('lower(7)');
  });

  test('long and deep ones are refused, not run into', () => {
    expect(refusal('a'.repeat(MAX_EXPRESSION + 1))[0]).toContain('at most 2,000');
    expect(refusal('('.repeat(MAX_EXPRESSION))[0]).toBe('The expression is too large.');
    expect(refusal('!'.repeat(MAX_EXPRESSION))[0]).toContain('something is missing');
    expect(refusal(`account.email${'+""'.repeat(600)}`)[0]).toBe('The expression is too large.');
  });
});
