import type { ConnectionForm } from '../catalog/connection-form';
import type { ConnectorClient } from '../clients/connector-client';
import { onSignedIn, openSignInWindow } from '../clients/sign-in-window';
import type { AppError } from '../model/app-error';
import type { Connection, ConnectorId } from '../model/connection';
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
  /** Undefined while something of it is missing. */
  readonly connection: Connection | undefined;
  readonly form: ConnectionForm | undefined;
  /** Chosen, also while the connection is not whole. */
  readonly signIn: Connection['signIn'] | undefined;
  readonly isTokenKept: boolean;
}

/** What was typed, and for whom. */
interface TypedToken {
  readonly text: string;
  readonly connectorId: ConnectorId | undefined;
  /** Undefined where there was none yet. */
  readonly address: string | undefined;
}

/** Why the passphrase is asked for: to make one, to keep a token under it, or to open the kept one. */
export type PassphraseQuestion = 'set' | 'give' | 'open';

/** How a person lets Muster into a system: by a token typed, signed in for, or remembered under the passphrase. */
export class SystemAccessState {
  readonly target: ImportTarget;
  readonly signIn: SignIn;
  readonly #muster: AccessMuster;
  readonly #subject: () => AccessSubject;
  #typed = $state.raw<TypedToken>();
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

  /** What is in the field, until it is taken. Chosen for another system or address, the field is empty. */
  get text(): string {
    const typed = this.#typed;
    const { connection, form } = this.#subject();
    if (!typed || typed.connectorId !== form?.connectorId) return '';
    const isElsewhere = typed.address !== undefined && connection !== undefined && typed.address !== connection.address;
    return isElsewhere ? '' : typed.text;
  }

  set text(text: string) {
    const { connection, form } = this.#subject();
    this.#typed = text === '' ? undefined : { text, connectorId: form?.connectorId, address: connection?.address };
  }

  get hasToken(): boolean {
    const { connection } = this.#subject();
    return connection !== undefined && this.#muster.tokens.has(this.target, connection);
  }

  get isTokenKept(): boolean {
    return this.#subject().isTokenKept;
  }

  /** By signing in at the system, where it is offered and chosen. */
  get isSigningIn(): boolean {
    const { form, signIn } = this.#subject();
    return form?.authorization !== undefined && signIn === 'authorize';
  }

  /** The token that is there is kept as well. */
  get isRemembered(): boolean {
    const { connection } = this.#subject();
    return connection !== undefined && this.#muster.tokens.isRemembered(this.target, connection);
  }

  /** A token is kept, but was refused, or another one was to be given: it is opened when a person says so. */
  get isSetAside(): boolean {
    const { connection, isTokenKept } = this.#subject();
    if (!connection || !isTokenKept || this.hasToken || this.isLocked) return false;
    return this.#muster.tokens.isDropped(this.target, connection);
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
    return this.isSigningIn ? 'Sign in first.' : `${this.#subject().form?.token.label ?? 'A token'} is needed first.`;
  }

  async load(): Promise<void> {
    const state = await this.#muster.engine.api.passphraseState();
    if (state.ok) this.#passphrase = state.value;
    else this.#failure = state.error;
    if (this.#passphrase === 'open') await this.#openKept();
  }

  /** What was typed is in memory from now on, and no longer in the field. It takes the place of one that is kept. */
  async take(): Promise<void> {
    if (this.#takeTyped() && this.isTokenKept) await this.#sealOrAsk();
  }

  /** The token to ask with; undefined where a person has to do something first (`missing`). */
  async token(): Promise<Result<string | undefined, AppError>> {
    await this.take();
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
    if (this.isTokenKept) await this.#sealOrAsk();
    return true;
  }

  /** A refused one. The kept one stays until a person forgets it, but is not opened by itself any more. */
  drop(): void {
    const { connection } = this.#subject();
    if (connection) this.#muster.tokens.drop(this.target, connection);
    else this.#muster.tokens.forget(this.target);
  }

  async remember(isOn: boolean): Promise<void> {
    this.#failure = undefined;
    if (!isOn) {
      const forgotten = await this.#muster.engine.api.forgetToken(this.target);
      this.#muster.tokens.setRemembered(this.target, false);
      return this.#settle(forgotten);
    }
    this.#takeTyped();
    await this.#sealOrAsk();
  }

  /** Opens the kept token, also one that was dropped; asks for the passphrase where nobody has given it yet. */
  async unlock(): Promise<void> {
    this.#failure = undefined;
    if (this.#passphrase !== 'open') this.#question = 'open';
    else await this.#openAnyhow();
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
    await (question === 'open' ? this.#openAnyhow() : this.#seal());
  }

  #takeTyped(): boolean {
    const { connection } = this.#subject();
    const token = this.text.trim();
    if (token === '' || !connection) return false;
    this.#muster.tokens.give(this.target, connection, token);
    this.text = '';
    return true;
  }

  #openAnyhow(): Promise<void> {
    const { connection } = this.#subject();
    if (connection) this.#muster.tokens.takeUp(this.target, connection);
    return this.#openKept();
  }

  async #openKept(): Promise<void> {
    const { connection, form, isTokenKept } = this.#subject();
    if (!isTokenKept || !connection || this.hasToken) return;
    if (this.#muster.tokens.isDropped(this.target, connection)) return;
    const opened = await this.#muster.engine.api.openToken(this.target);
    if (!opened.ok) this.#failure = opened.error;
    if (!opened.ok || opened.value === undefined) return;
    const { tokens } = this.#muster;
    // Another was given meanwhile.
    if (tokens.has(this.target, connection)) return;
    const endpoint = this.isSigningIn && form ? tokenEndpoint(form, connection, this.signIn.here) : undefined;
    // What is kept of a sign-in is what renews the token: the token itself has ended.
    if (endpoint) {
      tokens.keep(this.target, connection, { accessToken: '', refreshToken: opened.value, expiresAt: 0 }, endpoint);
    } else tokens.give(this.target, connection, opened.value);
    tokens.setRemembered(this.target, true);
  }

  async #sealOrAsk(): Promise<void> {
    if (!this.canRemember) return;
    if (this.#passphrase === 'open') await this.#seal();
    else this.#question = this.#passphrase === 'none' ? 'set' : 'give';
  }

  async #seal(): Promise<void> {
    const { connection } = this.#subject();
    if (!connection) return;
    const token = this.#muster.tokens.lasting(this.target, connection);
    if (token === undefined) return;
    const sealed = await this.#muster.engine.api.sealToken(this.target, token);
    if (sealed.ok) {
      this.#muster.tokens.setRemembered(this.target, true);
      this.#muster.tokens.takeUp(this.target, connection);
    }
    await this.#settle(sealed);
  }

  async #settle(result: Result<unknown, AppError>): Promise<void> {
    if (!result.ok) this.#failure = result.error;
    await this.#onChange();
  }
}
