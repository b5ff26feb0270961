import { describe, expect, test } from 'vitest';
import { valueComparisons } from '../../../src/lib/linkage/compare/value-comparisons';
import { encodePeople, linkageBooks } from '../../../src/lib/linkage/encode-people';
import { linkageFields } from '../../../src/lib/linkage/linkage-fields';
import type { Attribute } from '../../../src/lib/model/attribute';
import { finish, records } from '../../fixtures/records';

/** How one cell of an account agrees with one of a user; both columns have `others` besides. */
function agreement(attribute: Attribute, account: string, user: string, others: readonly string[] = []): string {
  const users = records([attribute], [[user], ...others.map((text) => [text])]);
  const accounts = records([attribute], [[account], ...others.map((text) => [text])]);
  const fields = linkageFields(users, accounts);
  const books = linkageBooks(fields);
  const people = {
    books,
    userRecords: users,
    accountRecords: accounts,
    users: finish(encodePeople(users, books, fields, 'users')),
    accounts: finish(encodePeople(accounts, books, fields, 'accounts'))
  };
  const [comparison] = valueComparisons(fields, people);
  expect(comparison?.texts(0, 0)).toEqual({ account, user });
  return comparison?.levels[comparison.level(0, 0)] ?? '';
}

describe('identifiers', () => {
  test.each([
    ['0012345', '12345', 'exact'],
    ['E-123.45', 'e12345', 'exact'],
    ['12345', '12354', 'transposed'],
    ['12345', '12346', 'transposed'],
    ['12345', '1234', 'transposed'],
    ['12345', '12435', 'transposed'],
    ['12345', '54321', 'different'],
    ['12', '13', 'different'],
    ['', '12345', 'missing'],
    ['000', '0', 'exact']
  ])('%s and %s: %s', (account, user, level) => {
    expect(agreement('employeeNumber', account, user)).toBe(level);
  });
});

describe('phones', () => {
  test.each([
    ['+49 30 1234567', '030 / 123 45 67', 'exact'],
    ['0049-30-1234567', '(030) 1234567 ext. 12', 'exact'],
    ['+49 30 1234567', '+49 30 1234568', 'transposed'],
    ['+49 30 1234567', '+49 40 7654321', 'different'],
    ['n/a', '030 1234567', 'missing']
  ])('%s and %s: %s', (account, user, level) => {
    expect(agreement('phone', account, user)).toBe(level);
  });
});

describe('dates', () => {
  const others = ['1980-05-17', '1979-12-24', '2001-01-31'];
  test.each([
    ['1971-06-24', '1971-06-24', 'exact'],
    ['24.06.1971', '1971-06-24', 'exact'],
    ['19710624', '1971-06-24', 'exact'],
    ['1971-04-06', '1971-06-04', 'swapped'],
    ['1971-05-24', '1971-06-24', 'transposed'],
    ['1971-06-24', '1985-06-24', 'part-of-date'],
    ['1971-06-24', '1971-07-20', 'part-of-date'],
    ['1971-06-24', '1972-07-20', 'near'],
    ['1971-06-24', '1981-06-25', 'near'],
    ['1971-06-24', '1973-09-01', 'different'],
    ['1971-06-24', '1985-07-24', 'different'],
    ['', '1971-06-24', 'missing']
  ])('%s and %s: %s', (account, user, level) => {
    expect(agreement('custom:born', account, user, others)).toBe(level);
  });

  test('which number is the day is told by the rest of the column', () => {
    expect(agreement('custom:born', '06/04/1971', '06/04/1971', ['02/25/1990'])).toBe('exact');
    expect(agreement('custom:born', '1971-06-04', '06/04/1971', ['02/25/1990'])).toBe('exact');
    expect(agreement('custom:born', '1971-04-06', '06/04/1971', ['25/02/1990'])).toBe('exact');
  });
});

describe('texts', () => {
  test.each([
    ['Field Service', 'field-service', 'exact'],
    ['Développement', 'developpement', 'exact'],
    ['pridhamstreet', 'pridham street', 'near'],
    ['light setreet', 'light street', 'near'],
    ['Sales', 'Sales, northern region', 'contains'],
    ['Customer support', 'Human resources', 'different'],
    ['', 'Sales', 'missing']
  ])('%s and %s: %s', (account, user, level) => {
    expect(agreement('department', account, user)).toBe(level);
  });
});
