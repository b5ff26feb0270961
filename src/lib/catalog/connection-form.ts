import type { ConnectorId } from '../model/connection';

/** How a system lets a browser in, and what has to be asked before. One file of `connections/` each. */
export interface ConnectionForm {
  readonly connectorId: ConnectorId;
  /** As people know it: `Okta org`, `SCIM 2.0 service`. */
  readonly systemName: string;
  readonly address: AddressForm;
  /** Asked whatever is listed. */
  readonly fields: readonly ConnectionField[];
  /** The first is chosen until a person chooses. */
  readonly lists: readonly ListForm[];
  readonly token: TokenForm;
  /** OAuth 2.0 for a public client, where the system has it. */
  readonly authorization?: AuthorizationForm;
  /** What the client's admin switches on, in order. */
  readonly setUp: readonly SetUpStep[];
  /** What the system can do. */
  readonly offers: { readonly groups: boolean; readonly changes: boolean };
  /** What is left out, or slow, or not sure. One sentence each. */
  readonly caveats: readonly string[];
}

export interface AddressForm {
  readonly label: string;
  readonly example: string;
  /** The same for everybody: not asked. */
  readonly fixed?: string;
  /** Stands there until a person changes it: few need another. */
  readonly default?: string;
  readonly hint?: string;
}

export interface ConnectionField {
  readonly id: string;
  readonly label: string;
  readonly example: string;
  readonly hint?: string;
  readonly isRequired: boolean;
  /** Stands there until a person changes it. Left empty, the connector takes it too. */
  readonly default?: string;
  /** A switch in place of a text: its value is `yes` or `no`. */
  readonly isSwitch?: boolean;
}

export interface ListForm {
  /** `Connection.list`. */
  readonly id: string;
  /** `Users`, `Accounts of one app`. */
  readonly label: string;
  /** Where the system's groups do not come with this list. */
  readonly hasNoGroups?: true;
  readonly fields: readonly ConnectionField[];
}

export interface TokenForm {
  /** `Access token`, `API token`. */
  readonly label: string;
  /** Where it is made, and which rights it needs. */
  readonly hint: string;
}

export interface AuthorizationForm {
  /** `code`: authorization code with PKCE. `token`: the token comes back in the address's fragment (Google). */
  readonly flow: 'code' | 'token';
  /** Addresses with `{address}` for the connection's own and `{field}` for a field's value. */
  readonly authorizeUrl: string;
  /** Left out for `token`. */
  readonly tokenUrl?: string;
  readonly scopes: readonly string[];
  /** Where the id of the public client is found. */
  readonly clientIdHint: string;
  /** Further parameters of the authorization request. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** One thing to do in the system's own console. */
export interface SetUpStep {
  readonly text: string;
  /** What is to be copied there: this app's origin, its redirect address, or the scopes. */
  readonly copies?: 'origin' | 'redirect' | 'scopes';
}
