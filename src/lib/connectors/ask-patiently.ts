import { ask, type Ask, type AskRules, type JsonAnswer } from './ask';
import { RateLimited } from './refusal';
import { backoffMs } from './retry-time';
import { SystemFailure } from './system-failure';

export interface Patience extends AskRules {
  /** Resolves when that time has come; rejects with the signal. */
  readonly waitUntil: (time: number, because: 'rate-limit' | 'retry') => Promise<void>;
  readonly random: () => number;
  /** What could be done without is asked again only where it is there. */
  readonly isOptional: boolean;
}

/** Asks until there is an answer: waits where the system says so, and tries again what may pass. */
export async function askPatiently(question: Ask, patience: Patience): Promise<JsonAnswer> {
  const { limits } = patience;
  for (let waits = 0, failures = 0; ;) {
    try {
      return await ask(question, patience);
    } catch (cause) {
      if (cause instanceof RateLimited) {
        await waitAsTold(cause, waits++, question, patience);
      } else if (cause instanceof SystemFailure && isWorthwhile(cause, patience) && failures < limits.retries) {
        const pause = backoffMs(failures++, limits.backoffMs, patience.random);
        await patience.waitUntil(Date.now() + pause, 'retry');
      } else throw cause;
    }
  }
}

function isWorthwhile({ isPassing, error }: SystemFailure, { isOptional }: Patience): boolean {
  return isPassing && !(isOptional && error.kind === 'system-origin');
}

/** Throws a SystemFailure when that would be too long, or was asked for too often. */
export async function waitAsTold(
  limited: RateLimited,
  waits: number,
  { base }: Ask,
  patience: Patience
): Promise<void> {
  const { limits, random } = patience;
  const now = Date.now();
  const told = limited.retryAt ?? now;
  // Told no time, or to come back at once, it is asked ever more seldom.
  const pause = backoffMs(told > now ? 0 : waits, limits.backoffMs, random);
  const retryAt = Math.max(told, limited.retryAt === undefined ? now + limits.backoffMs : now) + pause;
  if (waits >= limits.mostWaits || told - now > limits.longestWaitMs) {
    throw new SystemFailure({ kind: 'system-busy', host: new URL(base).host, retryAt });
  }
  await patience.waitUntil(retryAt, 'rate-limit');
}
