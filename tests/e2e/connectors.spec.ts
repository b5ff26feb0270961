import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { CONNECTOR_PAGE, connectorSite } from '../bench/connectors/connector-site';
import type { ListOrder } from '../bench/connectors/connector-figures';
import { HOSTILE, startHostileServers, type Hostile } from '../fixtures/systems/hostile-servers';
import { accessTo, attempt, runOf } from '../fixtures/systems/list-from';
import { SCIM_TOKEN, startScimmy, type ScimmyServer } from '../fixtures/systems/scimmy-server';
import { startServer, type StaticServer } from '../serve';
import { expect, test as base } from './muster-test';
import { finalButton, openProvisioning, rail, results, tab } from './steps';

/** What the browser itself writes of each answer that is no success is what these tests are about. */
const REFUSED = /Failed to load resource|blocked by CORS policy|net::ERR|Refused to connect|violates the following/;

const test = base.extend<{ scimmy: ScimmyServer }, { connectors: StaticServer }>({
  connectors: [
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'muster-connectors-'));
      await connectorSite(folder);
      const server = await startServer(folder, 0);
      await use(server);
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 }
  ],
  baseURL: ({ connectors }, use) => use(connectors.origin),
  scimmy: async ({}, use) => {
    const server = await startScimmy({ users: 2500, groups: 60, maxResults: 500 });
    await use(server);
    await server.close();
  }
});

test.use({ expectedNoise: REFUSED });

async function openPage(page: Page): Promise<void> {
  await page.goto(CONNECTOR_PAGE);
  await page.evaluate(() => window.connectors.prepare());
}

function list(page: Page, order: ListOrder) {
  return page.evaluate((given) => window.connectors.list(given), order);
}

/** Pages of users that were asked for, by their first index. */
function startsAsked(scimmy: ScimmyServer): readonly number[] {
  return scimmy.asked.flatMap((url) => (/\/Users\?startIndex=(\d+)/.exec(url) ?? []).slice(1).map(Number));
}

test('2,500 users with their groups come in through the real workers', async ({ page, scimmy }) => {
  await openPage(page);
  const told = new Set<string>();
  scimmy.front = ({ headers }) => {
    for (const name of Object.keys(headers)) told.add(name);
    return false;
  };
  const tested = await page.evaluate((access) => window.connectors.test(access), accessTo(scimmy.address));
  expect(tested).toMatchObject({ ok: true, value: { total: 2500 } });
  const listed = await list(page, { access: accessTo(scimmy.address) });
  expect(listed).toMatchObject({ status: 'done', records: 2500, groups: 60 });
  expect(startsAsked(scimmy)).toEqual([1, 1, 501, 1001, 1501, 2001]);
  expect(scimmy.asked.join()).not.toContain(SCIM_TOKEN);
  expect(told).toContain('authorization');
  for (const name of ['cookie', 'referer']) expect(told).not.toContain(name);
  const brought = await page.evaluate(() => window.connectors.bringIn());
  expect(brought).toMatchObject({ rowsRead: 2500, created: 2500, groups: 60 });
  const since = await list(page, { access: accessTo(scimmy.address), since: '2026-01-02T17:30:00.000Z' });
  expect(since).toMatchObject({ status: 'done', records: 10, watermark: '2026-01-02T17:39:00.000Z' });
});

test('a token that is withdrawn in the middle: the next one goes on with that page', async ({ page, scimmy }) => {
  await openPage(page);
  scimmy.front = (request) => {
    if (request.url.includes('startIndex=1501')) scimmy.token = 'another-token-5c1d';
    return false;
  };
  const refused = await list(page, { access: accessTo(scimmy.address) });
  expect(refused).toMatchObject({ status: 'failed', error: { kind: 'system-token' } });
  scimmy.front = undefined;
  const order = { access: accessTo(scimmy.address, {}, 'another-token-5c1d'), again: true };
  expect(await list(page, order)).toMatchObject({ status: 'done', records: 2500, groups: 60 });
  expect(startsAsked(scimmy)).toEqual([1, 501, 1001, 1501, 1501, 2001]);
});

