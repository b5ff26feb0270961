import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  AuthorizationResponseError,
  None,
  OperationProcessingError,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  ResponseBodyError,
  validateAuthResponse,
  type AuthorizationServer,
  type Client,
  type TokenEndpointResponse
} from 'oauth4webapi';
import type { AppError, SystemError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import type { CodeExchange, TokenEndpoint, TokenRefresh, Tokens } from '../protocol/connector-api';
import { hideToken } from './hide-token';
import { excerptOf } from './system-failure';

/** OAuth 2.0 authorization code with PKCE (RFC 7636), as a public client. */
export function exchangeCode({ endpoint, answer, state, verifier }: CodeExchange): Promise<Result<Tokens, AppError>> {
  const address = new URL(answer);
  const code = address.searchParams.get('code') ?? '';
  // Who issued is not known beforehand; state and verifier tie the answer to what was asked.
  address.searchParams.delete('iss');
  return told(endpoint, [code, verifier], async () => {
    const { server, client, options } = parties(endpoint);
    const parameters = validateAuthResponse(server, client, address, state);
    const response = await authorizationCodeGrantRequest(
      server,
      client,
      None(),
      parameters,
      endpoint.redirectUri,
      verifier,
      options
    );
    return processAuthorizationCodeResponse(server, client, response);
  });
}

export function refreshTokens({ endpoint, refreshToken }: TokenRefresh): Promise<Result<Tokens, AppError>> {
  return told(endpoint, [refreshToken], async () => {
    const { server, client, options } = parties(endpoint);
    const response = await refreshTokenGrantRequest(server, client, None(), refreshToken, options);
    return processRefreshTokenResponse(server, client, response);
  });
}

function parties({ tokenUrl, clientId, allowsLocalHttp }: TokenEndpoint) {
  const server: AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client: Client = { client_id: clientId };
  const options = {
    signal: () => AbortSignal.timeout(TOKEN_TIMEOUT_MS),
    ...(allowsLocalHttp ? { [allowInsecureRequests]: true } : {})
  };
  return { server, client, options };
}

const TOKEN_TIMEOUT_MS = 30_000;

async function told(
  endpoint: TokenEndpoint,
  secrets: readonly string[],
  work: () => Promise<TokenEndpointResponse>
): Promise<Result<Tokens, AppError>> {
  const askedAt = Date.now();
  try {
    const { access_token, refresh_token, expires_in } = await work();
    return ok({
      accessToken: access_token,
      refreshToken: refresh_token,
      expiresAt: expires_in === undefined ? undefined : askedAt + expires_in * 1000
    });
  } catch (cause) {
    return err(secrets.reduce(hideToken, failureOf(cause, endpoint)));
  }
}

/** Only what the system itself refuses ends a sign-in; what cannot be reached, or has no time, may be asked again. */
function failureOf(cause: unknown, { tokenUrl, origin }: TokenEndpoint): SystemError {
  const host = new URL(tokenUrl).host;
  if (cause instanceof TypeError && !('code' in cause)) return { kind: 'system-origin', host, origin };
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return { kind: 'system-slow', host, seconds: TOKEN_TIMEOUT_MS / 1000 };
  const status = statusOf(cause);
  if (status >= 500 || status === 408 || status === 429)
    return { kind: 'system-failed', host, status, detail: cause instanceof ResponseBodyError ? causeText(cause) : '' };
  return { kind: 'sign-in-failed', cause: causeText(cause) };
}

/** Of the answer behind a failure; 0 where there is none. */
function statusOf(cause: unknown): number {
  if (cause instanceof ResponseBodyError) return cause.status;
  const response = cause instanceof OperationProcessingError ? cause.cause : undefined;
  return response instanceof Response ? response.status : 0;
}

/** What the system says, in its own words where it has some. */
function causeText(cause: unknown): string {
  if (cause instanceof AuthorizationResponseError || cause instanceof ResponseBodyError)
    return excerptOf(cause.error_description ?? cause.error);
  if (cause instanceof OperationProcessingError || cause instanceof Error) return excerptOf(cause.message);
  return excerptOf(String(cause));
}
