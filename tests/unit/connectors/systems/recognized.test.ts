import { describe, expect, it } from 'vitest';
import { recognizeExport } from '../../../../src/lib/importing/recognize-export';
import { scimResources } from '../../../../src/lib/importing/scim-documents';
import { scimTable } from '../../../../src/lib/importing/scim-table';
import { GROUP_SEPARATOR } from '../../../../src/lib/model/attribute';
import type { ConnectorId } from '../../../../src/lib/model/connection';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { GITHUB_TOKEN, startGithub } from '../../../fixtures/systems/github';
import { GOOGLE_TOKEN, startGoogle } from '../../../fixtures/systems/google';
import { GRAPH_TOKEN, startGraph } from '../../../fixtures/systems/graph';
import { OKTA_TOKEN, startOkta } from '../../../fixtures/systems/okta';
import { ORACLE_TOKEN, startOracle } from '../../../fixtures/systems/oracle';
import { makeGroups, makePeople, type FakeData } from '../../../fixtures/systems/people';
import { SALESFORCE_TOKEN, startSalesforce } from '../../../fixtures/systems/salesforce';
import { SERVICENOW_TOKEN, startServiceNow } from '../../../fixtures/systems/servicenow';
import { startZendesk, ZENDESK_TOKEN } from '../../../fixtures/systems/zendesk';
import { connectionTo, listingOf } from './list-system';

interface Way {
  readonly id: ConnectorId;
  readonly entry: string;
  readonly token: string;
  readonly start: (data: FakeData) => Promise<FakeSystem>;
  readonly list?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

const WAYS: readonly Way[] = [
  { id: 'oracle', entry: 'oracle-identity-domains', token: ORACLE_TOKEN, start: startOracle },
  { id: 'okta', entry: 'okta', token: OKTA_TOKEN, start: startOkta },
  { id: 'okta', entry: 'okta', token: OKTA_TOKEN, start: startOkta, list: 'app-accounts', fields: { appId: '0oa1' } },
  {
    id: 'graph',
    entry: 'entra-id',
    token: GRAPH_TOKEN,
    start: (data) => startGraph({ ...data, deleted: [], hasDelta: true })
  },
  {
    id: 'google',
    entry: 'google-workspace',
    token: GOOGLE_TOKEN,
    start: (data) => startGoogle({ ...data, deleted: [] })
  },
  { id: 'zendesk', entry: 'zendesk', token: ZENDESK_TOKEN, start: startZendesk },
  { id: 'github', entry: 'github', token: GITHUB_TOKEN, start: startGithub, fields: { org: 'acme' } },
  { id: 'salesforce', entry: 'salesforce', token: SALESFORCE_TOKEN, start: startSalesforce },
  { id: 'servicenow', entry: 'servicenow', token: SERVICENOW_TOKEN, start: startServiceNow }
];

describe('what a connector gives is recognized as the export of its app', () => {
  it.each(WAYS)('$id $list', async ({ id, entry, token, start, list = 'users', fields = {} }) => {
    const people = makePeople(25);
    const fake = await start({ people, groups: makeGroups(people) });
    try {
      const connection = connectionTo(fake.address, { connectorId: id, withGroups: list === 'users', list, fields });
      const { listing } = await listingOf({ connection, token, origin: 'https://muster.example' })();
      const table = scimTable(scimResources(await listing.file.text()));
      expect(table.issues.slice(0, 3)).toEqual([]);
      expect(table.rows).toHaveLength(25);
      const groupsAt = table.columns.indexOf('groups');
      const inTwo = table.rows.filter((row) => row.at(groupsAt)?.split(GROUP_SEPARATOR).length === 2);
      expect(inTwo).toHaveLength(list === 'users' ? 9 : 0);
      expect(recognizeExport(table.columns, 'scim-json', undefined)?.entry.id).toBe(entry);
    } finally {
      await fake.close();
    }
  });
});
