import type { ConnectionForm } from '../catalog/connection-form';
import type { Connection } from '../model/connection';
import { isAllowedScheme } from '../model/system-address';
import type { TokenEndpoint } from '../protocol/connector-api';

export interface AuthorizationSecrets {
  readonly state: string;
  /** Of the PKCE verifier; left out where no code is exchanged. */
  readonly challenge: string | undefined;
  readonly redirectUri: string;
}

/** Where a person signs in. Undefined when the form's address and the fields give none that may be opened. */
export function authorizationAddress(
  form: ConnectionForm,
  connection: Connection,
  { state, challenge, redirectUri }: AuthorizationSecrets
): string | undefined {
  if (!form.authorization) return undefined;
  const { authorizeUrl, flow, scopes, parameters = {} } = form.authorization;
  const url = filled(authorizeUrl, form, connection);
  if (!url) return undefined;
  const asked = {
    ...parameters,
    response_type: flow,
    client_id: connection.clientId,
    redirect_uri: redirectUri,
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    state,
    ...(challenge === undefined ? {} : { code_challenge: challenge, code_challenge_method: 'S256' })
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/** Where its code is exchanged, and its token renewed. */
export function tokenEndpoint(
  form: ConnectionForm,
  connection: Connection,
  here: { readonly origin: string; readonly redirectUri: string }
): TokenEndpoint | undefined {
  const template = form.authorization?.tokenUrl;
  const url = template === undefined ? undefined : filled(template, form, connection);
  const { clientId, allowsLocalHttp } = connection;
  return url && { tokenUrl: url.href, clientId, ...here, allowsLocalHttp };
}

/**
 * `{address}` is the connection's own, any other name a field's value. At the very beginning it is an address itself;
 * anywhere else it stays within its part of one.
 */
function filled(template: string, form: ConnectionForm, connection: Connection): URL | undefined {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string, place: number) => {
    const value = name === 'address' ? connection.address : valueOf(name, form, connection);
    return place === 0 ? value.replace(/\/+$/, '') : encodeURIComponent(value);
  });
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return isAllowedScheme(url, connection.allowsLocalHttp) ? url : undefined;
}

function valueOf(name: string, { fields, lists }: ConnectionForm, connection: Connection): string {
  const asked = [...fields, ...lists.flatMap((list) => list.fields)].find(({ id }) => id === name);
  return connection.fields[name] ?? asked?.default ?? '';
}
