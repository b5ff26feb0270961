import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/lib/engine/record-set';
import { managerOf, resolveManagers } from '../../../src/lib/matching/resolve-managers';
import { NOT_GIVEN } from '../../../src/lib/matching/resolve-references';
import { NOBODY } from '../../../src/lib/matching/sought-values';
import { finish, records } from '../../fixtures/records';
import { objectsOf, stageText, type StagedText } from './stage-text';

const FORMS = [
  'search',
  'search-L',
  'search-LL',
  'search-LLL',
  'search-LLL-paged',
  'search-LLL-unwrapped',
  'search-paged',
  'slapcat'
] as const;
/** What only slapcat tells: said of an entry by its server. */
const OPERATIONAL = [
  'structuralObjectClass',
  'creatorsName',
  'createTimestamp',
  'entryCSN',
  'modifiersName',
  'modifyTimestamp'
].map((name) => `custom:${name}`);

function read(name: string): Promise<StagedText> {
  return stageText(readFileSync(new URL(`../../fixtures/ldif/${name}.ldif`, import.meta.url), 'utf8'));
}

/** People as they come in, without what slapcat adds, values in the order of their names. */
async function peopleOf(name: string): Promise<readonly (readonly (readonly [string, string])[])[]> {
  return objectsOf(await read(name)).map((person) =>
    Object.entries(person)
      .filter(([attribute]) => !OPERATIONAL.includes(attribute))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
  );
}

describe('LDIF written by slapd and its tools', () => {
  it.each(FORMS)('%s gives the same people with the same cells as every other form', async (form) => {
    const people = await peopleOf(form);
    expect(people).toEqual(await peopleOf('search-LLL'));
    // 32 people, 4 contractors, a service account; no unit, group or printer.
    expect(people).toHaveLength(37);
  });

  it.each(FORMS)(
    '%s: no entry is unreadable, passwords stay outside, members who are nobody are named',
    async (form) => {
      const { summary } = await read(form);
      expect(summary.issues.map(({ kind, count }) => [kind, count])).toEqual([
        ['secret-left-out', 5],
        ['unknown-member', 4]
      ]);
      const [secrets, members] = summary.issues;
      expect(secrets.examples.map(({ excerpt }) => excerpt)).toContain(
        'userPassword · uid=asha.rao,ou=People,dc=alder,dc=example'
      );
      expect(members.examples.map(({ excerpt }) => excerpt).toSorted()).toEqual([
        'Café lovers: uid=zoe.munoz,ou=People,dc=alder,dc=example',
        'Everyone at Alder, all sites: uid=zoe.munoz,ou=People,dc=alder,dc=example',
        'Finance: uid=left.long.ago,ou=People,dc=alder,dc=example',
        'Finance: uid=zoe.munoz,ou=People,dc=alder,dc=example'
      ]);
      expect(summary.attributes.filter((attribute) => /password|jpegphoto/i.test(attribute))).toEqual([]);
    }
  );

  it('reads names in every script, several mails, options and bytes that are a picture', async () => {
    const people = objectsOf(await read('search-paged'));
    const person = (userName: string) => people.find((one) => one.userName === userName);
    expect(person('zoe.m')).toMatchObject({
      displayName: 'Zoë Muñoz',
      email: 'zoe.munoz@alder.example',
      otherEmail: 'z.muoz@alder.example; zoe@old.alder.example',
      manager: 'uid=asha.rao,ou=People,dc=alder,dc=example',
      'custom:dn': 'uid=zoe.m,ou=People,dc=alder,dc=example',
      // The server wrote them before the name changed.
      groups: 'Finance\nCafé lovers\nEveryone at Alder, all sites'
    });
    expect(person('jurgen.weiss')).toMatchObject({
      'custom:dn': 'uid=jurgen.weiss,ou=Zürich,ou=People,dc=alder,dc=example',
      'custom:cn;lang-de': 'Jürgen Weiß',
      'custom:description':
        ' begins with a space and is long enough that it has to be folded, so that a line  with two spaces is cut somewhere within it'
    });
    expect(person('c.adams')).toMatchObject({
      'custom:dn': 'cn=Adams\\2C Carol \\2B guest,ou=Contractors,dc=alder,dc=example',
      groups: 'Guests'
    });
    expect(person('mina.sato')).toMatchObject({ givenName: '美奈', familyName: '佐藤' });
  });

  it('its managers are found by distinguished name, but for those who were renamed or never there', async () => {
    const { summary, rows } = await read('search-paged');
    const list = records(summary.attributes, rows);
    const managers = finish(resolveManagers(list, undefined));
    const found = rows.map((_, row) => ({
      login: cellText(list, row, 'userName'),
      manager: managerOf(managers, row).row
    }));
    const manager = (login: string) => {
      const row = found.find((one) => one.login === login)?.manager ?? NOBODY;
      return row >= 0 ? found[row].login : row;
    };
    expect(['zoe.m', 'wei.chen', 'petra.maier', 'e.clark', 'asha.rao'].map(manager)).toEqual([
      'asha.rao',
      'jurgen.weiss',
      'jurgen.weiss',
      'wei.chen',
      NOT_GIVEN
    ]);
    expect(found.filter((one) => one.manager === NOBODY).map(({ login }) => login)).toEqual([
      'maria.silva',
      'jose.garcia',
      'd.brown'
    ]);
  });

  it('of changes takes what is added; what was changed, moved or deleted is told', async () => {
    const { summary, rows } = await read('changes');
    expect(rows).toHaveLength(2);
    expect([summary.rowsRead, summary.rowsStaged]).toEqual([5, 2]);
    expect(
      summary.issues.map(({ kind, examples }) => [kind, examples.map(({ record, excerpt }) => `${record} ${excerpt}`)])
    ).toEqual([
      [
        'change-not-applied',
        [
          '40 modify: uid=ida.berg,ou=People,dc=alder,dc=example',
          '63 modrdn: uid=nils.dahl,ou=People,dc=alder,dc=example',
          '71 delete: uid=john.smith2,ou=People,dc=alder,dc=example'
        ]
      ],
      ['secret-left-out', ['2 userPassword · uid=noor.haddad,ou=People,dc=alder,dc=example']]
    ]);
  });
});
