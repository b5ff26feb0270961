import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, isNothingLeft, retryTime } from '../../../src/lib/connectors/retry-time';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const headers = (pairs: Readonly<Record<string, string>>) => (name: string) => pairs[name];

test('Retry-After in seconds and as a date', () => {
  expect(retryTime(headers({ 'retry-after': '120' }), NOW)).toBe(NOW + 120_000);
  expect(retryTime(headers({ 'retry-after': ' 0 ' }), NOW)).toBe(NOW);
  // A second more than said: clocks differ.
  expect(retryTime(headers({ 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' }), NOW)).toBe(NOW + 61_000);
  expect(retryTime(headers({ 'retry-after': 'Sun, 22 Nov 2020 12:01:00 GMT' }), NOW)).toBe(NOW);
});

test('reset times of vendors: a moment, or seconds from now', () => {
  const reset = NOW / 1000 + 30;
  expect(retryTime(headers({ 'x-rate-limit-reset': String(reset) }), NOW)).toBe(NOW + 31_000);
  expect(retryTime(headers({ 'x-ratelimit-reset': String(reset) }), NOW)).toBe(NOW + 31_000);
  expect(retryTime(headers({ 'ratelimit-reset': '42' }), NOW)).toBe(NOW + 42_000);
  expect(retryTime(headers({ 'rate-limit-reset': '42' }), NOW)).toBe(NOW + 42_000);
  // What is nonsense in the one leaves the other.
  expect(retryTime(headers({ 'retry-after': 'soon', 'ratelimit-reset': '42' }), NOW)).toBe(NOW + 42_000);
  expect(retryTime(headers({}), NOW)).toBeUndefined();
  expect(retryTime(headers({ 'retry-after': '-5' }), NOW)).toBeUndefined();
});

test('whatever a header says: never before now, never beyond what a date can hold', () => {
  const names = fc.constantFrom('retry-after', 'x-rate-limit-reset', 'x-ratelimit-reset', 'ratelimit-reset');
  const values = fc.oneof(fc.string(), fc.bigInt().map(String), fc.double().map(String), fc.date().map(String));
  fc.assert(
    fc.property(names, values, (name, value) => {
      const time = retryTime(headers({ [name]: value }), NOW);
      if (time === undefined) return;
      expect(time).toBeGreaterThanOrEqual(NOW);
      expect(Number.isNaN(new Date(time).getTime())).toBe(false);
    }),
    { numRuns: 2000 }
  );
});

test('seconds: the same as counting them', () => {
  fc.assert(
    fc.property(fc.nat({ max: 86_400 }), (seconds) => {
      expect(retryTime(headers({ 'retry-after': String(seconds) }), NOW)).toBe(NOW + seconds * 1000);
    })
  );
});

test('a count of nothing left', () => {
  expect(isNothingLeft(headers({ 'x-ratelimit-remaining': '0' }))).toBe(true);
  expect(isNothingLeft(headers({ 'x-ratelimit-remaining': '10' }))).toBe(false);
  expect(isNothingLeft(headers({}))).toBe(false);
});

test('backoff doubles to a bound and is drawn from below it', () => {
  const bounds = Array.from({ length: 10 }, (_, attempt) => backoffMs(attempt, 1000, () => 1));
  expect(bounds).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 32_000, 32_000, 32_000]);
  expect(backoffMs(3, 1000, () => 0)).toBe(0);
});