test('429 in front, and a connection cut in the middle: waited for as told, and gone on with the same page', async ({
  page,
  scimmy
}) => {
  await openPage(page);
  const done = new Set<string>();
  const once = (name: string) => !done.has(name) && done.add(name) !== undefined;
  scimmy.front = (request, response) => {
    if (request.method === 'OPTIONS') return false;
    if (request.url.includes('startIndex=501') && once('seconds'))
      response.status(429).set('Retry-After', '1').send('{}');
    else if (request.url.includes('startIndex=1001') && once('date'))
      response
        .status(429)
        .set('Retry-After', new Date(Date.now() + 1000).toUTCString())
        .send('{}');
    else if (request.url.includes('startIndex=1501') && once('cut')) {
      response.writeHead(200, { 'Content-Type': 'application/scim+json', 'Content-Length': '9999' });
      response.write('{"schemas":', () => response.destroy());
    } else return false;
    return true;
  };
  const listed = await list(page, { access: accessTo(scimmy.address) });
  expect(listed).toMatchObject({ status: 'done', records: 2500, groups: 60 });
  expect(new Set(listed.progress.map(({ wait }) => wait?.because))).toEqual(
    new Set([undefined, 'rate-limit', 'retry'])
  );
  expect(startsAsked(scimmy).filter((start) => start === 1501).length).toBeGreaterThanOrEqual(2);
  expect(listed.ms).toBeGreaterThan(2000);
});

test('paused, resumed and cancelled', async ({ page, scimmy }) => {
  await openPage(page);
  const before = await page.evaluate(() => window.connectors.state());
  const paused = await list(page, { access: accessTo(scimmy.address), pauseMs: 1500 });
  expect(paused).toMatchObject({ status: 'done', records: 2500 });
  expect(paused.ms).toBeGreaterThan(1500);
  expect(paused.progress.some(({ isPaused }) => isPaused)).toBe(true);
  const cancelled = await list(page, { access: accessTo(scimmy.address), cancelAfterMs: 300 });
  expect(cancelled.status).toBe('cancelled');
  expect(cancelled.ms).toBeLessThan(1500);
  const asked = scimmy.asked.length;
  await page.waitForTimeout(700);
  expect(scimmy.asked.length).toBeLessThanOrEqual(asked + 1);
  expect(await page.evaluate(() => window.connectors.state())).toBe(before);
});

/** Parts of lists that are kept on disk. Asked first, since opening a database makes it. */
function keptParts(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'muster-listing')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('muster-listing');
      opening.onerror = () => reject(new Error(String(opening.error)));
      opening.onsuccess = () => {
        const counting = opening.result.transaction('parts').objectStore('parts').count();
        counting.onsuccess = () => resolve(counting.result);
        counting.onerror = () => reject(new Error(String(counting.error)));
        opening.result.close();
      };
    });
  });
}

test('a list larger than what is held in memory comes byte by byte, and leaves nothing on disk', async ({ page }) => {
  test.setTimeout(120_000);
  const large = await startScimmy({ users: 12_000, groups: 0, maxResults: 1000 });
  const access = accessTo(large.address, { withGroups: false });
  const inMemory = await attempt(runOf(access), access);
  const expected = createHash('sha256').update((await inMemory.listing?.file.text()) ?? '');
  await openPage(page);
  let isRefusing = true;
  large.front = (request, response) => {
    const isLast = request.method === 'GET' && request.url.includes('startIndex=11001');
    if (isLast && isRefusing) response.status(401).send('{}');
    return isLast && isRefusing;
  };
  expect(await list(page, { access })).toMatchObject({ status: 'failed', error: { kind: 'system-token' } });
  // To be gone on with.
  await expect.poll(() => keptParts(page)).toBeGreaterThan(0);
  isRefusing = false;
  expect(await list(page, { access, again: true })).toMatchObject({ status: 'done', records: 12_000 });
  expect(await keptParts(page)).toBe(0);
  await page.evaluate(() => window.connectors.end());
  expect(await page.evaluate(() => window.connectors.listHash())).toBe(expected.digest('hex'));
  await large.close();
});

test('cancelled, or the tab gone, in the middle of a large list: nothing of it stays on disk', async ({ page }) => {
  test.setTimeout(120_000);
  const large = await startScimmy({ users: 12_000, groups: 0, maxResults: 1000 });
  const access = accessTo(large.address, { withGroups: false });
  await openPage(page);
  // Never answered.
  large.front = ({ method, url }) => method === 'GET' && url.includes('startIndex=11001');
  const begun = async () => {
    // An ended worker never answers.
    void list(page, { access }).catch(() => undefined);
    await expect.poll(() => keptParts(page), { timeout: 30_000 }).toBeGreaterThan(0);
  };
  await begun();
  await page.evaluate(() => window.connectors.end());
  await expect.poll(() => keptParts(page), { timeout: 10_000 }).toBe(0);
  await begun();
  await page.goto('/');
  await expect.poll(() => keptParts(page), { timeout: 20_000 }).toBe(0);
  await large.close();
});

