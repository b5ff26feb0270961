import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { LdifReader } from '../../../src/lib/importing/ldif-reader';
import { MAX_ENTRY_BYTES } from '../../../src/lib/importing/read-entries';
import { writeLdif, type LdifStyle, type WrittenEntry } from './ldif-writer';
import { objectsOf, stageText } from './stage-text';
import { fileOf } from './table-writer';

const names = fc.constantFrom('cn', 'sn', 'givenName', 'mail', 'uid', 'description', 'x-Note', 'cn;lang-fr');
const values = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }).filter((text) => text.isWellFormed());
const entries: fc.Arbitrary<WrittenEntry[]> = fc.array(
  fc.record({ dn: values, attributes: fc.array(fc.tuple(names, values), { maxLength: 8 }) }),
  { maxLength: 8 }
);
const styles: fc.Arbitrary<LdifStyle> = fc.record({
  lineBreak: fc.constantFrom('\n', '\r\n'),
  width: fc.integer({ min: 2, max: 90 }),
  hasVersion: fc.boolean(),
  hasComments: fc.boolean(),
  isEncoding: fc.func(fc.boolean())
});

test('what another writer wrote reads back, however its lines are folded and its text comes in parts', () => {
  fc.assert(
    fc.property(
      entries,
      styles,
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
      (written, style, sizes) => {
        const text = writeLdif(written, style);
        const reader = new LdifReader();
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length];
          reader.push(text.slice(at, at + size));
          at += size;
        }
        reader.finish();
        expect(reader.issues).toEqual([]);
        expect(
          reader.entries.map(({ dn, attributes }) => [
            dn,
            [...attributes.values()].map(({ name, values: found }) => [name, found])
          ])
        ).toEqual(written.map(({ dn, attributes }) => [dn, byName(attributes)]));
      }
    ),
    { numRuns: 300 }
  );
});

function byName(attributes: WrittenEntry['attributes']): [string, string[]][] {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of attributes) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  return [...grouped];
}

/** As ldapsearch without -LLL writes it, with a page in the middle. */
const SEARCHED = `# extended LDIF
#
# LDAPv3
# base <dc=alder,dc=example> with scope subtree
#

# people, alder.example
dn: ou=people,dc=alder,dc=example
objectClass: organizationalUnit
ou: people

# asha.rao, people, alder.example
dn: uid=asha.rao,ou=people,dc=alder,dc=example
objectClass: inetOrgPerson
uid: asha.rao
cn: Asha Rao
sn: Rao
givenName: Asha
mail: asha.rao@alder.example
mail: asha@alder.example
description: Looks after the
  lines of
 output.

# extended LDIF
#
search: 2
result: 0 Success
control: 1.2.840.113556.1.4.319 false MAUCAQAEAA==
pagedresults: cookie=

dn:: dWlkPXpvw6ksb3U9cGVvcGxlLGRjPWFsZGVyLGRjPWV4YW1wbGU=
objectClass: inetOrgPerson
uid:: em/DqQ==
cn:: Wm/DqyBNdcOxb3o=
sn:: TXXDsW96
mail: zoe@alder.example

dn: cn=Finance\\, EMEA,ou=groups,dc=alder,dc=example
objectClass: groupOfNames
cn: Finance, EMEA
member: UID=asha.rao, OU=people, DC=alder, DC=example
member:: dWlkPXpvXEMzXEE5LG91PXBlb3BsZSxkYz1hbGRlcixkYz1leGFtcGxl
member: uid=gone,ou=people,dc=alder,dc=example

dn: cn=staff,ou=groups,dc=alder,dc=example
objectClass: posixGroup
memberUid: asha.rao
gidNumber: 5

# search result
search: 3
result: 0 Success

# numResponses: 5
`;

