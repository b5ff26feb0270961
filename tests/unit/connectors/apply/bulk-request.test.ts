import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkOffer } from '../../../../src/lib/connectors/apply/bulk-offer';
import {
  bulkBody,
  bulkBytes,
  bulkEntries,
  BULK_FRAME_BYTES,
  readBulk
} from '../../../../src/lib/connectors/apply/bulk-request';
import type { WriteRequest } from '../../../../src/lib/connectors/apply/target-system';

const post: WriteRequest = { method: 'POST', path: '/Users', body: { userName: 'a' } };
const patchOf = (path: string, value: string): WriteRequest => ({
  method: 'PATCH',
  path,
  body: { schemas: ['patch'], Operations: [{ op: 'add', path: 'members', value }] }
});

function entriesOf(...requests: readonly WriteRequest[]) {
  return bulkEntries(requests.map((request, job) => ({ job, request })));
}

describe('entries', () => {
  test('changes of one resource are one entry, where the first of them stood', () => {
    const entries = entriesOf(
      post,
      patchOf('/Groups/1', 'a'),
      post,
      patchOf('/Groups/2', 'b'),
      patchOf('/Groups/1', 'c')
    );
    expect(entries.map(({ jobs }) => jobs)).toEqual([[0], [1, 4], [2], [3]]);
    expect(bulkBody(entries)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'o1', data: { userName: 'a' } },
        {
          method: 'PATCH',
          path: '/Groups/1',
          data: {
            schemas: ['patch'],
            Operations: [
              { op: 'add', path: 'members', value: 'a' },
              { op: 'add', path: 'members', value: 'c' }
            ]
          }
        },
        { method: 'POST', path: '/Users', bulkId: 'o3', data: { userName: 'a' } },
        expect.objectContaining({ path: '/Groups/2' })
      ]
    });
  });

  test('bytes are counted generously', () => {
    const bodies = fc.array(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), {
      minLength: 1,
      maxLength: 60
    });
    fc.assert(
      fc.property(bodies, (all) => {
        const requests = all.map((body): WriteRequest => ({ method: 'POST', path: '/Users', body }));
        const counted = requests.reduce((sum, request) => sum + bulkBytes(request), BULK_FRAME_BYTES);
        const real = new TextEncoder().encode(JSON.stringify(bulkBody(entriesOf(...requests)))).byteLength;
        expect(real).toBeLessThanOrEqual(counted);
      })
    );
  });
});

describe('an answer', () => {
  const entries = entriesOf(post, post, patchOf('/Groups/a%20b', 'x'), {
    method: 'DELETE',
    path: '/Users/9?forceDelete=true'
  });
  const created = (bulkId: string, id: string) => ({
    method: 'POST',
    bulkId,
    status: '201',
    location: `https://scim.example.com/v2/Users/${id}`
  });
  const patched = { method: 'patch', status: 204, location: '/v2/Groups/a b' };
  const deleted = { method: 'DELETE', status: { code: '204' }, location: 'https://x.example/Users/9' };
  const told = (status: number, id: string) => ({ kind: 'told', status, id, detail: '' });

  test('in any order; a status as text, as number, as object', () => {
    const Operations = [deleted, created('o2', 'u%202'), patched, created('o1', 'u1')];
    expect(readBulk(entries, { Operations })).toEqual([
      told(201, 'u1'),
      told(201, 'u 2'),
      told(204, 'a b'),
      told(204, '9')
    ]);
  });

  test('what is left out is missing; the failure of another says so in words', () => {
    const refused = { method: 'POST', bulkId: 'o1', status: '409', response: { detail: 'Taken.', status: '409' } };
    expect(readBulk(entries, { Operations: [refused, patched] })).toEqual([
      { kind: 'told', status: 409, id: '', detail: 'Taken.' },
      { kind: 'missing' },
      told(204, 'a b'),
      { kind: 'missing' }
    ]);
  });

  test('beside a part that is about nobody known, nothing left out counts as missing', () => {
    const stray = { method: 'POST', bulkId: 'z9', status: '201' };
    expect(readBulk(entries, { Operations: [created('o1', 'u1'), stray] })?.map(({ kind }) => kind)).toEqual([
      'told',
      'doubtful',
      'doubtful',
      'doubtful'
    ]);
  });

  test('silent parts count by their place where the answer is as long as the request, and all went well', () => {
    const silent = [created('o1', 'u1'), created('o2', 'u2'), { method: 'PATCH', status: '200' }];
    const gone = { method: 'DELETE', status: '204' };
    const failed = { method: 'DELETE', status: '404', response: { detail: 'Gone.' } };
    expect(readBulk(entries, { Operations: [...silent, failed] })?.map(({ kind }) => kind)).toEqual([
      ...['told', 'told', 'doubtful', 'doubtful']
    ]);
    expect(readBulk(entries, { Operations: [...silent, gone] })?.map((one) => 'status' in one && one.status)).toEqual([
      ...[201, 201, 200, 204]
    ]);
    expect(readBulk(entries, { Operations: silent })?.map(({ kind }) => kind)).toEqual([
      ...['told', 'told', 'doubtful', 'doubtful']
    ]);
  });

  test('told twice, or with no status, nothing is believed', () => {
    const twice = [created('o1', 'u1'), created('o1', 'u2'), { method: 'POST', bulkId: 'o2', status: 'fine' }];
    expect(readBulk(entries.slice(0, 2), { Operations: twice })?.[0]).toEqual({ kind: 'doubtful' });
    expect(readBulk(entries.slice(0, 2), { Operations: twice })?.[1].kind).not.toBe('told');
  });

  test('no answer to Bulk', () => {
    for (const body of [undefined, null, [], 'fine', {}, { Operations: 'none' }])
      expect(readBulk(entries, body)).toBeUndefined();
    expect(readBulk(entries, { Operations: [null, 3, {}, []] })?.map(({ kind }) => kind)).toEqual(
      Array(4).fill('doubtful')
    );
  });
});

test('what a service says of Bulk, and what is made of silence', () => {
  expect(bulkOffer({ bulk: { supported: true, maxOperations: 50, maxPayloadSize: 4000 } })).toEqual({
    maxOperations: 50,
    maxBytes: 4000
  });
  expect(bulkOffer({ bulk: { supported: true, maxOperations: 0, maxPayloadSize: 'much' } })).toEqual({
    maxOperations: 100,
    maxBytes: 2 ** 20
  });
  expect(bulkOffer({ bulk: { supported: true, maxOperations: 1e9, maxPayloadSize: 1e12 } })).toEqual({
    maxOperations: 1000,
    maxBytes: 4 * 2 ** 20
  });
  for (const config of [undefined, {}, { bulk: true }, { bulk: { supported: 'true' } }, { bulk: { supported: false } }])
    expect(bulkOffer(config)).toBeUndefined();
});
