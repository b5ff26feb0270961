import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeCode, refreshTokens } from '../../../src/lib/connectors/exchange-code';
import { ok } from '../../../src/lib/model/result';
import type { TokenEndpoint } from '../../../src/lib/protocol/connector-api';

const endpoint: TokenEndpoint = {
  tokenUrl: 'https://login.example.com/token',
  clientId: 'client',
  redirectUri: 'https://muster.example.com/signed-in.html',
  origin: 'https://muster.example.com',
  allowsLocalHttp: false
};
const host = 'login.example.com';
const CODE = 'code-5b1f9c27';
const VERIFIER = 'verifier-of-forty-three-characters-or-more-0000';
const REFRESH = 'refresh-77aa31c0';
const TOKENS = { access_token: 't1', token_type: 'Bearer', refresh_token: 'r1', expires_in: 3600 };

let asked: { readonly url: string; readonly form: URLSearchParams }[];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  asked = [];
  answer = () => Response.json(TOKENS);
  vi.stubGlobal('fetch', (url: string, { body }: RequestInit) => {
    asked.push({ url: String(url), form: new URLSearchParams(String(body)) });
    return Promise.resolve().then(answer);
  });
});
afterEach(() => vi.unstubAllGlobals());

function exchange(more: Record<string, string> = {}, state = 's') {
  const query = new URLSearchParams({ code: CODE, state: 's', ...more });
  const back = `${endpoint.redirectUri}?${query.toString()}`;
  return exchangeCode({ endpoint, answer: back, state, verifier: VERIFIER });
}

const refresh = () => refreshTokens({ endpoint, refreshToken: REFRESH });

/** Of a refusal in which the system repeats what it was sent. */
const echo = (status: number, secret: string) =>
  Response.json({ error: 'invalid_grant', error_description: `No such grant: ${secret}` }, { status });

describe('a code', () => {
  it('is exchanged as a public client does it, with the verifier', async () => {
    const before = Date.now();
    const exchanged = await exchange();
    const expiresAt = exchanged.ok ? (exchanged.value.expiresAt ?? 0) : 0;
    expect(exchanged).toEqual(ok({ accessToken: 't1', refreshToken: 'r1', expiresAt }));
    expect(expiresAt - before).toBeGreaterThanOrEqual(3_600_000);
    expect(asked.map(({ url }) => url)).toEqual([endpoint.tokenUrl]);
    expect(Object.fromEntries(asked[0].form)).toEqual({
      grant_type: 'authorization_code',
      client_id: 'client',
      code: CODE,
      code_verifier: VERIFIER,
      redirect_uri: endpoint.redirectUri
    });
  });

  it('is taken whoever says that they issued it, by its state alone', async () => {
    expect(await exchange({ iss: 'https://acme.example.com/tenant' })).toMatchObject({ ok: true });
    const other = await exchange({ iss: 'https://acme.example.com/tenant' }, 'of another');
    expect([other, asked.length]).toMatchObject([{ ok: false, error: { kind: 'sign-in-failed' } }, 1]);
  });

  it('stands in no failure, nor does the verifier', async () => {
    for (const secret of [CODE, VERIFIER]) {
      answer = () => echo(400, secret);
      const refused = await exchange();
      expect(refused).toEqual({ ok: false, error: { kind: 'sign-in-failed', cause: 'No such grant: …' } });
    }
  });
});

describe('a token', () => {
  it('is renewed by what renews it', async () => {
    expect(await refresh()).toMatchObject({ ok: true, value: { accessToken: 't1' } });
    expect(Object.fromEntries(asked[0].form)).toEqual({
      grant_type: 'refresh_token',
      client_id: 'client',
      refresh_token: REFRESH
    });
  });

  it('is refused in words that do not hold what renews it', async () => {
    answer = () => echo(400, REFRESH);
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'sign-in-failed', cause: 'No such grant: …' } });
    answer = () => echo(429, REFRESH);
    expect(await refresh()).toMatchObject({ error: { detail: 'No such grant: …' } });
  });

  it.each([500, 503, 408, 429])('is not lost where the system has no time for it (%d)', async (status) => {
    const failed = { ok: false, error: { kind: 'system-failed', host, status, detail: '' } };
    answer = () => new Response('<html>Later.</html>', { status, headers: { 'Content-Type': 'text/html' } });
    expect(await refresh()).toEqual(failed);
    expect(await exchange()).toEqual(failed);
  });

  it('is not lost with the system’s own words', async () => {
    answer = () => echo(429, 'later');
    const error = { kind: 'system-failed', host, status: 429, detail: 'No such grant: later' };
    expect(await refresh()).toEqual({ ok: false, error });
  });

  it('is not lost where the system does not answer, or lets no page in', async () => {
    answer = () => Promise.reject(new DOMException('Too late.', 'TimeoutError'));
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'system-slow', host, seconds: 30 } });
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await refresh()).toEqual({ ok: false, error: { kind: 'system-origin', host, origin: endpoint.origin } });
  });
});
