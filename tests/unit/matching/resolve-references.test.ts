import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Attribute } from '../../../src/lib/model/attribute';
import { nameKey } from '../../../src/lib/model/distinguished-name';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { NOT_GIVEN, resolveReferences } from '../../../src/lib/matching/resolve-references';
import { NOBODY, SEVERAL } from '../../../src/lib/matching/sought-values';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES = [
  'externalId',
  'userName',
  'email',
  'otherEmail',
  'employeeNumber',
  'displayName',
  'givenName',
  'familyName',
  'custom:dn'
] as const satisfies Attribute[];
type Person = Partial<Record<(typeof ATTRIBUTES)[number], string>>;

function resolve(texts: readonly string[], people: readonly Person[], attributes: readonly Attribute[] = ATTRIBUTES) {
  const rows = people.map((person) => ATTRIBUTES.filter((one) => attributes.includes(one)).map((a) => person[a] ?? ''));
  return [...finish(resolveReferences(texts, records(attributes, rows)))];
}

describe('a reference is found', () => {
  const people: readonly Person[] = [
    {
      externalId: 'g-1',
      userName: 'asha',
      email: 'asha.rao@alder.example',
      employeeNumber: '1001',
      givenName: 'Asha',
      familyName: 'Rao',
      'custom:dn': 'uid=asha,ou=People,dc=alder'
    },
    { userName: 'zoe', otherEmail: 'zoe@old.example; z.m@alder.example', displayName: 'Zoë Muñoz' },
    { userName: 'ana', givenName: 'Ana Maria', familyName: 'de Sousa' },
    { userName: 'j1', displayName: 'John Smith', 'custom:dn': 'cn=Smith\\, John,dc=alder' },
    { userName: 'j2', givenName: 'John', familyName: 'Smith' }
  ];

  it.each([
    ['by identifier', 'g-1', 0],
    ['by username, in any case and with blanks around it', ' ASHA ', 0],
    ['by e-mail', 'Asha.Rao@alder.example', 0],
    ['by one of several other e-mails', 'Z.M@alder.example', 1],
    ['by employee number', '1001', 0],
    ['by the number behind a name', 'Asha Rao (1001)', 0],
    ['by a name with a remark behind it', 'Asha Rao (On Leave)', 0],
    ['by distinguished name, however it is written', 'UID=Asha, OU=people, DC=Alder', 0],
    ['by distinguished name with escapes', 'CN=Smith\\2C John,DC=alder', 3],
    ['by displayed name', 'zoë muñoz', 1],
    ['by last name, first name', 'Rao, Asha', 0],
    ['by names of several words', 'Ana Maria de Sousa', 2]
  ])('%s', (_, text, row) => {
    expect(resolve([text], people)).toEqual([row]);
  });

  it('as nobody, several or not given', () => {
    expect(resolve(['uid=gone,dc=alder', 'John Smith', 'no_manager', 'NO_HR', ' ', 'somebody'], people)).toEqual([
      NOBODY,
      SEVERAL,
      NOT_GIVEN,
      NOT_GIVEN,
      NOT_GIVEN,
      NOBODY
    ]);
  });

  it('as the person who is really called so', () => {
    expect(resolve(['none'], [{ userName: 'none' }])).toEqual([0]);
  });

  it('by the first step of a distinguished name where the list has no such names', () => {
    const attributes = ATTRIBUTES.filter((attribute) => attribute !== 'custom:dn');
    const texts = ['uid=asha,ou=People,dc=alder', 'CN=Zoë Muñoz,DC=alder'];
    expect(resolve(texts, people, attributes)).toEqual([0, 1]);
    expect(resolve(['uid=zoe,ou=Elsewhere,dc=alder'], people)).toEqual([NOBODY]);
  });

  it('in whichever segment of a long list it stands', () => {
    const many = Array.from({ length: 40_000 }, (_, i) => ({
      userName: `u${i}`,
      otherEmail: i % 1000 === 7 ? `a${i}@x.example; b${i}@x.example` : '',
      'custom:dn': `uid=u${i},dc=x`
    }));
    expect(resolve(['U39999', 'b39007@x.example', 'uid=U35000, dc=x'], many)).toEqual([39_999, 39_007, 35_000]);
  });

  it('by the identifier that most of the column is', () => {
    const numbered = ['1', '2', '3', '4'].map((employeeNumber, i) => ({ employeeNumber, externalId: `${i + 3}` }));
    // As external IDs 3 and 4 would be the first two; all of them are employee numbers.
    expect(resolve(['1', '2', '3', '4'], numbered)).toEqual([0, 1, 2, 3]);
  });
});

