import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BUNDLED_PACKAGES } from './bundled-packages';

/** A package of which something ships. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly licence: string;
  /** As its authors give it; undefined where the package holds none. */
  readonly licenceText: string | undefined;
  /** As the lock file has it: `sha512-…`. */
  readonly integrity: string;
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/** Of the last build. By name and version. */
export function shippedPackages(): readonly PackageFacts[] {
  const folders = JSON.parse(readFileSync(BUNDLED_PACKAGES, 'utf8')) as readonly string[];
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  return folders.map((folder) => factsOf(folder, lock)).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function factsOf(folder: string, lock: LockFile): PackageFacts {
  const described = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const locked = lock.packages[folder];
  if (locked?.version !== described.version || !locked.integrity)
    throw new Error(`${folder} is not what the lock file names.`);
  return {
    name: described.name,
    version: described.version,
    licence: described.license ?? 'none named',
    licenceText: licenceText(folder),
    integrity: locked.integrity
  };
}

function licenceText(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  if (file === undefined || !existsSync(path.join(folder, file))) return undefined;
  return readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

function key({ name, version }: PackageFacts): string {
  return `${name} ${version}`;
}
