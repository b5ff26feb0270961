import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** As it stands in the built service worker, whatever the minifier's quotes; and as it is written here. */
const PLACE = /JSON\.parse\((['"`])\{"muster-hashes":""\}\1\)|\(\{"muster-hashes":""[^}]*\}\)/;
/** Read by hosts, not by the service worker; itself. */
const LEFT_OUT = ['_headers', 'service-worker.js'];

/**
 * Writes the hash of every built file into the service worker, which keeps no file that is another one. Its own bytes so
 * name the bytes of all others: what is installed is one build, or nothing.
 */
export function writeHashes(folder: string): void {
  const worker = path.join(folder, 'service-worker.js');
  const source = readFileSync(worker, 'utf8');
  if (!PLACE.test(source)) throw new Error(`${worker} has no place for the hashes.`);
  writeFileSync(
    worker,
    source.replace(PLACE, () => `(${JSON.stringify({ 'muster-hashes': '', ...fileHashes(folder) })})`)
  );
}

function fileHashes(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => !LEFT_OUT.includes(name))
    .toSorted();
  return Object.fromEntries(names.map((name) => [name, sha256(path.join(folder, name))]));
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('base64');
}
