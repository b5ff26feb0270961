import { Agent, get } from 'node:http';

/**
 * The barest client: the same requests one after the other, the bodies thrown away. In a process of its own, so that it
 * does not take the server's time. Reads what to ask from its standard input, writes the milliseconds it took.
 */
export interface DrainOrder {
  readonly origin: string;
  /** Paths with their queries. */
  readonly paths: readonly string[];
  readonly token: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function drain(url: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answers ${response.statusCode}`));
      response
        .on('data', () => undefined)
        .on('end', resolve)
        .on('error', reject);
    }).on('error', reject);
  });
}

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
const { origin, paths, token }: DrainOrder = JSON.parse(Buffer.concat(chunks).toString('utf8'));
const startedAt = performance.now();
for (const path of paths) await drain(origin + path, token);
console.log(performance.now() - startedAt);
agent.destroy();
