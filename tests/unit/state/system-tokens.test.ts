import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type AppId } from '../../../src/lib/model/ids';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { TokenEndpoint, TokenRefresh, Tokens } from '../../../src/lib/protocol/connector-api';
import { SystemTokens } from '../../../src/lib/state/system-tokens.svelte';
import { connectionWith } from '../../fixtures/connections';

const target = { kind: 'accounts', appId: asId<AppId>('a') } as const;
const connection = connectionWith();
const endpoint: TokenEndpoint = {
  tokenUrl: 'https://scim.example.com/token',
  clientId: 'c',
  redirectUri: 'https://muster.example.com/signed-in.html',
  origin: 'https://muster.example.com',
  allowsLocalHttp: false
};
const HOUR = 3_600_000;

let asked: TokenRefresh[];
let answers: Result<Tokens, AppError>[];
let remembered: string[];
let tokens: SystemTokens;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
  asked = [];
  answers = [];
  remembered = [];
  const refresh = (request: TokenRefresh) => {
    asked.push(request);
    return Promise.resolve(answers.shift() ?? err<AppError>({ kind: 'sign-in-failed', cause: 'No answer left.' }));
  };
  tokens = new SystemTokens({ refresh }, (_, token) => remembered.push(token));
});

afterEach(() => vi.useRealTimers());

function signedIn(refreshToken: string | undefined = 'r1'): void {
  tokens.keep(target, connection, { accessToken: 't1', refreshToken, expiresAt: Date.now() + HOUR }, endpoint);
}

describe('a token in memory', () => {
  it('is for the system that it was given for, and for nobody else', async () => {
    tokens.give(target, connection, 'secret');
    expect(await tokens.usable(target, connection)).toEqual(ok('secret'));
    const elsewhere = connectionWith({ address: 'https://elsewhere.example.com' });
    expect([tokens.has(target, elsewhere), await tokens.usable(target, elsewhere)]).toEqual([false, ok(undefined)]);
    expect(tokens.has(target, connectionWith({ connectorId: 'okta' }))).toBe(false);
    expect(tokens.has({ kind: 'accounts', appId: asId<AppId>('b') }, connection)).toBe(false);
  });

  it('is renewed a minute before it ends, once for all who ask meanwhile', async () => {
    signedIn();
    vi.setSystemTime(Date.now() + HOUR - 61_000);
    expect(await tokens.usable(target, connection)).toEqual(ok('t1'));
    vi.setSystemTime(Date.now() + 2000);
    answers.push(ok({ accessToken: 't2', refreshToken: undefined, expiresAt: Date.now() + HOUR }));
    const both = await Promise.all([tokens.usable(target, connection), tokens.usable(target, connection)]);
    expect(both).toEqual([ok('t2'), ok('t2')]);
    expect(asked).toEqual([{ endpoint, refreshToken: 'r1' }]);
    expect(tokens.lasting(target, connection)).toBe('r1');
  });

  it('keeps what renews it next under the passphrase, where a person asked for that', async () => {
    signedIn();
    tokens.setRemembered(target, true);
    vi.setSystemTime(Date.now() + HOUR);
    answers.push(ok({ accessToken: 't2', refreshToken: 'r2', expiresAt: Date.now() + HOUR }));
    await tokens.usable(target, connection);
    expect(remembered).toEqual(['r2']);
  });

  it('is none when it has ended and nothing renews it', async () => {
    signedIn(undefined);
    tokens.keep(target, connection, { accessToken: 't1', refreshToken: undefined, expiresAt: Date.now() + HOUR });
    expect(tokens.lasting(target, connection)).toBeUndefined();
    vi.setSystemTime(Date.now() + HOUR);
    expect([tokens.has(target, connection), await tokens.usable(target, connection)]).toEqual([false, ok(undefined)]);
  });

  it('is forgotten when its renewal is refused, and kept when nobody could be reached', async () => {
    signedIn();
    vi.setSystemTime(Date.now() + HOUR);
    const unreachable = err<AppError>({ kind: 'system-unreachable', host: 'scim.example.com' });
    answers.push(unreachable);
    expect(await tokens.usable(target, connection)).toEqual(unreachable);
    expect(tokens.has(target, connection)).toBe(true);
    expect((await tokens.usable(target, connection)).ok).toBe(false);
    expect(tokens.has(target, connection)).toBe(false);
  });
});