test('an origin that is not allowed, and nobody there, are told apart', async ({ page, connectors }) => {
  await openPage(page);
  const other = await startScimmy({ users: 3, groups: 1, allowedOrigin: 'https://muster.example' });
  const access = { ...accessTo(other.address), origin: connectors.origin };
  const test = (given: typeof access) => page.evaluate((one) => window.connectors.test(one), given);
  expect(await test(access)).toEqual({
    ok: false,
    error: { kind: 'system-origin', host: new URL(other.address).host, origin: connectors.origin }
  });
  await other.close();
  expect(await test(access)).toMatchObject({ ok: false, error: { kind: 'system-unreachable' } });
});

test('only the connector worker reaches another origin', async ({ page, scimmy }) => {
  await openPage(page);
  const running = list(page, { access: accessTo(scimmy.address) });
  const url = `${scimmy.address}/ServiceProviderConfig`;
  const reached = async (name: string) => {
    const find = () => page.workers().find((one) => one.url().includes(`${name}.worker-`));
    const worker = find() ?? (await page.waitForEvent('worker', () => find() !== undefined));
    return worker.evaluate(
      (address) =>
        fetch(address).then(
          () => true,
          () => false
        ),
      url
    );
  };
  expect(await reached('connector')).toBe(true);
  expect(await reached('engine')).toBe(false);
  await running;
});

test('offline, scripts keep the policy that they came with', async ({ page, context, scimmy }) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  const policies = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const scripts = requests.flat().filter(({ url }) => url.includes('/workers/'));
    return Promise.all(
      scripts.map(async (script) => {
        const answer = await fetch(script.url);
        return [new URL(script.url).pathname, answer.headers.get('Content-Security-Policy') ?? ''] as const;
      })
    );
  });
  expect(policies.length).toBeGreaterThanOrEqual(4);
  for (const [script, policy] of policies) {
    const isConnector = script.includes('/connector.worker-');
    const reach = isConnector ? 'https: http://localhost:* http://127.0.0.1:*' : "'self'";
    expect(policy.split('; ').filter((part) => part.startsWith('connect-src'))).toEqual([`connect-src ${reach}`]);
    expect(policy.split('; ')).toContain("default-src 'none'");
  }
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const engine = () => page.workers().find((one) => one.url().includes('engine.worker-'));
  await expect.poll(() => engine() !== undefined).toBe(true);
  await context.setOffline(false);
  const reached = await engine()?.evaluate(
    (url) =>
      fetch(url).then(
        () => true,
        () => false
      ),
    `${scimmy.address}/Schemas`
  );
  expect(reached).toBe(false);
});

test('through the screens: the accounts of an app, 2,500 with their groups', async ({ page, scimmy }) => {
  await openProvisioning(page);
  await tab(page, 'Connection').click();
  await page.getByText('Expert').click();
  await page.getByRole('switch', { name: 'Allow http on this device' }).click();
  await page.getByLabel('SCIM base address').fill(scimmy.address);
  await page.getByRole('switch', { name: 'Groups too' }).click();
  await page.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/2,500/)).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Connection saved')).toBeVisible();
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Get the list from 127.0.0.1' }).click();
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible({ timeout: 30_000 });
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(results(page)).toHaveAttribute('aria-rowcount', '2501');
  await tab(page, 'Groups').click();
  await expect(page.getByRole('grid', { name: 'Groups' })).toHaveAttribute('aria-rowcount', '61');
});

test('every hostile server ends in a clear failure, and nothing is changed', async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page);
  const servers = await startHostileServers();
  const before = await page.evaluate(() => window.connectors.state());
  const accessOf = (hostile: Hostile) => accessTo(servers.address(hostile), { connectorId: hostile.connectorId });
  const hostile = HOSTILE.filter(({ only, isSlow }) => only !== 'small-limits' && !isSlow);
  const ended = await page.evaluate((given) => window.connectors.listAll(given), hostile.map(accessOf));
  const ends = ended.map(({ error }) => (error?.kind === 'system-incomplete' ? error.cause.kind : error?.kind));
  expect(Object.fromEntries(hostile.map(({ name }, at) => [name, ends[at]]))).toEqual(
    Object.fromEntries(hostile.map((one) => [one.name, one.ends]))
  );
  // Those that only do not end are given up by a test of the connection after 15 seconds.
  const slow = HOSTILE.filter(({ ends: end }) => end === 'system-slow').map(accessOf);
  const tested = await page.evaluate((all) => Promise.all(all.map((one) => window.connectors.test(one))), slow);
  for (const one of tested) expect(one).toMatchObject({ ok: false, error: { kind: 'system-slow', seconds: 15 } });
  for (const address of [servers.closedAddress, servers.tlsToPlain, servers.plainToTls]) {
    const found = await page.evaluate((one) => window.connectors.test(one), accessTo(address));
    expect(found, address).toMatchObject({ ok: false, error: { kind: 'system-unreachable' } });
  }
  expect(await page.evaluate(() => window.connectors.state())).toBe(before);
  await servers.close();
});
