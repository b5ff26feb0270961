import type { ConnectionForm } from '../catalog/connection-form';
import type { ConnectorClient } from '../clients/connector-client';
import { onSignedIn, openSignInWindow } from '../clients/sign-in-window';
import type { AppError } from '../model/app-error';
import type { Connection } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import { ok, type Result } from '../model/result';
import type { ConnectionApi } from '../protocol/connection-api';
import { appOrigin, redirectAddress } from './app-address';
import { tokenEndpoint } from './authorization-request';
import { errorMessage } from './error-message';
import type { ErrorMessage } from './error-words';
import { SignIn, type SignInTools } from './sign-in.svelte';
import type { SystemTokens } from './system-tokens.svelte';

type PassphraseApi = Pick<
  ConnectionApi,
  'passphraseState' | 'givePassphrase' | 'sealToken' | 'openToken' | 'forgetToken'
>;

export interface AccessMuster {
  readonly engine: { readonly api: PassphraseApi };
  readonly connector: Pick<ConnectorClient, 'exchangeCode'>;
  readonly tokens: SystemTokens;
}

/** What is to be let into, as it stands now. */
export interface AccessSubject {
  readonly connection: Connection | undefined;
  readonly form: ConnectionForm | undefined;
  readonly isTokenKept: boolean;
}

/** Why the passphrase is asked for: to make one, to keep a token under it, or to open the kept one. */
export type PassphraseQuestion = 'set' | 'give' | 'open';

/** How a person lets Muster into a system: by a token typed, signed in for, or remembered under the passphrase. */
export class SystemAccessState {
  readonly target: ImportTarget;
  readonly signIn: SignIn;
  readonly #muster: AccessMuster;
  readonly #subject: () => AccessSubject;
  /** What is in the field, until it is taken. */
  text = $state('');
  #passphrase = $state<'none' | 'locked' | 'open'>('none');
  #question = $state<PassphraseQuestion>();
  #failure = $state.raw<AppError | undefined>(undefined);
  readonly #onChange: () => Promise<unknown>;

  /** `onChange`: a token was kept or forgotten, so that what is kept has to be read again. */
  constructor(
    muster: AccessMuster,
    target: ImportTarget,
    subject: () => AccessSubject,
    { onChange, windows }: { onChange: () => Promise<unknown>; windows?: Partial<SignInTools> }
  ) {
    this.#muster = muster;
    this.target = target;
    this.#subject = subject;
    this.#onChange = onChange;
    this.signIn = new SignIn({
      client: muster.connector,
      openWindow: openSignInWindow,
      onSignedIn,
      ...windows,
      here: windows?.here ?? { origin: appOrigin(), redirectUri: redirectAddress() }
    });
  }

  get hasToken(): boolean {
    const { connection } = this.#subject();
    return connection !== undefined && this.#muster.tokens.has(this.target, connection);
  }

  get isTokenKept(): boolean {
    return this.#subject().isTokenKept;
  }

  /** A token is kept, but nobody has given the passphrase yet. */
  get isLocked(): boolean {
    return this.isTokenKept && !this.hasToken && this.#passphrase !== 'open';
  }

  /** Some tokens end within the hour, and nothing renews them: keeping those helps nobody. */
  get canRemember(): boolean {
    const { connection } = this.#subject();
    return connection !== undefined && this.#muster.tokens.lasting(this.target, connection) !== undefined;
  }

  get question(): PassphraseQuestion | undefined {
    return this.#question;
  }

  get failure(): ErrorMessage | undefined {
    return this.#failure && errorMessage(this.#failure);
  }

  /** What the person has to do before the system can be asked; for where there is no token. */
  get missing(): string {
    if (this.isLocked) return 'The remembered token is locked. Give the passphrase first.';
    return this.#isSigningIn ? 'Sign in first.' : `${this.#subject().form?.token.label ?? 'A token'} is needed first.`;
  }

