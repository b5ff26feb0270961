import anyAscii from 'any-ascii';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameComparisons } from '../../../src/lib/linkage/compare/name-comparisons';
import type { Comparison } from '../../../src/lib/linkage/comparison';
import { encodePeople, linkageBooks } from '../../../src/lib/linkage/encode-people';
import { NAME_TRAITS } from '../../../src/lib/linkage/text/name-traits';
import type { AgreementLevel, ComparisonId } from '../../../src/lib/model/agreement';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES = ['givenName', 'familyName', 'displayName', 'userName', 'email'] as const;
type Person = Partial<Record<(typeof ATTRIBUTES)[number], string>>;

const listOf = (people: readonly Person[]) =>
  records(
    ATTRIBUTES,
    people.map((person) => ATTRIBUTES.map((attribute) => person[attribute] ?? ''))
  );

function compared(accountList: readonly Person[], userList: readonly Person[]): ReadonlyMap<ComparisonId, Comparison> {
  const [accountRecords, userRecords] = [listOf(accountList), listOf(userList)];
  const books = linkageBooks({ values: [] }, NAME_TRAITS, anyAscii);
  const users = finish(encodePeople(userRecords, books, { values: [] }, 'users'));
  const accounts = finish(encodePeople(accountRecords, books, { values: [] }, 'accounts'));
  return new Map(nameComparisons({ accounts, users, books, accountRecords, userRecords }).map((it) => [it.id, it]));
}

function levelOf(id: ComparisonId, account: Person, user: Person): AgreementLevel {
  const comparison = compared([account], [user]).get(id);
  if (!comparison) throw new Error(id);
  return comparison.levels[comparison.level(0, 0)];
}

const named = (name: string): Person => {
  const [givenName, familyName] = name.split('|');
  return familyName === undefined ? { displayName: name } : { givenName, familyName };
};

