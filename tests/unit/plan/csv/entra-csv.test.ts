import { expect, test } from 'vitest';
import { entraCsvWriter, writeEntraCsv } from '../../../../src/lib/plan/csv/entra-csv';
import { NAUGHTY } from '../naughty-strings';
import { operation, sourceOf, user, written } from '../plan-operations';
import { readCsv } from './read-csv';

const HEADER =
  'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,' +
  'Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle],' +
  'Department [department],Usage location [usageLocation],Street address [streetAddress],State or province [state],' +
  'Country or region [country],Office [physicalDeliveryOfficeName],City [city],ZIP or postal code [postalCode],' +
  'Office phone [telephoneNumber],Mobile phone [mobile]';
const TEXTS = ['displayName', 'userName', 'givenName', 'familyName', 'title', 'department', 'phone'] as const;
const PLACES = [0, 1, 4, 5, 6, 7, 15];

const people = (count: number) =>
  Array.from({ length: count }, (_, row) =>
    operation('create-user', {
      user: user(row, {
        values: { displayName: `P ${row}`, userName: `p${row}@x.example`, active: row % 2 ? 'false' : 'true' }
      })
    })
  );

test('the two lines of the template come first, unchanged, in every file', () => {
  const { files } = written(writeEntraCsv, sourceOf(people(50_001)));
  expect([...files].map(([path, bytes]) => [path, bytes.toString().split('\r\n').length - 3])).toEqual([
    ['entra/create-users.csv', 50_000],
    ['entra/create-users-2.csv', 1]
  ]);
  for (const bytes of files.values()) {
    expect(bytes.toString().startsWith(`version:v1.0\r\n${HEADER}\r\n`)).toBe(true);
  }
});

test('every text comes back from every column, without blanks around it', () => {
  const texts = NAUGHTY.filter((text) => text.trim() !== '');
  const plan = texts.map((text, row) =>
    operation('create-user', {
      user: user(row, { values: Object.fromEntries(TEXTS.map((attribute) => [attribute, text])) })
    })
  );
  const writer = entraCsvWriter(({ row }) => `password ${row}`);
  const rows = readCsv(written(writer, sourceOf(plan)).files.get('entra/create-users.csv')).slice(2);
  expect(rows).toHaveLength(texts.length);
  for (const [i, cells] of rows.entries()) {
    expect(PLACES.map((place) => cells[place])).toEqual(TEXTS.map(() => texts[i].trim()));
    expect([cells[2], cells[3]]).toEqual([`password ${i}`, 'No']);
  }
});

test('each user has a password of their own that policies take, and the person is told', () => {
  const { files, tally } = written(writeEntraCsv, sourceOf(people(500)));
  const rows = readCsv(files.get('entra/create-users.csv')).slice(2);
  const passwords = rows.map((cells) => cells[2]);
  expect(new Set(passwords).size).toBe(500);
  const isStrong = (text: string) => [/^.{16,64}$/, /[A-Z]/, /[a-z]/, /\d/, /-/].every((pattern) => pattern.test(text));
  expect(passwords.filter((text) => !isStrong(text))).toEqual([]);
  expect(rows.slice(0, 2).map((cells) => cells[3])).toEqual(['No', 'Yes']);
  expect(tally.notes?.[0]).toMatch(/initial password/);
});

test('a single user stands below the example, and all else is unsaid', () => {
  const plan = [...people(1), operation('link', { user: user(1) }), operation('delete-user', { user: user(2) })];
  const { files, tally } = written(writeEntraCsv, sourceOf(plan));
  const rows = readCsv(files.get('entra/create-users.csv'));
  expect(rows[2].slice(0, 4)).toEqual(['Example: Chris Green', 'chris@contoso.com', 'myPassword1234', 'No']);
  expect(rows[3][1]).toBe('p0@x.example');
  expect(tally).toMatchObject({ written: 1, unsaid: { link: 1, 'delete-user': 1 } });
});

test('who has no display name is left out', () => {
  const plan = [...people(2), operation('create-user', { user: user(9, { values: { userName: 'x@y.example' } }) })];
  expect(written(writeEntraCsv, sourceOf(plan)).tally).toMatchObject({ written: 2, unsaid: { 'create-user': 1 } });
});
