import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ALL_PAYLOADS, SCRIPT_PAYLOADS } from '../fixtures/script-payloads';
import { expect, test } from './muster-test';
import { PayloadWalk, watchPayloads } from './payload-walk';

// What the browser itself writes where a system refuses.
test.use({ expectedNoise: /Failed to load resource/ });

/** A system that explains in payloads why it refuses. */
async function refusingSystem() {
  const server = createServer(({ method }, response) => {
    response.writeHead(method === 'OPTIONS' ? 204 : 403, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'authorization, accept',
      'Content-Type': 'application/scim+json'
    });
    response.end(JSON.stringify({ detail: ALL_PAYLOADS.slice(0, 180), schemas: [ALL_PAYLOADS] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

test('texts that would run elsewhere are texts here, wherever they are shown', async ({
  page,
  context,
  browser,
  site
}) => {
  test.setTimeout(240_000);
  expect(SCRIPT_PAYLOADS.length).toBeGreaterThanOrEqual(30);
  const system = await refusingSystem();
  const watch = await watchPayloads(context, site.origin, system.address);
  const walk = new PayloadWalk(page);
  await walk.run();
  const reported = await walk.report(browser);
  await walk.connection(system.address);
  system.close();
  expect(walk.seen.length).toBeGreaterThan(60);
  const nothing = { total: SCRIPT_PAYLOADS.length, run: [], requests: [], policyViolations: [] };
  expect(watch).toEqual(nothing);
  expect(reported).toEqual(nothing);
});

test('one that is taken for markup is noticed', async ({ browser, site }) => {
  const context = await browser.newContext({ baseURL: site.origin });
  const watch = await watchPayloads(context, site.origin);
  const page = await context.newPage();
  await page.route('**/bare.html', (route) =>
    route.fulfill({
      body: '<img src=x onerror=payloadRan(2)><img src="https://payload.test/19">',
      contentType: 'text/html'
    })
  );
  await page.goto('/bare.html');
  await expect.poll(() => watch.run).toEqual(['2']);
  expect(watch.requests).toEqual(['https://payload.test/19']);
  await context.close();
});
