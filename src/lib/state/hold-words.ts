import type { HoldCause, HoldKind } from '../model/hold-cause';
import { formatCount, formatCountOf, formatTenths } from './format';

/** Name of a safeguard. */
export const HOLD_TITLE: Record<HoldKind, string> = {
  'max-creates': 'Too many new accounts',
  'max-deletes': 'Too many vanished accounts',
  disappearing: 'Too many linked accounts vanished',
  shrunken: 'The source has shrunk'
};

/** Why a safeguard holds an import, with the exact numbers. */
export function holdSentence(cause: HoldCause): string {
  switch (cause.kind) {
    case 'max-creates':
      return `${accounts(cause.count)} would be created; at most ${formatCount(cause.limit)} may be.`;
    case 'max-deletes':
      return `${accounts(cause.count)} would be marked as vanished; at most ${formatCount(cause.limit)} may be.`;
    case 'disappearing': {
      const share = (100 * cause.count) / Math.max(1, cause.linked);
      const of = `${formatCount(cause.count)} of ${formatCountOf(cause.linked, 'linked account', 'linked accounts')}`;
      return `${of} would vanish, ${percent(share)}; at most ${percent(cause.percent)} may.`;
    }
    case 'shrunken':
      if (cause.now === 0) return `The source has no rows; the list has ${formatCount(cause.before)}.`;
      return `The source has ${formatCountOf(cause.now, 'row', 'rows')}; the list has ${formatCount(cause.before)}, of which ${formatCount(cause.count)} would vanish.`;
  }
}

/** Never rounded to the limit that was passed: 20.04 % is told as 20.1 %. */
function percent(share: number): string {
  return `${formatTenths(Math.ceil(share * 10 - 1e-9) / 10)} %`;
}

function accounts(count: number): string {
  return formatCountOf(count, 'account', 'accounts');
}
