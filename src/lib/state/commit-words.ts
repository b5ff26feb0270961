import type { Commit } from '../model/commit';
import { formatCount, formatCountOf, formatTenths } from './format';

/** How far a commit is, for its progress line. */
export function progressOf({ states, status }: Commit, isWorking: boolean | 'elsewhere', rate: number | undefined) {
  const over = states.done + states['already-there'] + states.failed + states['left-out'];
  const total = over + states.waiting + states.sent;
  const parts = [`${formatCount(over)} of ${formatCountOf(total, 'operation', 'operations')}`];
  if (states.failed > 0) parts.push(`${formatCount(states.failed)} failed`);
  if (rate !== undefined) parts.push(`${rate < 10 ? formatTenths(rate) : formatCount(Math.round(rate))} per second`);
  const standing = isWorking === 'elsewhere' ? 'In another tab' : 'Stopped';
  return {
    label: isWorking === true ? 'Applying' : status === 'paused' ? 'Paused' : standing,
    done: over,
    total,
    detail: parts.join(' · ')
  };
}
