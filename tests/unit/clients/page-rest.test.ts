import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageRest } from '../../../src/lib/clients/page-rest';

/** The window, as far as it is listened to. */
const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('comes when nobody has touched the page for so long', async () => {
  let isResting = false;
  void pageRest(100).then(() => (isResting = true));
  for (const name of ['pointerdown', 'keydown', 'wheel']) {
    await vi.advanceTimersByTimeAsync(80);
    page.dispatchEvent(new Event(name));
  }
  await vi.advanceTimersByTimeAsync(80);
  expect(isResting).toBe(false);
  await vi.advanceTimersByTimeAsync(40);
  expect(isResting).toBe(true);
});
