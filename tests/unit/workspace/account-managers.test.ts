import { expect, test } from 'vitest';
import { asId, type AppId } from '../../../src/lib/model/ids';
import { AccountManagers } from '../../../src/lib/workspace/account-managers';
import type { OpenWorkspace } from '../../../src/lib/workspace/open-workspace';
import { records } from '../../fixtures/records';

test('managers that could not be looked up are looked up again', async () => {
  const accounts = records(['userName', 'manager'], [['ann', 'bo']]);
  const known = records(['userName', 'displayName'], [['bo', 'Bo Roe']]);
  let isBroken = true;
  const users = Object.defineProperty({ ...known }, 'segments', {
    get: () => {
      if (isBroken) throw new Error('The segment cannot be read.');
      return known.segments;
    }
  });
  const workspace = {
    app: () => ({ domainId: 'd' }),
    lists: {
      accounts: () => Promise.resolve({ records: accounts }),
      users: () => Promise.resolve({ records: users })
    }
    // No more of it is looked at.
  } as unknown as OpenWorkspace;
  const managers = new AccountManagers(workspace);
  const appId = asId<AppId>('a');
  await expect(managers.read(appId, 0)).rejects.toThrow('cannot be read');
  isBroken = false;
  expect(await managers.read(appId, 0)).toMatchObject({ ok: true, value: { text: 'bo', kind: 'person' } });
});
