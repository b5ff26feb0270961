import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import type { ListingProgress } from '../../../src/lib/protocol/connector-api';
import { errorMessage } from '../../../src/lib/state/error-message';
import { listingWords, waitWords } from '../../../src/lib/state/listing-words';

const progress: ListingProgress = {
  what: 'Users',
  records: 12_400,
  groups: 31,
  total: 48_211,
  requests: 125,
  bytes: 9_812_000,
  wait: undefined,
  isPaused: false
};

describe('what a list on its way says', () => {
  it('names what came, of how many, by how many requests', () => {
    expect(listingWords(progress, 'users')).toBe('12,400 of 48,211 users · 31 groups · 125 requests · 9.8 MB');
    const first = { ...progress, records: 200, groups: 0, total: undefined, requests: 1, bytes: 900 };
    expect(listingWords(first, 'accounts')).toBe('200 accounts · 1 request · 900 B');
  });

  it('counts a wait down, and says whose wish it is', () => {
    const now = 1_000_000;
    const waiting = (until: number, because: 'rate-limit' | 'retry') =>
      waitWords({ ...progress, wait: { until, because } }, now);
    expect(waiting(now + 42_000, 'rate-limit')).toBe('Asked to wait: goes on in 0:42');
    expect(waiting(now + 725_000, 'rate-limit')).toBe('Asked to wait: goes on in 12:05');
    expect(waiting(now + 3_600_000, 'rate-limit')).toBe('Asked to wait: goes on in 1:00:00');
    expect(waiting(now - 5, 'retry')).toBe('No answer for now: tries again in 0:00');
    expect(waitWords(progress, now)).toBeUndefined();
  });
});

const host = 'acme.okta.com';
const ERRORS: readonly AppError[] = [
  { kind: 'system-address', problem: 'malformed' },
  { kind: 'system-address', problem: 'not-https' },
  { kind: 'system-address', problem: 'has-credentials' },
  { kind: 'system-address', problem: 'has-query' },
  { kind: 'system-unreachable', host },
  { kind: 'system-origin', host, origin: 'https://muster.example.com' },
  { kind: 'system-token', host, detail: 'Invalid token provided' },
  { kind: 'system-forbidden', host, detail: '' },
  { kind: 'system-path', host, path: '/api/v1/user', detail: '' },
  { kind: 'system-redirect', host },
  { kind: 'system-busy', host, retryAt: 1_790_000_000_000 },
  { kind: 'system-slow', host, seconds: 60 },
  { kind: 'system-too-large', host, limit: 4e9 },
  { kind: 'system-answer', host, cause: 'It is empty.', excerpt: '' },
  { kind: 'system-failed', host, status: 503, detail: '' },
  { kind: 'system-incomplete', host, cause: { kind: 'count', told: 2500, got: 2400 } },
  { kind: 'system-incomplete', host, cause: { kind: 'no-link', pageSize: 200 } },
  { kind: 'system-incomplete', host, cause: { kind: 'same-page' } },
  { kind: 'system-incomplete', host, cause: { kind: 'expired' } },
  { kind: 'system-incomplete', host, cause: { kind: 'no-id', records: 3 } },
  { kind: 'system-foreign-link', host, linkHost: 'evil.example.com' },
  { kind: 'sign-in-failed', cause: 'The system says no.' },
  { kind: 'passphrase-missing' },
  { kind: 'passphrase-wrong' },
  { kind: 'passphrase-short', least: 12 }
];

describe('what keeps a list from coming in', () => {
  it('has words of its own for each failure: what, why, and what to do', () => {
    const messages = ERRORS.map(errorMessage);
    const texts = messages.map(({ title, cause }) => `${title} ${cause}`);
    expect(new Set(texts).size).toBe(ERRORS.length);
    for (const { title, cause, remedy } of messages) {
      for (const sentence of [title, cause]) expect(sentence).toMatch(/[.!?”)]$/);
      expect(remedy.length).toBeGreaterThan(10);
    }
  });

  it('names the exact origin to allow, and says what an incomplete list means', () => {
    const origin = errorMessage({ kind: 'system-origin', host, origin: 'https://muster.example.com' });
    expect(origin.remedy.endsWith('https://muster.example.com')).toBe(true);
    const incomplete = errorMessage({
      kind: 'system-incomplete',
      host,
      cause: { kind: 'count', told: 2500, got: 2400 }
    });
    expect(incomplete.cause).toBe('It says that there are 2,500, but 2,400 came.');
    expect(incomplete.remedy).toContain('Nothing was imported, and nothing counts as vanished.');
  });
});
