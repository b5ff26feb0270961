import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersFor, parseHeaderRules, type HeaderRule } from './header-rules';

/**
 * Serves `build/` as a plain static host would: files, their types, the headers that `_headers` asks for, 404 for the
 * rest. `Vary: Origin` is there because common hosts send it and it breaks careless caches.
 */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2'
};

export interface StaticServer {
  readonly origin: string;
  /** Serves another folder from now on, as a new release of the site does. */
  publish(folder: string): void;
  close(): Promise<void>;
}

interface Site {
  readonly root: string;
  readonly rules: readonly HeaderRule[];
}

/** Port 0 takes any free one; a taken port is answered by the next one. */
export async function startServer(folder: string, port: number): Promise<StaticServer> {
  let site = readSite(folder);
  const server = createServer((request, response) => answer(site, request, response));
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${taken}`,
    publish: (next) => {
      site = readSite(next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port < 65_535) resolve(listen(server, port + 1));
      else reject(error);
    });
    // This machine only.
    server.listen(port, '127.0.0.1', resolve);
  });
}

function readSite(folder: string): Site {
  const root = path.resolve(folder);
  const file = path.join(root, '_headers');
  return { root, rules: existsSync(file) ? parseHeaderRules(readFileSync(file, 'utf8')) : [] };
}

function answer(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const address = readAddress(request.url ?? '/');
  const file = address === undefined ? undefined : findFile(site.root, address);
  response.setHeader('Vary', 'Origin');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  for (const [name, value] of headersFor(site.rules, address ?? '/')) response.setHeader(name, value);
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', statSync(file).size);
  response.writeHead(200);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

function readAddress(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/** Never outside the root, never the header file. */
function findFile(root: string, address: string): string | undefined {
  const file = path.join(root, address.endsWith('/') ? `${address}index.html` : address);
  if (!file.startsWith(root + path.sep) || address === '/_headers') return undefined;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startServer('build', Number(process.argv[2] ?? 4173));
  console.log(`Muster is at ${server.origin} (Ctrl-C ends it)`);
}
