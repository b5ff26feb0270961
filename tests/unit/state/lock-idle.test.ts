import { describe, expect, it } from 'vitest';
import { IdleTime, WARN_BEFORE_MS } from '../../../src/lib/state/lock-idle';

const LIMIT = 15 * 60_000;

function idle() {
  const now = { wall: 1_000_000, steady: 500 };
  const time = new IdleTime(() => ({ ...now }));
  const pass = (wall: number, steady = wall) => {
    now.wall += wall;
    now.steady += steady;
  };
  return { time, pass };
}

describe('how long nobody has touched anything', () => {
  it('is active, warns for a minute, then locks', () => {
    const { time, pass } = idle();
    pass(LIMIT - WARN_BEFORE_MS - 1);
    expect(time.judge(LIMIT, false)).toBe('active');
    pass(1);
    expect(time.judge(LIMIT, false)).toBe('warn');
    pass(WARN_BEFORE_MS - 1);
    expect(time.judge(LIMIT, false)).toBe('warn');
    pass(1);
    expect(time.judge(LIMIT, false)).toBe('lock');
    time.touch();
    expect(time.judge(LIMIT, false)).toBe('active');
  });

  it('never locks where that was chosen', () => {
    const { time, pass } = idle();
    pass(1e12);
    expect(time.judge(undefined, false)).toBe('active');
  });

  it('counts the sleep of the device, and is not fooled by a clock that is set back', () => {
    const slept = idle();
    slept.pass(LIMIT, 1000);
    expect(slept.time.judge(LIMIT, false)).toBe('lock');
    const setBack = idle();
    setBack.pass(-1e9, LIMIT);
    expect(setBack.time.judge(LIMIT, false)).toBe('lock');
  });

  it('waits for running work, and leaves a minute after it', () => {
    const { time, pass } = idle();
    pass(3 * LIMIT);
    expect(time.judge(LIMIT, true)).toBe('active');
    expect(time.judge(LIMIT, false)).toBe('warn');
    pass(WARN_BEFORE_MS);
    expect(time.judge(LIMIT, false)).toBe('lock');
  });

  it('starts anew where somebody came back while work held it off', () => {
    const { time, pass } = idle();
    pass(3 * LIMIT);
    time.judge(LIMIT, true);
    time.touch();
    pass(LIMIT);
    expect(time.judge(LIMIT, false)).toBe('lock');
  });
});
