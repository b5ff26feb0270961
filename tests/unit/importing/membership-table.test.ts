import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { MembershipForm } from '../../../src/lib/catalog/catalog-entry';
import { membershipTable } from '../../../src/lib/importing/membership-table';
import { writeTable } from './table-writer';
import { stageText } from './stage-text';

const GROUPS: MembershipForm = { member: 'User Members', group: ['Name', 'Display Name'] };
const GRANTS: MembershipForm = {
  member: 'Grantee Name',
  group: ['Entitlement Value'],
  scope: 'App Name',
  kind: { header: 'Grantee Type', person: 'User' }
};

function turned(text: string, form = GROUPS, headerRow = 0) {
  const dialect = { format: 'delimited', encoding: 'utf-8', delimiter: ',', memberships: { headerRow } } as const;
  return membershipTable(new Blob([text]), dialect, form, () => undefined);
}

const name = fc.constantFrom('asha', 'ASHA', 'zoë', 'ben', '@lin', '', ' ');
const group = fc.constantFrom('Finance', 'Sales; North', 'All, staff', '"quoted"');

test('turning a list of groups round agrees with a slow walk over its pairs', async () => {
  const groups = fc.array(fc.tuple(group, fc.array(name, { maxLength: 6 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(groups, async (rows) => {
      const cells = rows.map(([title, members]) => [title, '', members.join(';')]);
      const text = writeTable([['Name', 'Description', 'User Members'], ...cells], ',', '\r\n');
      const pairs = rows.flatMap(([title, members]) => members.map((member) => [member.trim(), title] as const));
      const firsts = pairs
        .map(([member]) => member)
        .filter((member, at, all) => member !== '' && all.findIndex((other) => same(other, member)) === at);
      const expected = firsts.map((member) => [
        member,
        [...new Set(pairs.filter(([other]) => same(other, member)).map(([, title]) => title))].join('\n')
      ]);
      expect((await turned(text)).rows).toEqual(expected);
    }),
    { numRuns: 300 }
  );
});

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

describe('a list of groups', () => {
  it('names each member where the file did first', async () => {
    const { columns, numbers } = await turned('x\nDisplay Name,User Members\nA,asha;ben\nB,zoë\n', GROUPS, 1);
    expect(columns).toEqual(['User Members', 'Groups']);
    expect(numbers).toEqual([3, 3, 4]);
  });

  it('points at rows that cannot be read, and goes on', async () => {
    const { rows, issues } = await turned('Name,User Members\nA,"asha\nB,ben\n');
    expect(issues.map(({ kind, number }) => [kind, number])).toEqual([['unterminated-quote', 2]]);
    expect(rows).toEqual([['ben', 'B']]);
  });
});

describe('a list of grants', () => {
  const head = 'Entitlement Value,Grantee Name,Grantee Type,App Name';

  it('tells the app of each role, and leaves groups that hold one out', async () => {
    const { rows, issues } = await turned(
      `${head}\nViewer,asha,User,ERP\nViewer,Staff,Group,ERP\nViewer,Asha,user,Data\n`,
      GRANTS
    );
    expect(rows).toEqual([['asha', 'ERP: Viewer\nData: Viewer']]);
    expect(issues).toEqual([{ kind: 'group-as-member', number: 3, excerpt: 'Viewer: Staff' }]);
  });

  it('comes in by the wizard’s way too, told as what it is', async () => {
    const { preview, rows, summary, numbers } = await stageText(
      `${head}\nViewer,Staff,Group,ERP\nViewer,asha,User,ERP\n`
    );
    expect(preview.recognized?.exportName).toBe('app role memberships');
    expect(preview.dialect.memberships).toEqual({ headerRow: 0 });
    expect([rows, numbers]).toEqual([[['asha', 'ERP: Viewer']], [3]]);
    expect(summary.issues.map(({ kind, count }) => [kind, count])).toEqual([['group-as-member', 1]]);
  });
});
