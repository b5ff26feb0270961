import { beforeEach, describe, expect, it } from 'vitest';
import { scimConnection } from '../../../src/lib/catalog/connections/scim';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type AppId } from '../../../src/lib/model/ids';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { TokenRefresh } from '../../../src/lib/protocol/connector-api';
import { SystemAccessState, type AccessMuster, type AccessSubject } from '../../../src/lib/state/system-access.svelte';
import { SystemTokens } from '../../../src/lib/state/system-tokens.svelte';
import { connectionWith, fullForm } from '../../fixtures/connections';

const target = { kind: 'accounts', appId: asId<AppId>('a') } as const;
const here = { origin: 'https://muster.example.com', redirectUri: 'https://muster.example.com/signed-in.html' };
const PASSPHRASE = 'seven grey herons';

/** What the engine keeps: one token, under one passphrase. */
class FakeVault {
  passphrase: string | undefined;
  isOpen = false;
  sealed: string | undefined;

  passphraseState = () => Promise.resolve(ok(this.passphrase === undefined ? 'none' : this.isOpen ? 'open' : 'locked'));
  givePassphrase = (given: string): Promise<Result<undefined, AppError>> => {
    this.passphrase ??= given;
    this.isOpen = given === this.passphrase;
    return Promise.resolve(this.isOpen ? ok(undefined) : err({ kind: 'passphrase-wrong' }));
  };
  sealToken = (_: unknown, token: string): Promise<Result<undefined, AppError>> => {
    if (!this.isOpen) return Promise.resolve(err({ kind: 'passphrase-missing' }));
    this.sealed = token;
    return Promise.resolve(ok(undefined));
  };
  openToken = (): Promise<Result<string | undefined, AppError>> =>
    Promise.resolve(this.isOpen ? ok(this.sealed) : err({ kind: 'passphrase-missing' }));
  forgetToken = (): Promise<Result<undefined, AppError>> => {
    this.sealed = undefined;
    return Promise.resolve(ok(undefined));
  };
}

let vault: FakeVault;
let tokens: SystemTokens;
let renewals: TokenRefresh[];
let subject: AccessSubject;
let access: SystemAccessState;

beforeEach(() => {
  vault = new FakeVault();
  open({ connection: connectionWith(), form: scimConnection, isTokenKept: false });
});

/** A new tab: what was in memory is gone. */
function open(next: AccessSubject): void {
  renewals = [];
  subject = next;
  const refresh = (request: TokenRefresh) => {
    renewals.push(request);
    return Promise.resolve(ok({ accessToken: 'fresh', refreshToken: 'r2', expiresAt: Date.now() + 3_600_000 }));
  };
  tokens = new SystemTokens({ refresh }, (_, token) => void vault.sealToken(target, token));
  // The types of the vault's answers are wider than the contract's words.
  const muster = { engine: { api: vault }, connector: { exchangeCode: () => Promise.reject() }, tokens } as never;
  const onChange = () => {
    subject = { ...subject, isTokenKept: vault.sealed !== undefined };
    return Promise.resolve();
  };
  access = new SystemAccessState(muster as AccessMuster, target, () => subject, { onChange, windows: { here } });
}

function reopen(): void {
  vault.isOpen = false;
  open({ ...subject, isTokenKept: vault.sealed !== undefined });
}

describe('a token that is remembered', () => {
  it('asks for a new passphrase the first time, and seals the token under it', async () => {
    await access.load();
    access.text = 'secret';
    await access.remember(true);
    expect([access.question, vault.sealed, access.text]).toEqual(['set', undefined, '']);
    await access.givePassphrase(PASSPHRASE);
    expect([access.question, vault.sealed, access.isTokenKept]).toEqual([undefined, 'secret', true]);
  });

  it('is locked after the workspace was opened anew, and opened by the passphrase alone', async () => {
    await access.load();
    access.text = 'secret';
    await access.remember(true);
    await access.givePassphrase(PASSPHRASE);
    reopen();
    await access.load();
    expect([access.isLocked, access.hasToken, await access.token()]).toEqual([true, false, ok(undefined)]);
    expect(access.missing).toContain('locked');
    access.unlock();
    await access.givePassphrase('seven blue herons');
    expect([access.question, access.failure?.title, access.hasToken]).toEqual([
      'open',
      'This is another passphrase.',
      false
    ]);
    await access.givePassphrase(PASSPHRASE);
    expect([access.question, access.isLocked, await access.token()]).toEqual([undefined, false, ok('secret')]);
  });

  it('opens by itself where the passphrase was given already', async () => {
    vault.passphrase = PASSPHRASE;
    vault.isOpen = true;
    vault.sealed = 'secret';
    open({ ...subject, isTokenKept: true });
    await access.load();
    expect([access.isLocked, await access.token()]).toEqual([false, ok('secret')]);
  });

  it('is forgotten on the device, and stays in memory', async () => {
    await access.load();
    access.text = 'secret';
    await access.remember(true);
    await access.givePassphrase(PASSPHRASE);
    await access.remember(false);
    expect([vault.sealed, access.isTokenKept, await access.token()]).toEqual([undefined, false, ok('secret')]);
  });
});

describe('a sign-in that is remembered', () => {
  const connection = connectionWith({ connectorId: 'okta', signIn: 'authorize', clientId: 'c' });

  it('keeps what renews the token, and takes the next one when that was exchanged', async () => {
    vault.passphrase = PASSPHRASE;
    vault.isOpen = true;
    vault.sealed = 'r1';
    open({ connection, form: fullForm, isTokenKept: true });
    await access.load();
    expect(await access.token()).toEqual(ok('fresh'));
    expect(renewals).toMatchObject([{ refreshToken: 'r1', endpoint: { clientId: 'c' } }]);
    expect(vault.sealed).toBe('r2');
  });

  it('is not offered for a token that ends and is not renewed', () => {
    open({ connection, form: fullForm, isTokenKept: false });
    tokens.keep(target, connection, { accessToken: 't', refreshToken: undefined, expiresAt: Date.now() + 9e6 });
    expect([access.hasToken, access.canRemember]).toEqual([true, false]);
  });
});
