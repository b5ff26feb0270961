import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../../src/lib/connectors/ask';
import { ConnectorService } from '../../../src/lib/connectors/connector-service';
import { OutboundGate } from '../../../src/lib/connectors/outbound-gate';
import { REQUEST_LIMITS } from '../../../src/lib/connectors/request-limits';
import { SystemFailure } from '../../../src/lib/connectors/system-failure';
import { systemAddress } from '../../../src/lib/model/system-address';
import { connectionWith } from '../../fixtures/connections';

interface Heard {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const servers: Server[] = [];
let system: Listener;
let stranger: Listener;

interface Listener {
  readonly address: string;
  readonly heard: Heard[];
}

async function listen(answer: (url: string) => { status: number; headers: Record<string, string>; body: string }) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const { url = '', method = '', headers } = request;
    heard.push({ url, method, headers });
    const { status, headers: sent, body } = answer(url);
    response.writeHead(status, sent).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { heard, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

beforeEach(async () => {
  stranger = await listen(() => ({ status: 200, headers: {}, body: '{}' }));
  system = await listen((url) =>
    url === '/away'
      ? { status: 302, headers: { Location: `${stranger.address}/taken` }, body: '' }
      : { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' }
  );
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

function gated(address = system.address, allowsLocalHttp = true): OutboundGate {
  const gate = new OutboundGate(fetch);
  gate.open({ address, allowsLocalHttp });
  return gate;
}

const refused = { error: { kind: 'system-foreign-link' } };

describe('The outbound gate', () => {
  it('lets nobody out before it is told of a system', async () => {
    await expect(new OutboundGate(fetch).fetch(system.address)).rejects.toMatchObject(refused);
    expect(system.heard).toEqual([]);
  });

  it('reaches the system of its job, and says no more than is needed', async () => {
    const answer = await gated().fetch(`${system.address}/Users`, {
      headers: { Authorization: 'Bearer t' },
      credentials: 'include',
      redirect: 'follow',
      referrerPolicy: 'unsafe-url',
      cache: 'force-cache'
    });
    expect(await answer.json()).toEqual({ a: 1 });
    expect(system.heard[0]).toMatchObject({ url: '/Users', headers: { authorization: 'Bearer t' } });
    expect(system.heard[0].headers).not.toHaveProperty('referer');
    expect(system.heard[0].headers).not.toHaveProperty('cookie');
  });

  it('reaches no other host, whoever asks', async () => {
    await expect(gated().fetch(`${stranger.address}/Users`)).rejects.toMatchObject(refused);
    await expect(gated().fetch(new Request(`${stranger.address}/Users`))).rejects.toMatchObject(refused);
    await expect(gated().fetch(new URL(stranger.address), { mode: 'no-cors' })).rejects.toMatchObject(refused);
    expect(stranger.heard).toEqual([]);
  });

  it('follows no redirect', async () => {
    const answer = await gated().fetch(`${system.address}/away`, { redirect: 'follow' });
    expect(answer.status === 302 || answer.type === 'opaqueredirect').toBe(true);
    expect(stranger.heard).toEqual([]);
  });

  it('looks whether somebody is there without saying anything', async () => {
    await gated().fetch(`${system.address}/Users?filter=secret`, {
      mode: 'no-cors',
      headers: { Authorization: 'Bearer t' }
    });
    expect(system.heard[0]).toMatchObject({ url: '/Users', method: 'GET' });
    expect(system.heard[0].headers).not.toHaveProperty('authorization');
  });

  it('opens once', () => {
    const gate = gated();
    gate.open({ address: `${system.address}/v2`, allowsLocalHttp: true });
    expect(() => gate.open({ address: stranger.address, allowsLocalHttp: true })).toThrow(SystemFailure);
  });

  it('is told by every call of the connector worker', async () => {
    const opened: string[] = [];
    const gate = { open: ({ address }: { address: string }) => void opened.push(address) };
    const service = new ConnectorService(undefined, gate);
    const access = {
      connection: connectionWith({ address: 'https://a.test', connectorId: 'oracle' }),
      token: '',
      origin: ''
    };
    const endpoint = {
      tokenUrl: 'https://b.test/token',
      clientId: 'c',
      redirectUri: 'https://here.test/signed-in.html',
      origin: 'https://here.test',
      allowsLocalHttp: false
    };
    await service.test(access);
    await service.list({ access, since: undefined }, () => undefined);
    await service.refresh({ endpoint: { ...endpoint, tokenUrl: 'http://b.test/token' }, refreshToken: 'r' });
    expect(opened).toEqual(['https://a.test', 'https://a.test', 'http://b.test/token']);
  });

  it('leaves a thread no other way out', async () => {
    class Base {
      fetch: typeof fetch = fetch;
    }
    const inherited = Object.assign(
      Object.create({ importScripts: () => 'inherited', caches: {} }) as object,
      new Base(),
      {
        WebSocket: class {},
        XMLHttpRequest: class {}
      }
    ) as Base & Record<string, unknown>;
    const gate = OutboundGate.install(inherited);
    for (const way of ['importScripts', 'caches', 'WebSocket', 'XMLHttpRequest'])
      expect(inherited[way]).toBeUndefined();
    expect(inherited.fetch).toBe(gate.fetch);
    expect(Reflect.set(inherited, 'fetch', fetch)).toBe(false);
    await expect(inherited.fetch(system.address)).rejects.toMatchObject(refused);
  });
});

describe('Other spellings of an address', () => {
  const send = (() => Promise.resolve(new Response('{}'))) as typeof fetch;
  const open = (address: string, allowsLocalHttp = false) => {
    const gate = new OutboundGate(send);
    gate.open({ address, allowsLocalHttp });
    return (url: string) => gate.fetch(url);
  };

  it.each([
    'https://example.com/x',
    'https://EXAMPLE.com:443/x',
    'https://ⓔxample.com/x',
    'https://ｅxample。com/x',
    'https:\\\\example.com\\x'
  ])('%s is example.com', async (url) => {
    await expect(open('https://example.com')(url)).resolves.toBeInstanceOf(Response);
  });

  it.each([
    'http://example.com/x',
    'https://example.com./x',
    'https://example.com:8443/x',
    'https://example.com.evil.test/x',
    'https://example.com@evil.test/x',
    'https://user@example.com/x',
    'https://user:pass@example.com/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://127.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://localhost./x',
    'https://evil.test/?https://example.com',
    'https://evil.test#@example.com',
    'https://xn--xample-9uf.com/x',
    'https://еxample.com/x',
    'wss://example.com/x',
    'ftp://example.com/x',
    'data:application/json,{}',
    'blob:https://example.com/1'
  ])('%s is another', async (url) => {
    await expect(open('https://example.com')(url)).rejects.toMatchObject(refused);
  });

  it.each(['http://127.0.0.1:80/x', 'http://0x7f.1/x', 'http://2130706433/x', 'http://127.1/x'])(
    '%s is this device, where the expert switch allows it',
    async (url) => {
      await expect(open('http://127.0.0.1', true)(url)).resolves.toBeInstanceOf(Response);
      await expect(open('http://127.0.0.1', false)(url)).rejects.toMatchObject(refused);
    }
  );

  it.each([
    ['http://2130706433', 'http://127.0.0.1'],
    ['http://0x7f.1', 'http://127.0.0.1'],
    ['http://127.1/', 'http://127.0.0.1'],
    ['ⓔxample.com', 'https://example.com']
  ])('%s is kept as %s', (typed, kept) => expect(systemAddress(typed, true)).toEqual({ ok: true, value: kept }));

  it.each([
    ['http://example.com', 'not-https'],
    ['http://localhost.', 'not-https'],
    ['http://[::1]', 'not-https'],
    ['http://[::ffff:7f00:1]', 'not-https'],
    ['http://10.0.0.1', 'not-https'],
    ['javascript://example.com/%0aalert(1)', 'not-https'],
    ['https://user@example.com', 'has-credentials'],
    ['https://example.com/#x', 'has-query'],
    ['https://example.com/?x', 'has-query'],
    ['https://exa mple.com', 'malformed']
  ])('%s is not kept: %s', (typed, problem) =>
    expect(systemAddress(typed, true)).toEqual({ ok: false, error: problem })
  );

  it.each([
    'https://evil.test/Users',
    'https://user@example.com/Users',
    'https://example.com.:443/Users',
    '//evil.test/x'
  ])('a link to %s is not asked', async (url) => {
    const question = {
      url,
      base: 'https://example.com',
      headers: {},
      origin: 'https://here.test',
      allowsLocalHttp: false
    };
    const asked = ask(question, { limits: REQUEST_LIMITS, signal: new AbortController().signal });
    await expect(asked).rejects.toBeInstanceOf(SystemFailure);
  });
});
