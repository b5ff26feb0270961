import { expect, test } from 'vitest';
import { headersFor, parseHeaderRules, writeHeaderRules, type HeaderRule } from '../header-rules';

const policy = (path: string, value: string): HeaderRule => ({ path, headers: [['Content-Security-Policy', value]] });

test('written and read again they are the same', () => {
  const rules = [policy('/', 'a'), policy('/workers/one.js', 'b'), { path: '/*', headers: [['X-One', '1']] as const }];
  expect(parseHeaderRules(writeHeaderRules(rules))).toEqual(rules);
  expect([...headersFor(rules, '/')]).toEqual([
    ['Content-Security-Policy', 'a'],
    ['X-One', '1']
  ]);
});

test('two rules for one header of one path are refused', () => {
  for (const path of ['/*', '/workers/*', '/workers/one.js']) {
    expect(() => writeHeaderRules([policy('/workers/one.js', 'a'), policy(path, 'b')])).toThrow('the same header');
    expect(() => writeHeaderRules([policy(path, 'b'), policy('/workers/one.js', 'a')])).toThrow('the same header');
  }
  expect(headersFor([policy('/*', 'a'), policy('/', 'b')], '/').get('Content-Security-Policy')).toBe('a, b');
});
