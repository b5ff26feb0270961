import type { AppError } from '../model/app-error';
import type { Result } from '../model/result';
import type { ApplyApi } from './apply-api';
import type { JobOutcome } from './job';
import type { SystemAccess } from './system-access';

export interface ListingRequest {
  readonly access: SystemAccess;
  /** Only what changed since; undefined: everything. */
  readonly since: string | undefined;
  /** Nothing of the list goes to the disk while it is on its way: for a workspace with a passphrase. */
  readonly staysInMemory?: boolean | undefined;
}

/** What `list` is doing. Sent at most ten times a second. */
export interface ListingProgress {
  /** Of what: `Users`, `Groups`, `Members of Finance`. */
  readonly what: string;
  readonly records: number;
  readonly groups: number;
  /** As the system told it; unknown for most. */
  readonly total: number | undefined;
  readonly requests: number;
  readonly bytes: number;
  /** Until when nothing is asked, and why; milliseconds since 1970. */
  readonly wait: { readonly until: number; readonly because: 'rate-limit' | 'retry' } | undefined;
  readonly isPaused: boolean;
}

/** A whole list, checked for completeness, as JSON Lines: one record as the system gave it, or one SCIM group, per line. */
export interface Listing {
  readonly file: Blob;
  readonly records: number;
  readonly groups: number;
  /** Everything; also where changes were asked for and the system no longer knows from where. */
  readonly isWhole: boolean;
  /** To be kept once the list is imported; undefined where the system offers none. */
  readonly watermark: string | undefined;
}

export interface TestFindings {
  /** What was asked for and answered, in words: `Signed in. 2,500 users.` */
  readonly said: string;
  readonly total: number | undefined;
}

/** The connector worker: one list from one system, or one system that a plan is applied to. Disposable: ended to cancel. */
export interface ConnectorApi extends ApplyApi {
  hello(): Promise<number>;
  /** One small request, and what its failure means. */
  test(access: SystemAccess): Promise<Result<TestFindings, AppError>>;
  /**
   * Reads the whole list. Failed half-way, the pages are kept: called again, it goes on with the request that failed, by
   * the token then given.
   */
  list(request: ListingRequest, onProgress: (progress: ListingProgress) => void): Promise<JobOutcome<Listing>>;
  /** Between two requests. */
  setPaused(isPaused: boolean): Promise<void>;
  /** Removes what was kept of lists whose worker was ended before they were whole. */
  sweep(): Promise<void>;
  /** OAuth 2.0 authorization code for a token, with the PKCE verifier. Here, since the page itself may reach no system. */
  exchangeCode(request: CodeExchange): Promise<Result<Tokens, AppError>>;
  refresh(request: TokenRefresh): Promise<Result<Tokens, AppError>>;
}

export interface TokenEndpoint {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly origin: string;
  readonly allowsLocalHttp: boolean;
}

export interface CodeExchange {
  readonly endpoint: TokenEndpoint;
  /** The address that the system sent the person back to, with the code and the state. */
  readonly answer: string;
  readonly state: string;
  readonly verifier: string;
}

export interface TokenRefresh {
  readonly endpoint: TokenEndpoint;
  readonly refreshToken: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Milliseconds since 1970; undefined when the system does not say. */
  readonly expiresAt: number | undefined;
}
