import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detailOf } from '../../../src/lib/connectors/error-detail';
import { hideToken } from '../../../src/lib/connectors/hide-token';
import { excerptOf } from '../../../src/lib/connectors/system-failure';

const host = 'scim.example.com';

test('no token, and no piece of one at the end of what was cut', () => {
  const tokens = fc.string({ unit: fc.constantFrom(...'abcXYZ019-._~+/='), minLength: 12, maxLength: 80 });
  fc.assert(
    fc.property(tokens, fc.nat({ max: 220 }), (token, place) => {
      const excerpt = excerptOf(`${'#'.repeat(place)}${token} and ${token}`);
      const hidden = hideToken({ kind: 'system-answer', host, cause: token, excerpt }, token);
      const text = JSON.stringify(hidden);
      expect(text).not.toContain(token);
      for (let length = 6; length < token.length; length++) {
        expect(hidden.kind === 'system-answer' && hidden.excerpt.endsWith(token.slice(0, length))).toBe(false);
      }
    })
  );
});

test('what holds no token stays as it is', () => {
  const error = { kind: 'system-incomplete', host, cause: { kind: 'count', told: 3, got: 2 } } as const;
  expect(hideToken(error, 'secret-token')).toEqual(error);
});

test('what errors say, in the forms of many systems', () => {
  expect(detailOf({ status: '400', scimType: 'invalidFilter', detail: 'No such filter.' })).toBe('No such filter.');
  expect(detailOf({ errorSummary: 'Invalid token provided' })).toBe('Invalid token provided');
  expect(detailOf({ error: { code: 'x', message: 'Expired' } })).toBe('Expired');
  expect(detailOf([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }])).toBe('Session expired');
  expect(detailOf({ error: 'invalid_grant' })).toBe('invalid_grant');
  for (const nothing of [undefined, null, 42, [], {}, { detail: 7 }, { detail: '  ' }])
    expect(detailOf(nothing)).toBeUndefined();
  expect(detailOf({ detail: `one\ntwo\u202e${'x'.repeat(999)}` })).toMatch(/^one two x{192}$/);
});