  async load(): Promise<void> {
    const state = await this.#muster.engine.api.passphraseState();
    if (state.ok) this.#passphrase = state.value;
    else this.#failure = state.error;
    if (this.#passphrase === 'open') await this.#openKept();
  }

  /** What was typed is in memory from now on, and no longer in the field. */
  take(): void {
    const { connection } = this.#subject();
    const token = this.text.trim();
    if (token === '' || !connection) return;
    this.#muster.tokens.give(this.target, connection, token);
    this.text = '';
  }

  /** The token to ask with; undefined where a person has to do something first (`missing`). */
  async token(): Promise<Result<string | undefined, AppError>> {
    this.take();
    const { connection } = this.#subject();
    return connection ? this.#muster.tokens.usable(this.target, connection) : ok(undefined);
  }

  /** Only on a click. True when there is a token afterwards. */
  async signInNow(): Promise<boolean> {
    const { connection, form } = this.#subject();
    if (!connection || !form?.authorization) return false;
    this.#failure = undefined;
    const signedIn = await this.signIn.start(form, connection);
    if (!signedIn.ok) this.#failure = signedIn.error;
    if (!signedIn.ok || !signedIn.value) return false;
    this.#muster.tokens.keep(this.target, connection, signedIn.value.tokens, signedIn.value.endpoint);
    if (this.isTokenKept) await this.#seal();
    return true;
  }

  /** A refused one; the kept one stays until a person forgets it. */
  drop(): void {
    this.#muster.tokens.forget(this.target);
  }

  async remember(isOn: boolean): Promise<void> {
    this.#failure = undefined;
    if (!isOn) {
      const forgotten = await this.#muster.engine.api.forgetToken(this.target);
      this.#muster.tokens.setRemembered(this.target, false);
      return this.#settle(forgotten);
    }
    this.take();
    if (this.#passphrase === 'open') return this.#seal();
    this.#question = this.#passphrase === 'none' ? 'set' : 'give';
  }

  /** Asks for the passphrase that opens the kept token. */
  unlock(): void {
    this.#failure = undefined;
    this.#question = 'open';
  }

  dismiss(): void {
    this.#question = undefined;
    this.#failure = undefined;
  }

  /** Wrong or too short, the question stays. */
  async givePassphrase(passphrase: string): Promise<void> {
    const given = await this.#muster.engine.api.givePassphrase(passphrase);
    this.#failure = given.ok ? undefined : given.error;
    if (!given.ok) return;
    const question = this.#question;
    this.#passphrase = 'open';
    this.#question = undefined;
    await (question === 'open' ? this.#openKept() : this.#seal());
  }

  get #isSigningIn(): boolean {
    const { connection, form } = this.#subject();
    return form?.authorization !== undefined && connection?.signIn === 'authorize';
  }

  async #openKept(): Promise<void> {
    const { connection, form, isTokenKept } = this.#subject();
    if (!isTokenKept || !connection || this.hasToken) return;
    const opened = await this.#muster.engine.api.openToken(this.target);
    if (!opened.ok) this.#failure = opened.error;
    if (!opened.ok || opened.value === undefined) return;
    const endpoint = this.#isSigningIn && form ? tokenEndpoint(form, connection, this.signIn.here) : undefined;
    const { tokens } = this.#muster;
    // What is kept of a sign-in is what renews the token: the token itself has ended.
    if (endpoint) {
      tokens.keep(this.target, connection, { accessToken: '', refreshToken: opened.value, expiresAt: 0 }, endpoint);
    } else tokens.give(this.target, connection, opened.value);
    tokens.setRemembered(this.target, true);
  }

  async #seal(): Promise<void> {
    const { connection } = this.#subject();
    const token = connection && this.#muster.tokens.lasting(this.target, connection);
    if (token === undefined) return;
    const sealed = await this.#muster.engine.api.sealToken(this.target, token);
    if (sealed.ok) this.#muster.tokens.setRemembered(this.target, true);
    await this.#settle(sealed);
  }

  async #settle(result: Result<unknown, AppError>): Promise<void> {
    if (!result.ok) this.#failure = result.error;
    await this.#onChange();
  }
}
