import { beforeEach, describe, expect, it } from 'vitest';
import { scimConnection } from '../../../src/lib/catalog/connections/scim';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type AppId } from '../../../src/lib/model/ids';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { TokenRefresh, Tokens } from '../../../src/lib/protocol/connector-api';
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
  open({ connection: connectionWith(), form: scimConnection, signIn: 'token', isTokenKept: false });
});

type Refresh = () => Promise<Result<Tokens, AppError>>;

const renewed: Refresh = () =>
  Promise.resolve(ok({ accessToken: 'fresh', refreshToken: 'r2', expiresAt: Date.now() + 3_600_000 }));

/** A new tab: what was in memory is gone. */
function open(next: AccessSubject, answer = renewed): void {
  renewals = [];
  subject = next;
  const refresh = (request: TokenRefresh) => {
    renewals.push(request);
    return answer();
  };
  tokens = new SystemTokens(
    { refresh },
    (_, token) => vault.sealToken(target, token),
    () => undefined
  );
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
    await access.unlock();
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

describe('a token that is remembered, and no longer wanted', () => {
  beforeEach(async () => {
    vault.passphrase = PASSPHRASE;
    vault.isOpen = true;
    vault.sealed = 'secret';
    open({ ...subject, isTokenKept: true });
    await access.load();
  });

  it('stays away for the session, whatever is read again, until a person takes it up', async () => {
    access.drop();
    await access.load();
    expect([access.hasToken, access.isSetAside, access.isLocked, vault.sealed]).toEqual([false, true, false, 'secret']);
    await access.unlock();
    expect([access.isSetAside, access.question, await access.token()]).toEqual([false, undefined, ok('secret')]);
  });

  it('stays away when its renewal was refused', async () => {
    const connection = connectionWith({ connectorId: 'okta', signIn: 'authorize', clientId: 'c' });
    open({ connection, form: fullForm, signIn: 'authorize', isTokenKept: true }, () =>
      Promise.resolve(err({ kind: 'sign-in-failed', cause: 'Withdrawn.' }))
    );
    await access.load();
    expect((await access.token()).ok).toBe(false);
    await access.load();
    expect([access.hasToken, access.isSetAside]).toEqual([false, true]);
  });

  it('is not put in the place of one that was given while it was being opened', async () => {
    access.drop();
    tokens.takeUp(target, connectionWith());
    vault.openToken = () => {
      tokens.give(target, connectionWith(), 'newer');
      return Promise.resolve(ok('secret'));
    };
    await access.load();
    expect(await access.token()).toEqual(ok('newer'));
  });

  it('gives its place to the one that is typed instead', async () => {
    access.drop();
    access.text = 'newer';
    expect(await access.token()).toEqual(ok('newer'));
    expect([vault.sealed, access.isRemembered, access.isSetAside]).toEqual(['newer', true, false]);
    reopen();
    vault.isOpen = true;
    await access.load();
    expect(await access.token()).toEqual(ok('newer'));
  });

  it('gives its place only once the passphrase is there', async () => {
    reopen();
    await access.load();
    access.text = 'newer';
    expect(await access.token()).toEqual(ok('newer'));
    expect([access.question, vault.sealed, access.isRemembered]).toEqual(['give', 'secret', false]);
    await access.givePassphrase(PASSPHRASE);
    expect([access.question, vault.sealed, access.isRemembered]).toEqual([undefined, 'newer', true]);
  });

  it('is told of when it cannot be read any more', async () => {
    vault.openToken = () => Promise.resolve(err({ kind: 'token-damaged' }));
    open({ ...subject });
    await access.load();
    expect([access.hasToken, access.failure?.title]).toEqual([false, 'The remembered token cannot be read any more.']);
  });
});

describe('a token in the field', () => {
  const asked = connectionWith();

  it('is for the system and the address that it was typed for', async () => {
    access.text = 'secret';
    subject = { ...subject, connection: { ...asked, address: 'https://elsewhere.example.com' } };
    expect([access.text, await access.token()]).toEqual(['', ok(undefined)]);
    subject = { ...subject, connection: { ...asked, connectorId: 'okta' }, form: fullForm };
    expect([access.text, await access.token()]).toEqual(['', ok(undefined)]);
    subject = { ...subject, connection: asked, form: scimConnection };
    expect([access.text, await access.token()]).toEqual(['secret', ok('secret')]);
  });

  it('waits for the address where that is typed later, but not for another system', async () => {
    subject = { ...subject, connection: undefined };
    access.text = 'secret';
    subject = { ...subject, form: fullForm };
    expect(access.text).toBe('');
    subject = { ...subject, form: scimConnection };
    expect([access.text, await access.token()]).toEqual(['secret', ok(undefined)]);
    subject = { ...subject, connection: asked };
    expect(await access.token()).toEqual(ok('secret'));
  });
});

describe('a sign-in that is remembered', () => {
  const connection = connectionWith({ connectorId: 'okta', signIn: 'authorize', clientId: 'c' });

  it('keeps what renews the token, and takes the next one when that was exchanged', async () => {
    vault.passphrase = PASSPHRASE;
    vault.isOpen = true;
    vault.sealed = 'r1';
    open({ connection, form: fullForm, signIn: 'authorize', isTokenKept: true });
    await access.load();
    expect(await access.token()).toEqual(ok('fresh'));
    expect(renewals).toMatchObject([{ refreshToken: 'r1', endpoint: { clientId: 'c' } }]);
    expect(vault.sealed).toBe('r2');
  });

  it('is not offered for a token that ends and is not renewed', () => {
    open({ connection, form: fullForm, signIn: 'authorize', isTokenKept: false });
    tokens.keep(target, connection, { accessToken: 't', refreshToken: undefined, expiresAt: Date.now() + 9e6 });
    expect([access.hasToken, access.canRemember]).toEqual([true, false]);
  });
});
