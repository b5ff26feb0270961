import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fictiveStore, SCIM_TOKEN } from '../../fixtures/systems/scimmy-server';

/** A server that does next to nothing: pages are made once, before they are asked for. The harder measure beside scimmy. */
export interface PlainScim {
  readonly address: string;
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const PAGE_SIZE = 1000;

export async function startPlainScim(users: number): Promise<PlainScim> {
  const store = fictiveStore({ users, groups: 0 });
  const pages = Array.from({ length: Math.ceil(users / PAGE_SIZE) }, (_, at) => {
    const Resources = store.users.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE);
    return Buffer.from(JSON.stringify({ totalResults: users, startIndex: at * PAGE_SIZE + 1, Resources }));
  });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Authorization');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const page = url.pathname.endsWith('/Users')
      ? pages.at(Math.floor((Number(url.searchParams.get('startIndex')) - 1) / PAGE_SIZE))
      : undefined;
    if (!page || request.headers.authorization !== `Bearer ${SCIM_TOKEN}`) return void response.writeHead(404).end();
    asked.push(request.url ?? '');
    response.writeHead(200, { 'Content-Type': 'application/scim+json', 'Content-Length': page.length }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/scim/v2`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