describe('names', () => {
  it.each<[string, string, AgreementLevel, AgreementLevel]>([
    ['Anna|Schmidt', 'Anna|Schmidt', 'exact', 'exact'],
    ['ANNA|schmidt', 'Änna|Schmidt', 'exact', 'exact'],
    ['Jürgen|Müller', 'Juergen|Mueller', 'folded', 'folded'],
    ['Bill|Smith', 'William|Smith', 'nickname', 'exact'],
    ['Kath|Smith', 'Katherine|Smith', 'nickname', 'exact'],
    ['A.|Schmidt', 'Anna|Schmidt', 'initial', 'exact'],
    ['Anna|S.', 'Anna|Schmidt', 'exact', 'initial'],
    ['Anna Maria|Schmidt', 'Anna|Schmidt', 'one-of-several', 'exact'],
    ['Anna M.|Schmidt', 'Anna|Schmidt', 'exact', 'exact'],
    ['Maria|García López', 'Maria|García', 'exact', 'one-of-several'],
    ['Maria|López García', 'Maria|García López', 'exact', 'exact'],
    ['Maria|García Ruiz', 'Maria|García López', 'exact', 'near'],
    ['Anna|Meyer-Schmidt', 'Anna|Schmidt', 'exact', 'one-of-several'],
    ['Xiao Ming|Wang', 'Xiaoming|Wang', 'folded', 'exact'],
    ['Jan|van der Berg', 'Jan|Berg', 'exact', 'exact'],
    ['Jan|Vanderberg', 'Jan|van der Berg', 'exact', 'folded'],
    ['Mona|El Sayed', 'Mona|Elsayed', 'exact', 'folded'],
    ['Mona|al-Rashid', 'Mona|Rashid', 'exact', 'exact'],
    ['Sean|OBrien', "Sean|O'Brien", 'exact', 'exact'],
    ['Sean|O Brien', "Sean|O'Brien", 'exact', 'folded'],
    ['Ian|McDonald', 'Ian|MacDonald', 'exact', 'folded'],
    ['Schmidt|Anna', 'Anna|Schmidt', 'swapped', 'swapped'],
    ['Thomas|Müller', 'Klaus|Thomas', 'different', 'swapped'],
    ['Klaus|Thomas', 'Thomas|Müller', 'swapped', 'different'],
    ['Thomas|', 'Klaus|Thomas', 'missing', 'swapped'],
    ['Tom|Müller', 'Klaus|Thomas', 'different', 'different'],
    ['Anna|Schmidt', 'Petra|Kovacs', 'different', 'different'],
    ['Anna|Meyer', 'Anna|Schmidt', 'exact', 'different'],
    ['Anna|Schmitd', 'Anna|Schmidt', 'exact', 'transposed'],
    ['Katarzyna|Kowalczykowa', 'Katarzyna|Kowalczyk', 'exact', 'near'],
    ['Anna|Smith', 'Anna|Schmidt', 'exact', 'sounds-alike'],
    ['Anna|', 'Anna|Schmidt', 'exact', 'missing'],
    ['|', 'Anna|Schmidt', 'missing', 'missing'],
    ['Юлия|Смирнова', 'Julia|Smirnova', 'folded', 'exact'],
    ['민수|김', 'Minsu|Kim', 'exact', 'folded'],
    ['Νίκος|Παππάς', 'Nikos|Pappas', 'exact', 'exact'],
    ['Anna Schmidt', 'Anna|Schmidt', 'exact', 'exact'],
    ['Schmidt Anna', 'Anna|Schmidt', 'exact', 'exact'],
    ['García López María', 'María|García López', 'exact', 'exact'],
    ['Nguyễn Văn Ánh', 'Anh|Nguyen', 'exact', 'exact'],
    ['王小明', 'Xiaoming|Wang', 'exact', 'exact'],
    ['Schmidt', 'Anna|Schmidt', 'missing', 'exact'],
    ['Anna', 'Anna|Schmidt', 'exact', 'missing'],
    ['Petra', 'Anna|Schmidt', 'missing', 'different'],
    ['Bill Smith', 'William|Smith', 'nickname', 'exact'],
    ['Anna|Schmidt', 'Schmidt Anna', 'exact', 'exact'],
    ['Jón Sigurðsson', 'Jon|Sigurdsson', 'exact', 'exact'],
    ['Sukarno', 'Sukarno', 'missing', 'exact']
  ])('%s and %s', (account, user, given, family) => {
    expect([
      levelOf('given-name', named(account), named(user)),
      levelOf('family-name', named(account), named(user))
    ]).toEqual([given, family]);
  });

  it('count the users who agree: of a name, of a short form with its group, of an initial', () => {
    const users = ['Anna|Schmidt', 'Anna|Weber', 'William|Smith', 'Bill|Jones'].map(named);
    const given = compared(['Anna|X', 'Will|X', 'A|X'].map(named), users).get('given-name');
    const shares = [0, 1, 2].map((account) => {
      given?.level(account, account === 1 ? 2 : 0);
      return given?.share;
    });
    expect(shares).toEqual([0.5, 0.5, 0.5]);
  });

  // Where neither list says which name is which, the user's names are taken to stand in their order, so that it is not alike.
  it('agree alike whichever list is which, if one of them at least says which name is which', () => {
    // None of them is merely like two of the others: then it would depend on which is paired first.
    const names = ['Anna', 'Ana', 'Bill', 'William', 'Will', 'Maria', 'M', 'Jo', 'García', 'Garcia', 'van', 'Berg'];
    const part = fc.array(fc.constantFrom(...names), { maxLength: 3 }).map((words) => words.join(' '));
    const people = fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 12 });
    const levelsOf = (lists: ReadonlyMap<ComparisonId, Comparison>, account: number, user: number) =>
      (['given-name', 'family-name'] as const).map((id) => {
        const comparison = lists.get(id);
        const level = comparison?.level(account, user) ?? -1;
        expect(comparison?.share).toBeGreaterThanOrEqual(0);
        expect(comparison?.share).toBeLessThanOrEqual(1);
        return comparison?.levels[level] ?? 'missing';
      });
    fc.assert(
      fc.property(people, people, fc.boolean(), (some, several, isShown) => {
        const ones = some.map(([givenName, familyName]) => ({ givenName, familyName }));
        const others = several.map(([givenName, familyName]) =>
          isShown ? { displayName: `${givenName} ${familyName}` } : { givenName, familyName }
        );
        const there = compared(ones, others);
        const back = compared(others, ones);
        ones.forEach((_, one) => {
          others.forEach((__, other) => {
            const levels = [...levelsOf(there, one, other), ...levelsOf(back, other, one)];
            // What stands in the wrong place is looked for in the account; the user's record is taken to be right.
            if (!levels.includes('swapped')) expect(levels.slice(0, 2)).toEqual(levels.slice(2));
          });
        });
      }),
      { numRuns: 60 }
    );
  });
});

