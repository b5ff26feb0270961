import { describe, expect, it, test } from 'vitest';
import { CATALOG, catalogEntry, GENERIC_ENTRY_ID, searchCatalog } from '../../../src/lib/catalog/catalog';
import { recognizeExport } from '../../../src/lib/importing/recognize-export';
import { asId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { defaultSynchronization } from '../../../src/lib/model/synchronization';
import { newApp } from '../../../src/lib/workspace/new-app';

/** Number 19 of the product's list. */
const NAMES = [
  'Active Directory',
  'LDAP',
  'Workday',
  'SuccessFactors',
  'BambooHR',
  'Namely',
  'UltiPro (UKG Pro)',
  'Zendesk',
  'Oracle identity domains',
  'Okta',
  'Microsoft Entra ID',
  'Google Workspace',
  'Salesforce',
  'Slack',
  'GitHub',
  'Atlassian',
  'ServiceNow',
  'Generic SCIM 2.0',
  'Generic CSV'
];

test('the catalog has every app, each with a way in of its own', () => {
  expect(CATALOG.map(({ name }) => name).toSorted()).toEqual(NAMES.toSorted());
  expect(new Set(CATALOG.map(({ wayIn }) => wayIn)).size).toBe(CATALOG.length);
  expect(new Set(CATALOG.map(({ id }) => id)).size).toBe(CATALOG.length);
  expect(catalogEntry(GENERIC_ENTRY_ID)?.name).toBe('Generic CSV');
});

test.each(
  CATALOG.flatMap((entry) => entry.exports.map((form) => ({ entry, form, title: `${entry.name}: ${form.name}` })))
)('$title is told by its headers, from its own app and from any other', ({ entry, form }) => {
  const { signature, evidence = [], isExact } = form;
  const headers = isExact ? signature : [...new Set([...signature, ...evidence, ...Object.keys(form.headers)])];
  for (const catalogId of [entry.id, undefined, GENERIC_ENTRY_ID]) {
    const known = recognizeExport(headers, form.format ?? 'delimited', catalogId);
    expect([known?.entry.name, known?.form.name]).toEqual([entry.name, form.name]);
  }
  for (const header of Object.keys(form.inactive ?? {})) expect(form.headers[header]).toBe('active');
});

describe('searching', () => {
  it.each([
    ['', CATALOG.length],
    ['ultipro', 1],
    ['azure', 1],
    ['entra', 1],
    ['factors', 1],
    ['hr system', 5],
    ['identity cloud service', 1],
    ['no such thing', 0]
  ])('for %j finds %i', (text, count) => expect(searchCatalog(text)).toHaveLength(count));
});

describe('a new app', () => {
  const added = (id: string) => newApp(asId<IdentityDomainId>('d'), id, 'x').synchronization;

  it('starts with what the catalog has for it', () => {
    expect(added('workday').rules.ladder[0].id).toBe('employee-number');
    expect(added('workday').deprovisioning).toBe('deactivate');
    expect(
      added('slack')
        .rules.ladder.slice(0, 2)
        .map(({ id }) => id)
    ).toEqual(['email', 'email-as-username']);
    expect(added('slack').usernameFormat).toEqual({ kind: 'preset', preset: 'email' });
  });

  it('keeps every rule of the ladder once', () => {
    const usual = defaultSynchronization().rules.ladder.map(({ id }) => id);
    for (const { id, rules } of CATALOG) {
      if (!rules) expect(added(id)).toEqual(defaultSynchronization());
      else expect(rules.ladder.map((rule) => rule.id).toSorted()).toEqual(expect.arrayContaining(usual.toSorted()));
      const ids = added(id).rules.ladder.map((rule) => rule.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
