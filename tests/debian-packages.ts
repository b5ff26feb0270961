import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Asks the distribution for packages, as root on Debian and its kin; elsewhere nothing. What it says goes to the terminal. */
export function installDebianPackages(names: readonly string[]): void {
  if (!isDebianRoot()) return;
  process.stderr.write(`Asking the distribution for ${names.join(', ')}.\n`);
  const command = `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y ${names.join(' ')}`;
  spawnSync('sh', ['-c', command], { stdio: ['ignore', 2, 2], timeout: 300_000 });
}

function isDebianRoot(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}
