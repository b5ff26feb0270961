import { describe, expect, it } from 'vitest';
import { commonName, nameKey } from '../../../src/lib/model/distinguished-name';
import { stageText } from './stage-text';

async function groupsOf(text: string): Promise<readonly string[]> {
  const { rows, summary } = await stageText(text);
  return rows.map((row) => row[summary.attributes.indexOf('groups')]);
}

describe('a column of groups', () => {
  it.each([
    { name: 'semicolons', cell: 'Sales; Finance;Sales;' },
    { name: 'pipes', cell: 'Sales|Finance' },
    { name: 'commas', cell: '"Sales, Finance"' },
    { name: 'line breaks', cell: '"Sales\nFinance"' }
  ])('is split at $name', async ({ cell }) => {
    expect(await groupsOf(`login,email,groups\na,a@b.example,${cell}\nb,b@b.example,\nc,c@b.example,All\n`)).toEqual([
      'Sales\nFinance',
      '',
      'All'
    ]);
  });

  it('keeps commas in names where another sign divides them', async () => {
    expect(await groupsOf('login,groups\na,"Sales, EMEA;Finance"\nb,"Sales, EMEA"\n')).toEqual([
      'Sales, EMEA\nFinance',
      'Sales, EMEA'
    ]);
  });

  it('of distinguished names gives the groups’ own names', async () => {
    const text =
      'DN,objectClass,sAMAccountName,memberOf\n' +
      '"CN=A,DC=b",user,a,"CN=Finance\\, EMEA,OU=G,DC=b;CN=Odd\\;Name,OU=G,DC=b"\n' +
      '"CN=B,DC=b",user,b,"CN=Finance\\, EMEA,OU=G,DC=b"\n"CN=C,DC=b",user,c,\n';
    expect(await groupsOf(text)).toEqual(['Finance, EMEA\nOdd;Name', 'Finance, EMEA', '']);
  });

  it('that PowerShell has lost counts as empty', async () => {
    const lost = 'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection';
    expect(await groupsOf(`SamAccountName,MemberOf\na,${lost}\n`)).toEqual(['']);
  });
});

describe('a distinguished name', () => {
  it.each([
    ['cn=Asha Rao,ou=People,dc=b', 'CN=asha rao , OU=people,DC=B'],
    ['cn=Rao\\, Asha,dc=b', 'cn=Rao\\2C Asha,dc=b'],
    ['cn=Zo\\C3\\AB,dc=b', 'cn=Zoë,dc=b']
  ])('%s is the same as %s', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));

  it.each([
    ['cn=a\\,dc=b,dc=c', 'cn=a,dc=b,dc=c'],
    ['cn=a,dc=b', 'uid=a,dc=b']
  ])('%s is another than %s', (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));

  it.each([
    ['CN=Finance,DC=b', 'Finance'],
    ['Sales, EMEA', 'Sales, EMEA'],
    ['level=5', 'level=5']
  ])('%s has the common name %s', (text, name) => expect(commonName(text)).toBe(name));
});
