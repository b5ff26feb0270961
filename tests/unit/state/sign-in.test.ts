import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import { ok, type Result } from '../../../src/lib/model/result';
import type { CodeExchange, Tokens } from '../../../src/lib/protocol/connector-api';
import { SignIn, type SignInTools } from '../../../src/lib/state/sign-in.svelte';
import { connectionWith, fullForm } from '../../fixtures/connections';

const redirectUri = 'https://muster.example.com/folder/signed-in.html';
const connection = connectionWith({
  connectorId: 'okta',
  address: 'https://acme.example.com',
  signIn: 'authorize',
  clientId: 'client'
});
const tokens: Tokens = { accessToken: 't', refreshToken: 'r', expiresAt: 5 };

let shown: (string | undefined)[];
let isBlocked: boolean;
let answer: ((address: URL) => boolean) | undefined;
let exchanges: CodeExchange[];
let exchange: () => Promise<Result<Tokens, AppError>>;
let signIn: SignIn;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  shown = [];
  isBlocked = false;
  exchanges = [];
  exchange = () => Promise.resolve(ok(tokens));
  const tools: SignInTools = {
    client: {
      exchangeCode: (request) => {
        exchanges.push(request);
        return exchange();
      }
    },
    openWindow: () => (isBlocked ? undefined : { show: (address) => shown.push(address) }),
    onSignedIn: (listener) => {
      answer = listener;
      return () => (answer = undefined);
    },
    here: { origin: 'https://muster.example.com', redirectUri },
    timeoutMs: 1000
  };
  signIn = new SignIn(tools);
});

afterEach(() => vi.useRealTimers());

/** The address that the window was sent to. */
async function asked(): Promise<URL> {
  await vi.waitFor(() => expect(shown.length).toBeGreaterThan(0));
  return new URL(shown[0] ?? '');
}

function back(query: Record<string, string>): URL {
  return new URL(`${redirectUri}?${new URLSearchParams(query).toString()}`);
}

describe('signing in', () => {
  it('asks with PKCE and exchanges the code of its own state, with the verifier of the challenge', async () => {
    const done = signIn.start(fullForm, connection);
    const url = await asked();
    expect(url.origin + url.pathname).toBe('https://acme.example.com/common/authorize');
    const { state, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
    expect(rest).toEqual({
      prompt: 'select_account',
      response_type: 'code',
      client_id: 'client',
      redirect_uri: redirectUri,
      scope: 'users.read offline_access',
      code_challenge_method: 'S256'
    });
    const address = back({ code: 'abc', state });
    expect(answer?.(address)).toBe(true);
    const endpoint = {
      tokenUrl: 'https://acme.example.com/common/token',
      clientId: 'client',
      redirectUri,
      origin: 'https://muster.example.com',
      allowsLocalHttp: false
    };
    expect(await done).toEqual(ok({ tokens, endpoint }));
    const [{ verifier, ...exchange }] = exchanges;
    expect(exchange).toEqual({ endpoint, answer: address.href, state });
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(code_challenge);
    expect([signIn.status, answer]).toEqual(['idle', undefined]);
  });

  it('takes no answer with another state, and says that one came', async () => {
    const done = signIn.start(fullForm, connection);
    await asked();
    expect(answer?.(back({ code: 'abc', state: 'of-another' }))).toBe(false);
    expect(answer?.(back({ error: 'access_denied' }))).toBe(false);
    expect([signIn.status, signIn.hasStrayAnswer, exchanges]).toEqual(['waiting', true, []]);
    signIn.cancel();
    expect(await done).toEqual(ok(undefined));
  });

  it('can be cancelled while the token is asked for, and begun anew at once', async () => {
    let answerLate: (tokens: Result<Tokens, AppError>) => void = () => undefined;
    exchange = () => new Promise((resolve) => (answerLate = resolve));
    const first = signIn.start(fullForm, connection);
    answer?.(back({ code: 'abc', state: (await asked()).searchParams.get('state') ?? '' }));
    await vi.waitFor(() => expect(signIn.status).toBe('exchanging'));
    signIn.cancel();
    expect([await first, signIn.status]).toEqual([ok(undefined), 'idle']);
    answerLate(ok(tokens));

    shown = [];
    const second = signIn.start(fullForm, connection);
    await asked();
    const third = signIn.start(fullForm, connection);
    expect(await second).toEqual(ok(undefined));
    expect(signIn.status).toBe('waiting');
    signIn.cancel();
    expect([await third, signIn.status]).toEqual([ok(undefined), 'idle']);
  });

  it('says what the system said when it refused', async () => {
    const done = signIn.start(fullForm, connection);
    const state = (await asked()).searchParams.get('state') ?? '';
    answer?.(back({ error: 'access_denied', error_description: 'Not you.', state }));
    const outcome = await done;
    expect(outcome.ok ? '' : outcome.error).toMatchObject({ kind: 'sign-in-failed' });
    expect(JSON.stringify(outcome)).toContain('did not allow it. It says: “Not you.”');
    expect(exchanges).toEqual([]);
  });

  it('says when the window is blocked, and when nothing comes back', async () => {
    isBlocked = true;
    expect(JSON.stringify(await signIn.start(fullForm, connection))).toContain('blocked');
    isBlocked = false;
    const late = signIn.start(fullForm, connection);
    await asked();
    await vi.advanceTimersByTimeAsync(1000);
    expect(JSON.stringify(await late)).toContain('Nothing came back');
  });

  it('opens no page that is not https', async () => {
    const unsafe = { ...connection, address: 'http://acme.example.com' };
    expect(JSON.stringify(await signIn.start(fullForm, unsafe))).toContain('no page to sign in at');
    expect(shown).toEqual([undefined]);
  });

  it('keeps a field within its part of the address, but takes one that is an address itself', async () => {
    const authorization = { flow: 'code', scopes: [], clientIdHint: '' } as const;
    const inside = { ...fullForm, authorization: { ...authorization, authorizeUrl: '{address}/{tenant}/authorize' } };
    void signIn.start(inside, { ...connection, fields: { tenant: '../../evil?x=' } });
    expect((await asked()).pathname).toBe('/..%2F..%2Fevil%3Fx%3D/authorize');
    shown = [];
    const whole = { ...fullForm, authorization: { ...authorization, authorizeUrl: '{login}/authorize' } };
    void signIn.start(whole, { ...connection, fields: { login: 'https://login.example.com/' } });
    expect((await asked()).href).toMatch(/^https:\/\/login\.example\.com\/authorize\?/);
  });

  it('takes the token from the fragment where a system offers pages nothing else', async () => {
    const form = {
      ...fullForm,
      authorization: {
        flow: 'token',
        authorizeUrl: 'https://accounts.example.com/auth',
        scopes: ['a'],
        clientIdHint: ''
      }
    } as const;
    const now = Date.now();
    const done = signIn.start(form, connection);
    const url = await asked();
    expect([url.searchParams.get('response_type'), url.searchParams.has('code_challenge')]).toEqual(['token', false]);
    const state = url.searchParams.get('state') ?? '';
    answer?.(new URL(`${redirectUri}#access_token=t9&expires_in=3600&state=${state}`));
    const outcome = await done;
    const expiresAt = outcome.ok ? (outcome.value?.tokens.expiresAt ?? 0) : 0;
    expect(outcome).toEqual(
      ok({ tokens: { accessToken: 't9', refreshToken: undefined, expiresAt }, endpoint: undefined })
    );
    expect(expiresAt - now).toBeGreaterThanOrEqual(3_600_000);
    expect(exchanges).toEqual([]);
  });
});
