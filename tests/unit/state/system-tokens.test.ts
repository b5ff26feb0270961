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
let told: AppError[];
let sealing: Result<undefined, AppError>;
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
  told = [];
  sealing = ok(undefined);
  const remember = (_: unknown, token: string) => {
    remembered.push(token);
    return Promise.resolve(sealing);
  };
  tokens = new SystemTokens({ refresh }, remember, (error) => told.push(error));
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

  it('says so when what renews it next could not be kept', async () => {
    signedIn();
    tokens.setRemembered(target, true);
    expect(tokens.isRemembered(target, connection)).toBe(true);
    vi.setSystemTime(Date.now() + HOUR);
    answers.push(ok({ accessToken: 't2', refreshToken: 'r2', expiresAt: Date.now() + HOUR }));
    sealing = err({ kind: 'passphrase-missing' });
    expect(await tokens.usable(target, connection)).toEqual(ok('t2'));
    await vi.waitFor(() => expect(told).toEqual([{ kind: 'passphrase-missing' }]));
    expect(tokens.isRemembered(target, connection)).toBe(false);
  });

  it('is gone with its workspace, also one that is being renewed', async () => {
    signedIn();
    tokens.drop({ kind: 'accounts', appId: asId<AppId>('b') }, connection);
    vi.setSystemTime(Date.now() + HOUR);
    answers.push(ok({ accessToken: 't2', refreshToken: 'r2', expiresAt: Date.now() + HOUR }));
    const renewal = tokens.usable(target, connection);
    tokens.forgetAll();
    expect(await renewal).toEqual(ok(undefined));
    expect(tokens.has(target, connection)).toBe(false);
    expect(tokens.isDropped({ kind: 'accounts', appId: asId<AppId>('b') }, connection)).toBe(false);
  });

  it('that was given for another system meanwhile takes nothing of a renewal', async () => {
    const elsewhere = connectionWith({ address: 'https://elsewhere.example.com' });
    signedIn();
    vi.setSystemTime(Date.now() + HOUR);
    answers.push(ok({ accessToken: 't2', refreshToken: 'r2', expiresAt: Date.now() + HOUR }));
    const renewal = tokens.usable(target, connection);
    tokens.give(target, elsewhere, 'other');
    expect(await renewal).toEqual(ok(undefined));
    expect(await tokens.usable(target, elsewhere)).toEqual(ok('other'));
    expect(tokens.has(target, connection)).toBe(false);
  });

  it('dropped for one system leaves that of another', () => {
    const elsewhere = connectionWith({ address: 'https://elsewhere.example.com' });
    tokens.give(target, connection, 'secret');
    tokens.drop(target, elsewhere);
    expect([tokens.has(target, connection), tokens.isDropped(target, connection)]).toEqual([true, false]);
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
