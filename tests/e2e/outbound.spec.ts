import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { SCIM_TOKEN, startScimmy } from '../fixtures/systems/scimmy-server';
import { expect, test } from './muster-test';
import { createWorkspace, nameDomain, openTeamDesk, tab } from './steps';

interface Stranger {
  readonly address: string;
  readonly heard: string[];
  close(): void;
}

let stranger: Stranger;

test.beforeEach(async () => {
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  stranger = { heard, address: `http://127.0.0.1:${port}`, close: () => server.close() };
});

test.afterEach(() => stranger.close());

// The policy says so in the console, and the test's own watch hears it.
test.use({
  expectedNoise: /Content Security Policy|blocked: |Failed to load resource|CORS policy|ERR_BLOCKED_BY_CSP|CSP/
});

test('the page reaches nobody, in whatever way it is tried', async ({ page }) => {
  await openTeamDesk(page);
  const tried = await page.evaluate(async (address) => {
    const refused = (work: () => Promise<unknown>) =>
      work().then(
        () => 'reached',
        () => 'refused'
      );
    const element = (tag: 'img' | 'script' | 'link' | 'iframe', set: Record<string, string>) =>
      refused(
        () =>
          new Promise((resolve, reject) => {
            const made = Object.assign(document.createElement(tag), set);
            made.onload = resolve;
            made.onerror = reject;
            document.head.append(made);
            setTimeout(reject, 1500);
          })
      );
    return {
      fetch: await refused(() => fetch(`${address}/fetch`)),
      beacon: navigator['sendBeacon'](`${address}/beacon`) ? 'queued' : 'refused',
      xhr: await refused(
        () =>
          new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.onload = resolve;
            request.onerror = reject;
            request.open('GET', `${address}/xhr`);
            request.send();
          })
      ),
      socket: await refused(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(address.replace('http', 'ws'));
            socket.onopen = resolve;
            socket.onerror = reject;
          })
      ),
      image: await element('img', { src: `${address}/image` }),
      style: await element('link', { rel: 'stylesheet', href: `${address}/style` }),
      frame: await element('iframe', { src: `${address}/frame` }),
      form: await refused(async () => {
        const form = Object.assign(document.createElement('form'), {
          action: `${address}/form`,
          method: 'post',
          target: '_blank'
        });
        document.body.append(form);
        form.submit();
        await new Promise((resolve, reject) => setTimeout(reject, 500, resolve));
      }),
      worker: await refused(() => import(/* @vite-ignore */ `${address}/script.js`))
    };
  }, stranger.address);
  const { beacon, frame, ...others } = tried;
  expect(new Set(Object.values(others))).toEqual(new Set(['refused']));
  // Both are begun and then blocked: nobody heard of them.
  expect(['queued', 'refused']).toContain(beacon);
  expect(['reached', 'refused']).toContain(frame);
  expect(stranger.heard).toEqual([]);
});

async function connect(page: Page, address: string): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await tab(page, 'Connection').click();
  await page.getByText('Expert').click();
  await page.getByRole('switch', { name: 'Allow http on this device' }).click();
  await page.getByLabel('SCIM base address').fill(address);
  await page.getByLabel('Bearer token').fill(SCIM_TOKEN);
}

test('the connector worker reaches the system of its connection and nobody else; nothing of it is kept', async ({
  page,
  site
}) => {
  const system = await startScimmy({ users: 3, groups: 0 });
  await connect(page, system.address);
  // Its request waits, so that it can be asked for more than its job meanwhile.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  system.front = (request, response) => {
    if (request.method === 'OPTIONS') return false;
    void held.then(() => response.writeHead(401).end('{}'));
    return true;
  };
  const started = page.waitForEvent('worker', (worker) => worker.url().includes('connector.worker'));
  await page.getByRole('button', { name: 'Test connection' }).click();
  const worker = await started;
  await expect.poll(() => system.asked.length).toBeGreaterThan(0);
  const found = await worker.evaluate(async (address) => {
    const said = (url: string, options: RequestInit) =>
      fetch(url, options).then(
        () => 'reached',
        () => 'refused'
      );
    const scope = globalThis as unknown as Record<string, unknown>;
    const ways = ['XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'caches', 'Worker'];
    return {
      open: await said(`${address}/worker`, {}),
      blind: await said(`${address}/blind`, { mode: 'no-cors' }),
      others: ways.filter((name) => scope[name] !== undefined)
    };
  }, stranger.address);
  expect(found).toEqual({ open: 'refused', blind: 'refused', others: [] });
  expect(stranger.heard).toEqual([]);
  letGo();
  await expect(page.getByText('does not accept the token.')).toBeVisible();
  system.front = undefined;
  await page.getByRole('button', { name: 'Give another' }).click();
  await page.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Signed in. Users: 3.')).toBeVisible();
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
    return urls;
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((url) => !url.startsWith(`${site.origin}/`))).toEqual([]);
  await system.close();
});

test('a link of the system to another host is not followed', async ({ page }) => {
  const system = await startScimmy({ users: 3, groups: 0 });
  system.front = (request, response) => {
    if (!request.url.includes('/Users')) return false;
    response.writeHead(302, { Location: `${stranger.address}/Users`, 'Access-Control-Allow-Origin': '*' }).end();
    return true;
  };
  await connect(page, system.address);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('sends on to another address.')).toBeVisible();
  expect(stranger.heard).toEqual([]);
  await system.close();
});

test('within a frame of somebody else nothing is shown', async ({ page, site, browser }) => {
  const frame = `<iframe src="${site.origin}/" width="900" height="600"></iframe>`;
  await page.route('**/framing.html', (route) => route.fulfill({ body: frame, contentType: 'text/html' }));
  // The header stops it before anything of it runs.
  await page.goto('http://framing.example/framing.html');
  await expect.poll(() => page.frames().length).toBe(2);
  await expect(page.frameLocator('iframe').getByText('Start with files')).toHaveCount(0);

  // A host that sends no headers: the page itself refuses.
  const context = await browser.newContext();
  const bare = await context.newPage();
  await bare.route(`${site.origin}/**`, async (route) => {
    const answer = await route.fetch();
    const {
      'content-security-policy': _policy,
      'x-frame-options': _frames,
      'cross-origin-resource-policy': _resource,
      ...headers
    } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await bare.route('**/framing.html', (route) => route.fulfill({ body: frame, contentType: 'text/html' }));
  await bare.goto('http://framing.example/framing.html');
  const framed = bare.frameLocator('iframe');
  await expect(framed.getByRole('heading', { name: 'Muster does not run inside another page' })).toBeVisible();
  await expect(framed.getByRole('button', { name: 'Create workspace' })).toHaveCount(0);
  await context.close();
});
