import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldHandle } from '../../../src/lib/linkage/encode-handles';
import { encodePeople, linkageBooks } from '../../../src/lib/linkage/encode-people';
import { HANDLE_OF_MAIL, HANDLE_OF_USER_NAME, NO_DOMAIN } from '../../../src/lib/linkage/encoded-people';
import { linkageFields } from '../../../src/lib/linkage/linkage-fields';
import type { Ragged } from '../../../src/lib/linkage/ragged';
import { nameTokens } from '../../../src/lib/linkage/text/fold-name';
import { splitAddress } from '../../../src/lib/linkage/text/split-address';
import type { Attribute } from '../../../src/lib/model/attribute';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES: readonly Attribute[] = ['givenName', 'familyName', 'userName', 'email', 'department'];
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'Anna',
    "O'Brien",
    'Müller-Lüdenscheidt',
    'anna.schmidt@alder.example',
    'ALDER\\ANNA',
    'a+b@c.example'
  ),
  fc.constantFrom('SMTP:Anna@Alder.Example', 'x@@y', '@', 'Ärger@alder.example', 'Field  Service', '0', 'ŞİŞLİ'),
  fc.string({ unit: 'grapheme', maxLength: 8 })
);
const rows = fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 30 });

function encoded(cells: readonly (readonly string[])[]) {
  const users = records(ATTRIBUTES, cells);
  const fields = linkageFields(users, users);
  const books = linkageBooks(fields);
  return { books, people: finish(encodePeople(users, books, fields, 'users')) };
}

function rowOf({ offsets, items }: Ragged, row: number): number[] {
  return [...items.subarray(offsets[row], offsets[row + 1])];
}

test('names are the tokens of their cells, and users who have them are counted once each', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const { books, people } = encoded(cells);
      const users = new Map<string, number>();
      cells.forEach(([given = '', family = ''], row) => {
        const texts = rowOf(people.given, row).map((token) => books.names.text(token));
        expect(texts).toEqual(nameTokens(given));
        expect(rowOf(people.family, row).map((token) => books.names.text(token))).toEqual(nameTokens(family));
        for (const text of new Set(texts)) users.set(text, (users.get(text) ?? 0) + 1);
      });
      for (const [text, count] of users) expect(books.names.givenUsers(books.names.find(text))).toBe(count);
    })
  );
});

test('handles and domains are those that a plain reading of the cells finds', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const { books, people } = encoded(cells);
      cells.forEach(([, , userName = '', email = ''], row) => {
        const parts = [
          { kind: HANDLE_OF_USER_NAME, text: userName },
          ...email.split(/[\s,;|]+/).map((text) => ({ kind: HANDLE_OF_MAIL, text }))
        ].map(({ kind, text }) => ({ kind, ...splitAddress(text) }));
        const expected = parts
          .map(({ kind, handle, domain }) => `${kind} ${foldHandle(handle, undefined)} ${domain.toLowerCase()}`)
          .filter((text) => !text.startsWith('0  ') && !text.startsWith('1  '));
        const found = rowOf(people.handles, row).map((handle, i) => {
          const at = people.handles.offsets[row] + i;
          const domain = people.handleDomains[at];
          return `${people.handleKinds[at]} ${books.handles.text(handle)} ${domain === NO_DOMAIN ? '' : books.domains.text(domain)}`;
        });
        expect(found).toEqual([...new Set(expected)]);
      });
    })
  );
});

test('values that only differ in case and signs have one number, and each user with it counts', () => {
  const { books, people } = encoded([
    ['', '', '', '', 'Field Service'],
    ['', '', '', '', 'field-service'],
    ['', '', '', '', ''],
    ['', '', '', '', 'Sales']
  ]);
  expect([...(people.values.get('department') ?? [])]).toEqual([0, 0, -1, 1]);
  expect(books.values.get('department')?.users(0)).toBe(2);
});