describe('an LDIF file', () => {
  it('gives people as rows, with the groups that name them', async () => {
    const staged = await stageText(SEARCHED);
    expect(staged.preview.recognized).toEqual({ catalogId: 'ldap', appName: 'LDAP', exportName: 'LDIF export' });
    expect(objectsOf(staged)).toEqual([
      {
        'custom:dn': 'uid=asha.rao,ou=people,dc=alder,dc=example',
        'custom:objectClass': 'inetOrgPerson',
        userName: 'asha.rao',
        displayName: 'Asha Rao',
        familyName: 'Rao',
        givenName: 'Asha',
        email: 'asha.rao@alder.example',
        otherEmail: 'asha@alder.example',
        'custom:description': 'Looks after the lines ofoutput.',
        groups: 'Finance, EMEA\nstaff'
      },
      {
        'custom:dn': 'uid=zoé,ou=people,dc=alder,dc=example',
        'custom:objectClass': 'inetOrgPerson',
        userName: 'zoé',
        displayName: 'Zoë Muñoz',
        familyName: 'Muñoz',
        email: 'zoe@alder.example',
        groups: 'Finance, EMEA'
      }
    ]);
    expect(staged.summary).toMatchObject({ rowsRead: 2, rowsStaged: 2 });
    expect(staged.summary.issues).toEqual([
      {
        kind: 'unknown-member',
        count: 1,
        examples: [
          { kind: 'unknown-member', record: 39, excerpt: 'Finance, EMEA: uid=gone,ou=people,dc=alder,dc=example' }
        ]
      }
    ]);
    expect(staged.numbers).toEqual([13, 32]);
  });

  it('of Active Directory: identifiers as Windows writes them, memberOf, the account’s switch, no computers', async () => {
    const guid = Buffer.from('363b8f9f6c6a8b4e9d0e0123456789ab', 'hex').toString('base64');
    const sid = Buffer.from('010500000000000515000000a065cf7e784b9b5fe77c8770 51040000'.replace(' ', ''), 'hex');
    const staged = await stageText(
      `dn: CN=Asha Rao,OU=Staff,DC=alder,DC=example
changetype: add
objectClass: top
objectClass: user
sAMAccountName: asha
userAccountControl: 514
objectGUID:: ${guid}
objectSid:: ${sid.toString('base64')}
jpegPhoto:: /9j/4AAQ
memberOf: CN=Finance,OU=Groups,DC=alder,DC=example
memberOf: CN=All\\2C staff,OU=Groups,DC=alder,DC=example
proxyAddresses: SMTP:asha.rao@alder.example
proxyAddresses: smtp:asha@alder.example

dn: CN=PC1,DC=alder,DC=example
changetype: add
objectClass: user
objectClass: computer
sAMAccountName: PC1$
`
    );
    expect(staged.preview.recognized?.exportName).toBe('ldifde export');
    expect(objectsOf(staged)).toEqual([
      {
        'custom:dn': 'CN=Asha Rao,OU=Staff,DC=alder,DC=example',
        'custom:objectClass': 'top; user',
        userName: 'asha',
        active: 'false',
        externalId: '9f8f3b36-6a6c-4e8b-9d0e-0123456789ab',
        'custom:objectSid': 'S-1-5-21-2127521184-1604012920-1887927527-1105',
        groups: 'Finance\nAll, staff',
        otherEmail: 'asha@alder.example',
        'custom:userAccountControl': '514'
      }
    ]);
  });

  it('leaves out entries that cannot be read, and says where', async () => {
    const { summary, rows } = await stageText(
      `dn: uid=a,dc=b
uid: a
jpegPhoto:< file:///etc/passwd

dn: uid=b,dc=b
changetype: modify
replace: mail
mail: b@b.example
-

dn: uid=c,dc=b
uid:: !!!

dn: uid=d,dc=b
uid d

dn: uid=e,dc=b
uid: e
dn: uid=f,dc=b

uid: nobody

dn: uid=g,dc=b
uid: g
`
    );
    expect(rows).toEqual([['uid=g,dc=b', 'g']]);
    expect(summary.issues.map(({ kind, count }) => [kind, count])).toEqual([
      ['unreadable-entry', 5],
      ['change-not-applied', 1]
    ]);
    expect(summary.issues[0].examples.map(({ record, excerpt }) => [record, excerpt])).toEqual([
      [1, 'jpegPhoto:< file:///etc/passwd'],
      [11, 'uid:: !!!'],
      [14, 'uid d'],
      [17, 'dn: uid=f,dc=b'],
      [21, 'uid: nobody']
    ]);
    expect(summary.issues[1].examples).toEqual([
      { kind: 'change-not-applied', record: 5, excerpt: 'modify: uid=b,dc=b' }
    ]);
    expect([summary.rowsRead, summary.rowsStaged]).toEqual([7, 1]);
  });

  it('keeps `__proto__` an attribute like any other', async () => {
    const { preview } = await stageText('dn: uid=a,dc=b\nuid: a\n__proto__: x\nconstructor: y\n');
    expect(preview.mapping.map(({ target }) => target)).toEqual([
      'custom:dn',
      'userName',
      'custom:__proto__',
      'custom:constructor'
    ]);
  });

  it('is refused above what fits into memory, before it is read', async () => {
    const file = fileOf('dn: uid=a,dc=b\nuid: a\n');
    const large = new Proxy(file, {
      get: (target, name) => {
        if (name === 'size') return MAX_ENTRY_BYTES + 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
    });
    const result = await inspectFile({
      file: large,
      choice: {},
      target: 'users',
      rememberedMappings: undefined,
      catalogId: undefined
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'file-too-large', limit: MAX_ENTRY_BYTES } });
  });
});