describe('usernames and mailboxes', () => {
  const anna: Person = {
    givenName: 'Anna',
    familyName: 'Schmidt',
    userName: 'anna.schmidt',
    email: 'anna.schmidt@alder.example'
  };

  it.each<[string, AgreementLevel]>([
    ['anna.schmidt', 'exact'],
    ['ALDER\\anna.schmidt', 'exact'],
    ['annaschmidt', 'folded'],
    ['anna.schmidt2', 'pattern'],
    ['anna.schmitd', 'near'],
    ['aschmidt', 'pattern'],
    ['ext-aschmidt', 'pattern'],
    ['schmidt', 'contains'],
    ['kx7723', 'different'],
    ['petra.kovacs', 'different'],
    ['', 'missing']
  ])('username %s', (userName, level) => expect(levelOf('username', { userName }, anna)).toBe(level));

  it('tells namesakes by their numbers', () => {
    expect(levelOf('username', { userName: 'kovacs1' }, { userName: 'kovacs2' })).toBe('different');
  });

  it('takes one slip in a long one, and no other number, for the same where names say nothing', () => {
    const level = (userName: string) => levelOf('username', { userName }, { userName: 'kestrel.north' });
    expect(level('kestrel.nroth')).toBe('near');
    expect(level('kestrel.north7')).toBe('near');
    expect(level('westrel.north')).toBe('different');
  });

  it('knows short forms and other spellings in it', () => {
    const user = { givenName: 'William', familyName: 'Smith' };
    const comparison = compared([{ userName: 'billsmith' }], [user, { givenName: 'Bill', familyName: 'Jones' }]);
    expect(comparison.get('username')?.levels[comparison.get('username')?.level(0, 0) ?? 0]).toBe('pattern');
  });

  it.each<[string, AgreementLevel]>([
    ['anna.schmidt@alder.example', 'exact'],
    ['Anna.Schmidt+desk@ALDER.example', 'exact'],
    ['anna.schmidt@gmail.com', 'folded'],
    ['a.schmidt@gmail.com', 'pattern'],
    ['anna@schmidt-family.example', 'pattern'],
    ['post@schmidt-family.example', 'contains'],
    ['petra.kovacs@alder.example', 'different'],
    ['', 'missing']
  ])('mailbox %s', (email, level) => expect(levelOf('mailbox', { email }, anna)).toBe(level));

  it.each<[string, AgreementLevel]>([
    ['petra@alder.example', 'exact'],
    ['petra@birch.example', 'different'],
    ['petra@gmail.com', 'missing'],
    ['', 'missing']
  ])('mail domain of %s', (email, level) => expect(levelOf('mail-domain', { email }, anna)).toBe(level));

  it('shows what agreed', () => {
    const lists = compared([{ userName: 'aschmidt', email: 'anna.schmidt@gmail.com' }], [anna]);
    expect(lists.get('username')?.texts(0, 0)).toEqual({ account: 'aschmidt', user: 'Anna Schmidt' });
    expect(lists.get('mailbox')?.texts(0, 0)).toEqual({
      account: 'anna.schmidt@gmail.com',
      user: 'anna.schmidt'
    });
    expect(lists.get('mail-domain')?.texts(0, 0)).toEqual({ account: 'gmail.com', user: 'alder.example' });
  });
});
