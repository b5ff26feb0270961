import { afterEach, expect, test, vi } from 'vitest';
import { ConnectorService } from '../../../src/lib/connectors/connector-service';
import type { PageStore } from '../../../src/lib/connectors/page-store';
import { connectionWith } from '../../fixtures/connections';

const LONG = 'ann@x.example '.repeat(80_000);

/** Three users a page of a megabyte each: more than one part of what is put away. */
function largeSystem(): void {
  const answer = async (address: string | URL | Request) => {
    const url = new URL(address instanceof Request ? address.url : address);
    const start = Number(url.searchParams.get('startIndex') ?? 1);
    const users = [start, start + 1, start + 2].filter((id) => id <= 9);
    const page = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 9,
      startIndex: start,
      itemsPerPage: users.length,
      Resources: users.map((id) => ({ id: String(id), userName: `u${id}`, displayName: LONG }))
    };
    return new Response(JSON.stringify(page), { headers: { 'content-type': 'application/scim+json' } });
  };
  vi.stubGlobal('fetch', answer);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  [true, 0],
  [undefined, 1]
])('with staysInMemory %s a list of 10 MB is put away %i times', async (staysInMemory, parts) => {
  largeSystem();
  const put: Blob[] = [];
  const store: PageStore = {
    add: async (part) => {
      put.push(part);
      return part;
    },
    clear: async () => undefined,
    sweep: async () => undefined
  };
  const access = { connection: connectionWith(), token: 't', origin: 'https://muster.example' };
  const outcome = await new ConnectorService(store).list({ access, since: undefined, staysInMemory }, () => undefined);
  expect(outcome).toMatchObject({ status: 'done', value: { records: 9 } });
  expect(put).toHaveLength(parts);
});
