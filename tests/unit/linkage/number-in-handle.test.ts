import { expect, test } from 'vitest';
import { Suggester } from '../../../src/lib/linkage/suggester';
import { ByteText } from '../../../src/lib/linkage/text/byte-text';
import { foldNumberInHandle } from '../../../src/lib/linkage/text/fold-number-in-handle';
import { finish, records } from '../../fixtures/records';

test.each([
  ['E0042810', '42810'],
  ['e42810@harbour.example', '42810'],
  ['0042810', '42810'],
  ['hk42810', ''],
  ['e1234', ''],
  ['e42810a', ''],
  ['anna42810', ''],
  ['', '']
])('of %s the number is %s', (handle, number) => {
  const text = new TextEncoder().encode(`x${handle}`);
  const found = new ByteText();
  foldNumberInHandle(text, 1, text.length, found);
  expect(new TextDecoder().decode(found.bytes.subarray(0, found.length))).toBe(number);
});

test('an employee number in the username finds its user, where accounts have no column for it', () => {
  const users = records(
    ['userName', 'displayName', 'employeeNumber'],
    Array.from({ length: 40 }, (_, i) => [`person${i}`, `Given${i} Family${i}`, `00428${10 + i}`])
  );
  const accounts = records(['userName'], [['e42817'], ['e99999'], ['e42830']]);
  const suggester = finish(Suggester.build(users, accounts));
  const [best] = suggester.suggest(0, 3).candidates;
  expect(best.user).toBe(7);
  expect(best.evidence.find(({ comparison }) => comparison === 'employee-number')).toMatchObject({
    level: 'exact',
    account: 'e42817',
    user: '0042817'
  });
  expect(suggester.explain(1, 3).evidence.map(({ comparison }) => comparison)).not.toContain('employee-number');
  expect(suggester.explain(2, 3).evidence.find(({ comparison }) => comparison === 'employee-number')?.level).toBe(
    'different'
  );
});
