import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileHashes, HASH_LIST } from './file-hashes';

/**
 * Builds again over the build that is there and compares every byte: the same sources give the same files, so that
 * anybody can tell whether a host serves what the sources say.
 */
const first = readFileSync(`build/${HASH_LIST}`, 'utf8');
if (first !== fileHashes('build'))
  fail(['build/ is not what its list of hashes says'], 'It was changed after the build.');
const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32'
});
if (status !== 0) fail([], 'The second build broke.');
const second = new Set(readFileSync(`build/${HASH_LIST}`, 'utf8').split('\n'));
const differing = first.split('\n').filter((line) => !second.delete(line));
if (differing.length > 0 || second.size > 0) fail([...differing, ...second], 'Two builds of the same sources differ.');
console.log(`Two builds, ${first.split('\n').length - 1} files, the same bytes.`);

function fail(lines: readonly string[], sentence: string): never {
  console.error([sentence, ...lines].join('\n'));
  process.exit(1);
}
