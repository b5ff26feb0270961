import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PausableClock } from '../../../src/lib/connectors/pausable-clock';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(work: Promise<void>): { state: string } {
  const seen = { state: 'waiting' };
  work.then(
    () => (seen.state = 'passed'),
    () => (seen.state = 'aborted')
  );
  return seen;
}

const never = new AbortController().signal;

test('passes when the time has come, not before', async () => {
  const seen = watched(new PausableClock().passed(Date.now() + 5000, never));
  await vi.advanceTimersByTimeAsync(4990);
  expect(seen.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(20);
  expect(seen.state).toBe('passed');
});

test('a device that slept goes on at once', async () => {
  const seen = watched(new PausableClock().passed(Date.now() + 600_000, never));
  await vi.advanceTimersByTimeAsync(1000);
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(1001);
  expect(seen.state).toBe('passed');
});

test('a clock that is set back does not make it longer', async () => {
  const seen = watched(new PausableClock().passed(Date.now() + 5000, never));
  await vi.advanceTimersByTimeAsync(1000);
  vi.setSystemTime(Date.now() - 3_600_000);
  await vi.advanceTimersByTimeAsync(4100);
  expect(seen.state).toBe('passed');
});

test('paused, it waits beyond the time; resumed, it goes on', async () => {
  const clock = new PausableClock();
  clock.setPaused(true);
  clock.setPaused(true);
  const seen = watched(clock.passed(Date.now() + 1000, never));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen.state).toBe('waiting');
  clock.setPaused(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(seen.state).toBe('passed');
});

test('given up while waiting and while paused', async () => {
  for (const isPaused of [false, true]) {
    const clock = new PausableClock();
    clock.setPaused(isPaused);
    const controller = new AbortController();
    const seen = watched(clock.passed(Date.now() + (isPaused ? 0 : 60_000), controller.signal));
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.state).toBe('aborted');
    expect(vi.getTimerCount()).toBe(0);
  }
});
