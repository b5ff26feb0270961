import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const described = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Readonly<Record<string, string>>
>;
const { '': _root, ...locked } = (
  JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Readonly<Record<string, Locked>> }
).packages;

test('every dependency is pinned to one version', () => {
  const versions = [...Object.values(described.dependencies), ...Object.values(described.devDependencies)];
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('the lock file tells the hash of every package', () => {
  const without = Object.entries(locked).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  expect(without.map(([name]) => name)).toEqual([]);
});

test('only install scripts that were looked at are there, and none is run', () => {
  const scripts = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
  // Puts the binary in the place of a script that starts it: a few milliseconds, which nobody needs.
  expect(scripts.map(([name]) => name)).toEqual(['node_modules/esbuild']);
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('what ships is little, and the reason for each is written down', () => {
  const names = Object.keys(described.dependencies);
  const reasons = readFileSync('docs/dependencies.md', 'utf8');
  expect(names.length).toBeLessThanOrEqual(25);
  expect(names.filter((name) => !reasons.includes(`| ${name} |`))).toEqual([]);
});
