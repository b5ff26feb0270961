import { parseArgs } from 'node:util';
import { startScimDirectory } from './scim-directory';

/**
 * npx tsx tests/bench/commit/serve-scim-directory.ts --origin http://localhost:4173 [--no-bulk] [--users N] [--groups N] [--delay MS]
 *
 * Prints one line of JSON, `{ "address", "token", "stateUrl" }`, when it answers. Ends when its standard input does.
 */
const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: '*' },
    'no-bulk': { type: 'boolean', default: false },
    users: { type: 'string', default: '0' },
    groups: { type: 'string', default: '0' },
    delay: { type: 'string', default: '0' }
  }
});

const directory = await startScimDirectory({
  origin: values.origin,
  hasBulk: !values['no-bulk'],
  users: Number(values.users),
  groups: Number(values.groups),
  delayMs: Number(values.delay)
});
const { address, token, stateUrl } = directory;
console.log(JSON.stringify({ address, token, stateUrl }));
process.stdin.resume();
process.stdin.on('end', () => void directory.close().then(() => process.exit()));
