import type { Request, Response } from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SCIM_TOKEN, startScimmy, type ScimStore } from '../../fixtures/systems/scimmy-server';

/** A writable SCIM directory in memory, that a browser may reach, and that tells beside it what it holds. */
export interface ScimDirectory {
  /** What stands before /Users. */
  readonly address: string;
  readonly token: string;
  /** Answers a GET with a `DirectoryState`; a POST empties the directory of everything but what it began with. */
  readonly stateUrl: string;
  close(): Promise<void>;
}

export interface DirectoryOptions {
  /** Who may read the answers. */
  readonly origin: string;
  readonly hasBulk: boolean;
  /** Of fictive people (`person000007@example.com`, external id `E000007`) who are there from the start, and groups of them. */
  readonly users: number;
  readonly groups: number;
  /** Each request that changes something is answered up to so long after it was carried out. */
  readonly delayMs: number;
}

export interface DirectoryState {
  readonly users: readonly Readonly<Record<string, unknown>>[];
  /** Members by user name; an id of nobody stands as it is. */
  readonly groups: readonly { readonly displayName: string; readonly members: readonly string[] }[];
  readonly requests: Readonly<Record<string, number>>;
}

export async function startScimDirectory(options: DirectoryOptions): Promise<ScimDirectory> {
  const { origin, hasBulk, users, groups, delayMs } = options;
  const scimmy = await startScimmy({ users, groups, allowedOrigin: origin, ...(hasBulk ? {} : { bulk: false }) });
  const began: ScimStore = { users: [...scimmy.store.users], groups: [...scimmy.store.groups] };
  if (delayMs > 0) scimmy.front = (request, response) => delayed(request, response, delayMs);
  const state = createServer((request, response) => {
    if (request.method === 'POST') {
      scimmy.store.users.splice(0, Infinity, ...began.users);
      scimmy.store.groups.splice(0, Infinity, ...began.groups);
    }
    response.writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
    response.end(JSON.stringify(stateOf(scimmy.store, scimmy.requests)));
  });
  await new Promise<void>((resolve) => state.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = state.address() as AddressInfo;
  const close = async () => {
    state.closeAllConnections();
    state.close();
    await scimmy.close();
  };
  return { address: scimmy.address, token: SCIM_TOKEN, stateUrl: `http://127.0.0.1:${port}/`, close };
}

/** Answered later than carried out, so that an end in between leaves the client without a word of it. */
function delayed(request: Request, response: Response, delayMs: number): boolean {
  if (request.method === 'GET' || request.method === 'OPTIONS') return false;
  const send = response.send.bind(response);
  response.send = (body: unknown) => {
    response.send = send;
    setTimeout(() => send(body), Math.random() * delayMs);
    return response;
  };
  return false;
}

function stateOf({ users, groups }: ScimStore, requests: readonly { readonly method: string }[]): DirectoryState {
  const names = new Map(users.map(({ id, userName }) => [id, String(userName)]));
  const counts: Record<string, number> = {};
  for (const { method } of requests) counts[method] = (counts[method] ?? 0) + 1;
  return {
    users: users.map(({ meta: _meta, ...user }) => user),
    groups: groups.map(({ displayName, members = [] }) => ({
      displayName: String(displayName),
      // As `model/scim-request.ts` sends them, and the library keeps them.
      members: (members as readonly { readonly value: string }[]).map(({ value }) => names.get(value) ?? value)
    })),
    requests: counts
  };
}
