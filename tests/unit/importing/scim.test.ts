import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { objectsOf, stageText } from './stage-text';
import { fileOf } from './table-writer';

const ASHA = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: 'u1',
  userName: 'asha.rao',
  name: { givenName: 'Asha', familyName: 'Rao', formatted: 'Asha Rao' },
  active: false,
  emails: [
    { value: 'asha@home.example', type: 'home' },
    { value: 'asha.rao@alder.example', type: 'work', primary: true }
  ],
  phoneNumbers: [{ value: '+49 30 1', type: 'work' }],
  meta: { resourceType: 'User', created: '2026-01-01T00:00:00Z' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
    employeeNumber: '0012',
    department: 'Finance',
    manager: { value: 'u9', displayName: 'Ben Roe' }
  }
};
const ASHA_ROW = {
  externalId: 'u1',
  userName: 'asha.rao',
  givenName: 'Asha',
  familyName: 'Rao',
  displayName: 'Asha Rao',
  active: 'false',
  email: 'asha.rao@alder.example',
  otherEmail: 'asha@home.example',
  phone: '+49 30 1',
  employeeNumber: '0012',
  department: 'Finance',
  manager: 'Ben Roe'
};

const page = (...resources: unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: resources.length,
  Resources: resources
});

describe('SCIM users', () => {
  it.each([
    { name: 'a list response', text: JSON.stringify(page(ASHA), undefined, 2) },
    { name: 'an array', text: JSON.stringify([ASHA]) },
    { name: 'an array of pages', text: JSON.stringify([page(ASHA), page()]) },
    { name: 'one resource', text: JSON.stringify(ASHA) },
    { name: 'a resource per line, with blank lines and CRs', text: `\r\n${JSON.stringify(ASHA)}\r\n\r\n` },
    { name: 'with a byte order mark', text: `\uFEFF${JSON.stringify(page(ASHA))}` }
  ])('come in from $name', async ({ text }) => {
    const staged = await stageText(text);
    expect(staged.preview.recognized?.appName).toBe('Generic SCIM 2.0');
    expect(staged.preview.dialect.format).toBe('scim-json');
    expect(objectsOf(staged)).toEqual([ASHA_ROW]);
  });

  it('come in from a bulk request, its groups resolved', async () => {
    const staged = await stageText(
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'asha' } },
          { method: 'DELETE', path: '/Users/9' },
          { method: 'POST', path: '/Groups', data: { displayName: 'Sales', members: [{ value: 'bulkId:a' }] } }
        ]
      })
    );
    expect(objectsOf(staged)).toEqual([{ externalId: 'bulkId:a', userName: 'asha', groups: 'Sales' }]);
  });

  it('say which members of groups are nobody in the file, unless it has groups alone', async () => {
    const group = { displayName: 'Sales', members: [{ value: 'u1' }, { value: 'gone' }, { value: '' }] };
    const { summary, rows } = await stageText(JSON.stringify(page(ASHA, group)));
    expect(rows).toHaveLength(1);
    expect(summary.issues).toEqual([
      {
        kind: 'unknown-member',
        count: 1,
        examples: [{ kind: 'unknown-member', record: 2, excerpt: 'Sales: gone' }]
      }
    ]);
  });

  it('have the groups that they name and those that name them, each once', async () => {
    const staged = await stageText(
      JSON.stringify([
        { id: 'u1', userName: 'asha', groups: [{ value: 'g1' }, { value: 'g3', display: 'Finance, EMEA' }] },
        { id: 'u2', userName: 'ben' },
        {
          id: 'g1',
          displayName: 'Sales',
          meta: { resourceType: 'Group' },
          members: [{ value: 'u1' }, { value: 'u2' }]
        },
        {
          id: 'g2',
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
          displayName: 'All',
          members: [{ value: 'u2' }]
        }
      ])
    );
    expect(objectsOf(staged).map(({ userName, groups }) => [userName, groups])).toEqual([
      ['asha', 'Sales\nFinance, EMEA'],
      ['ben', 'Sales\nAll']
    ]);
  });

  it('of Okta come in from its own list', async () => {
    const staged = await stageText(
      JSON.stringify([
        {
          id: '00u1',
          status: 'DEPROVISIONED',
          profile: { login: 'asha@b.example', email: 'asha@b.example', firstName: 'Asha', lastName: 'Rao' },
          _links: { self: { href: 'https://alder.example' } }
        }
      ])
    );
    expect(staged.preview.recognized?.appName).toBe('Okta');
    expect(objectsOf(staged)).toEqual([
      {
        externalId: '00u1',
        active: 'DEPROVISIONED',
        userName: 'asha@b.example',
        email: 'asha@b.example',
        givenName: 'Asha',
        familyName: 'Rao'
      }
    ]);
  });
});

describe('bad input', () => {
  it('a bad line of JSON Lines is left out and told by its number', async () => {
    const { rows, summary } = await stageText('{"userName":"a"}\n{"userName":\n\n7\n{"userName":"b"}\n');
    expect(rows).toEqual([['a'], ['b']]);
    expect(summary.issues[0].examples.map(({ kind, record, excerpt }) => [kind, record, excerpt])).toEqual([
      ['unreadable-entry', 2, '{"userName":'],
      ['unreadable-entry', 4, '7']
    ]);
  });

  it('half a document is refused whole', async () => {
    const request = { choice: {}, target: 'users' as const, rememberedMappings: undefined, catalogId: undefined };
    const result = await inspectFile({ file: fileOf('{"Resources": [{"userName": "a"},'), ...request });
    expect(result).toMatchObject({ ok: false, error: { kind: 'file-malformed' } });
  });

  it('nothing of a document reaches a prototype', async () => {
    const { preview, rows } = await stageText(
      '[{"userName":"a","__proto__":{"admin":true},"constructor":"x","toString":"y"}]'
    );
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    expect(preview.mapping.map(({ header }) => header)).toEqual([
      'userName',
      '__proto__.admin',
      'constructor',
      'toString'
    ]);
    expect(rows).toEqual([['a', 'true', 'x', 'y']]);
  });

  it('objects nested without end cost nothing', async () => {
    const depth = 50_000;
    const { rows } = await stageText(`[{"userName":"a","x":${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}}]`);
    expect(rows).toEqual([['a']]);
    const list = await stageText(`[{"userName":"a","x":${'['.repeat(depth)}1${']'.repeat(depth)}}]`);
    expect(list.rows).toEqual([['a']]);
  });
});
