import { expect, it } from 'vitest';
import { namePattern } from '../../../src/lib/state/name-pattern';

it.each([
  ['bob.smith', 'Bob Smith', 'first.last'],
  ['bob.smith@x.example', 'Bob Smith', 'first.last'],
  ['bsmith2', 'Bob Smith', 'flast'],
  ['smithb', 'Bob Smith', 'lastf'],
  ['smith_bob', 'Smith, Bob', 'last_first'],
  ['jose.alvarez', 'José María Álvarez', 'first.last'],
  ['smith', 'Bob Smith', 'the surname']
])('%s of %s follows %s', (handle, name, pattern) => {
  expect(namePattern(handle, name)).toBe(pattern);
});

it.each([
  ['bob.smith', 'Bob'],
  ['', 'Bob Smith'],
  ['12', 'Bob Smith'],
  ['admin', 'Bob Smith'],
  ['bob.smith', '']
])('%s of “%s” follows nothing that is known', (handle, name) => {
  expect(namePattern(handle, name)).toBeUndefined();
});
