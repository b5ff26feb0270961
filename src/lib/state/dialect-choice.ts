import type { DialectChoice } from '../protocol/import-api';

/** A choice with a change put over it. What was chosen for one sheet, or one file of an archive, says nothing of another. */
export function withChange(choice: DialectChoice, change: DialectChoice): DialectChoice {
  if ('member' in change) return change;
  if (!('sheet' in change)) return { ...choice, ...change };
  return { ...(choice.member === undefined ? {} : { member: choice.member }), ...change };
}