const cells = fc.constantFrom(
  '',
  'a',
  'A',
  ' b',
  'b c',
  'c',
  'ß',
  'ss',
  'é',
  '7',
  'x=a',
  'x=a,y=b',
  'X=A, y=B',
  'x=\\61,y=b'
);
const people: fc.Arbitrary<Person[]> = fc.array(
  fc.record(Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, cells]))),
  { minLength: 1, maxLength: 8 }
);
const texts = fc.uniqueArray(
  fc
    .oneof(cells, fc.constantFrom('a b', 'B, A', 'b c a', 'a (7)', 'c (x)', 'none', 'x=A,Y=b'))
    .filter((text) => text !== ''),
  { minLength: 1, maxLength: 6 }
);
const otherMails = fc.array(fc.constantFrom('', 'a', 'a;b', ' A ; é', ';'), { minLength: 8, maxLength: 8 });

test('what is found is what a slow search over all records finds', () => {
  fc.assert(
    fc.property(people, texts, otherMails, fc.boolean(), (everybody, sought, mails, hasNames) => {
      const list = everybody.map((person, i) => ({ ...person, otherEmail: mails[i] }));
      const attributes = ATTRIBUTES.filter((attribute) => hasNames || attribute !== 'custom:dn');
      expect(resolve(sought, list, attributes)).toEqual(slowly(sought, list, hasNames));
    }),
    { numRuns: 1000 }
  );
});

const key = (text: string | undefined) => normalizeKey(text ?? '', false);
const isPath = (text: string) => text.includes('=') && text.includes(',');

/** Every record is asked for every text, in the words of the rules. */
function slowly(sought: readonly string[], list: readonly Person[], hasNames: boolean): number[] {
  const oneOf = (isOne: (person: Person) => boolean) => {
    const rows = list.flatMap((person, row) => (isOne(person) ? [row] : []));
    return rows.length === 0 ? NOBODY : rows.length === 1 ? rows[0] : SEVERAL;
  };
  const isAny = (value: string | undefined, forms: readonly string[]) =>
    key(value) !== '' && forms.some((form) => key(form) === key(value));
  const step = (text: string) => text.split(',')[0].split('=')[1].replace('\\61', 'a');
  const forms = (text: string) => {
    const found = /^(.*) \((.*)\)$/.exec(text);
    return [text, ...(found ? [found[2]] : []), ...(isPath(text) && !hasNames ? [step(text)] : [])];
  };
  const columns = (['externalId', 'userName', 'email', 'otherEmail', 'employeeNumber'] as const)
    .map((attribute) =>
      sought.map((text) =>
        oneOf((person) => {
          const value = person[attribute];
          const parts = attribute === 'otherEmail' ? [value ?? '', ...(value ?? '').split(';')] : [value];
          return parts.some((part) => isAny(part, forms(text)));
        })
      )
    )
    .map((rows) => ({ rows, unique: rows.filter((row) => row >= 0).length }))
    .toSorted((one, other) => other.unique - one.unique);
  return sought.map((text, value) => {
    const known = columns.map(({ rows }) => rows[value]).find((row) => row !== NOBODY);
    if (known !== undefined) return known;
    const asItStands = oneOf((person) => hasNames && isPath(text) && isAny(person['custom:dn'], [text]));
    if (asItStands !== NOBODY) return asItStands;
    const byPath = oneOf((person) => hasNames && isPath(text) && nameKey(person['custom:dn'] ?? '') === nameKey(text));
    if (byPath !== NOBODY) return byPath;
    const names = isPath(text) ? (hasNames ? [] : [step(text)]) : [text, text.replace(/ \(.*\)$/, '')];
    const turned = names.flatMap((name) => {
      const [last, first] = name.split(', ');
      return first && !isPath(text) ? [name, `${first} ${last}`] : [name];
    });
    const byName = oneOf(
      ({ displayName, givenName, familyName }) =>
        isAny(displayName, turned) ||
        (key(givenName) !== '' && key(familyName) !== '' && isAny(`${key(givenName)} ${key(familyName)}`, turned))
    );
    return byName === NOBODY && ['none', ''].includes(key(text)) ? NOT_GIVEN : byName;
  });
}
