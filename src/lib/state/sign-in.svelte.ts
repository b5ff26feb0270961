import { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi';
import type { ConnectionForm } from '../catalog/connection-form';
import type { ConnectorClient } from '../clients/connector-client';
import type { SignInWindow } from '../clients/sign-in-window';
import type { AppError } from '../model/app-error';
import type { Connection } from '../model/connection';
import { err, ok, type Result } from '../model/result';
import type { TokenEndpoint, Tokens } from '../protocol/connector-api';
import { authorizationAddress, tokenEndpoint } from './authorization-request';

/** Nobody takes longer to sign in; whoever does presses the button again. */
const TIMEOUT_MS = 10 * 60 * 1000;

export interface SignInTools {
  readonly client: Pick<ConnectorClient, 'exchangeCode'>;
  readonly openWindow: () => SignInWindow | undefined;
  readonly onSignedIn: (onAnswer: (address: URL) => boolean) => () => void;
  readonly here: { readonly origin: string; readonly redirectUri: string };
  readonly timeoutMs?: number;
}

export interface SignedIn {
  readonly tokens: Tokens;
  readonly endpoint: TokenEndpoint | undefined;
}

type Outcome = Result<SignedIn | undefined, AppError>;

/**
 * Signing in at a system, in a window of its own: OAuth 2.0 authorization code with PKCE (RFC 7636), or the token in the
 * fragment where a system offers pages nothing else. What is secret about it lives in one call of `start`.
 */
export class SignIn {
  readonly #tools: SignInTools;
  #status = $state<'idle' | 'waiting' | 'exchanging'>('idle');
  #hasStrayAnswer = $state(false);
  #cancel: (() => void) | undefined;
  #attempt = 0;

  constructor(tools: SignInTools) {
    this.#tools = tools;
  }

  /** Where the system sends people back to, and what it has to let in. */
  get here(): SignInTools['here'] {
    return this.#tools.here;
  }

  get status(): 'idle' | 'waiting' | 'exchanging' {
    return this.#status;
  }

  /** An answer came that belongs to another sign-in: of another tab, or of an earlier attempt. It was not taken. */
  get hasStrayAnswer(): boolean {
    return this.#hasStrayAnswer;
  }

  /** Only on a click. Undefined when it was cancelled. */
  async start(form: ConnectionForm, connection: Connection): Promise<Outcome> {
    this.cancel();
    const opened = this.#tools.openWindow();
    if (!opened) return failed('The browser blocked the window to sign in. Allow pop-up windows for this address.');
    const attempt = ++this.#attempt;
    this.#status = 'waiting';
    this.#hasStrayAnswer = false;
    try {
      return await this.#signIn(form, connection, opened);
    } finally {
      // One that was cancelled by the next ends after that has begun.
      if (attempt === this.#attempt) {
        this.#status = 'idle';
        this.#cancel = undefined;
      }
    }
  }

  /** The window may be gone already: a browser does not tell. */
  cancel(): void {
    this.#cancel?.();
  }

  async #signIn(form: ConnectionForm, connection: Connection, opened: SignInWindow): Promise<Outcome> {
    const { here } = this.#tools;
    const state = generateRandomState();
    const verifier = form.authorization?.flow === 'code' ? generateRandomCodeVerifier() : undefined;
    const answered = this.#answer(state);
    const challenge = verifier === undefined ? undefined : await calculatePKCECodeChallenge(verifier);
    const { redirectUri } = here;
    const address = authorizationAddress(form, connection, { state, challenge, redirectUri });
    opened.show(address);
    if (address === undefined) return failed('The address and the fields give no page to sign in at.');
    const answer = await answered;
    if (answer === 'cancelled') return ok(undefined);
    if (answer === 'late') return failed('Nothing came back within ten minutes.');
    const refusal = refusalOf(answer);
    if (refusal !== undefined) return failed(refusal);
    if (verifier === undefined) return tokenOf(answer);
    return this.#exchange(form, connection, { answer: answer.href, state, verifier });
  }

  /** The first address that comes back with this state. */
  #answer(state: string): Promise<URL | 'cancelled' | 'late'> {
    return new Promise((resolve) => {
      const end = (outcome: URL | 'cancelled' | 'late') => {
        clearTimeout(timer);
        stop();
        resolve(outcome);
      };
      const stop = this.#tools.onSignedIn((address) => {
        const isOurs = answerOf(address).get('state') === state;
        if (isOurs) end(address);
        else this.#hasStrayAnswer = true;
        return isOurs;
      });
      const timer = setTimeout(() => end('late'), this.#tools.timeoutMs ?? TIMEOUT_MS);
      this.#cancel = () => end('cancelled');
    });
  }

  async #exchange(
    form: ConnectionForm,
    connection: Connection,
    code: { readonly answer: string; readonly state: string; readonly verifier: string }
  ): Promise<Outcome> {
    const endpoint = tokenEndpoint(form, connection, this.#tools.here);
    if (!endpoint) return failed('The address and the fields give no place where a token can be asked for.');
    this.#status = 'exchanging';
    const cancelled = new Promise<undefined>((resolve) => (this.#cancel = () => resolve(undefined)));
    const exchanged = await Promise.race([cancelled, this.#tools.client.exchangeCode({ endpoint, ...code })]);
    if (!exchanged) return ok(undefined);
    return exchanged.ok ? ok({ tokens: exchanged.value, endpoint }) : exchanged;
  }
}

/** A code comes in the query, a token in the fragment, a refusal in either. */
function answerOf({ search, hash }: URL): URLSearchParams {
  return new URLSearchParams(hash.length > 1 ? hash.slice(1) : search);
}

const REFUSALS: Readonly<Record<string, string>> = {
  access_denied: 'The system says that you, or its admin, did not allow it.',
  unauthorized_client: 'The system does not let this client sign in from a page. Its client ID may be of another kind.',
  invalid_scope: 'The system does not offer the rights that were asked for.'
};

function refusalOf(address: URL): string | undefined {
  const answer = answerOf(address);
  const error = answer.get('error');
  if (error === null) return undefined;
  const said = answer.get('error_description') ?? error;
  return `${REFUSALS[error] ?? 'The system refused.'} It says: “${said.slice(0, 300)}”`;
}

function tokenOf(address: URL): Outcome {
  const answer = answerOf(address);
  const accessToken = answer.get('access_token');
  if (!accessToken) return failed('The system sent you back without a token.');
  const seconds = Number(answer.get('expires_in') ?? NaN);
  const expiresAt = Number.isFinite(seconds) ? Date.now() + seconds * 1000 : undefined;
  return ok({ tokens: { accessToken, refreshToken: undefined, expiresAt }, endpoint: undefined });
}

function failed(cause: string): Outcome {
  return err({ kind: 'sign-in-failed', cause });
}
