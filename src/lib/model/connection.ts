import type { ImportTarget } from './import-run';

/** Systems that a browser can be let into. */
export const CONNECTOR_IDS = [
  'scim',
  'oracle',
  'okta',
  'graph',
  'google',
  'zendesk',
  'github',
  'salesforce',
  'servicenow'
] as const;
export type ConnectorId = (typeof CONNECTOR_IDS)[number];

/** How the lists of a system are reached. It is stored, and holds no secret. */
export interface Connection {
  readonly connectorId: ConnectorId;
  /** Without a slash at its end: `https://acme.okta.com`, `https://scim.example.com/v2`. */
  readonly address: string;
  /** Which of the lists that the catalog's form offers: `users`, or the accounts of one app of the system. */
  readonly list: string;
  /** What else the form asks for, by the field's id, such as the id of an app or an organization. */
  readonly fields: Readonly<Record<string, string>>;
  readonly withGroups: boolean;
  readonly signIn: 'token' | 'authorize';
  /** Of the public client that the system's admin registered; for `authorize`. */
  readonly clientId: string;
  /** Expert switch: `http:` is allowed to this device itself. */
  readonly allowsLocalHttp: boolean;
}

/** Where the last list ended, as the system told it: what changed since is asked for by it. */
export interface Watermark {
  readonly value: string;
  /** When that list was begun. Milliseconds since 1970. */
  readonly takenAt: number;
  /** Of the connection it belongs to: another address or list begins anew. */
  readonly scope: string;
}

/** The connection of an app's accounts, or of a domain's users, as it is kept. */
export interface KeptConnection {
  readonly target: ImportTarget;
  readonly connection: Connection;
  /** Up to where its changes are in the list; undefined where there are none, or of another connection. */
  readonly watermark: Watermark | undefined;
  /** A token is kept under the workspace's passphrase, because a person asked for that. */
  readonly isTokenKept: boolean;
}

/** AES-256-GCM under the key that the workspace's passphrase opens. */
export interface SealedToken {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** Equal for connections that a token may be used for: it is sent nowhere else, and as nothing else. */
export function tokenScope({ connectorId, address, fields, signIn, clientId }: Connection): string {
  return JSON.stringify([connectorId, address, signIn, clientId, Object.entries(fields).toSorted()]);
}

/** Equal for connections that give the same list; groups may be left out of a list of changes. */
export function connectionScope({ connectorId, address, list, fields }: Connection): string {
  return JSON.stringify([connectorId, address, list, Object.entries(fields).toSorted()]);
}
