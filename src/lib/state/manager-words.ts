import type { ManagerTally } from '../model/manager-tally';
import { formatCount, formatCountOf } from './format';

/** "Managers: 1,204 found, 3 are nobody here, 1 may be several people". */
export function managerSentence({ found, nobody, several, inCircles }: ManagerTally): string {
  const parts = [
    `${formatCount(found)} found`,
    ...(nobody > 0 ? [formatCountOf(nobody, 'is nobody here', 'are nobody here')] : []),
    ...(several > 0 ? [`${formatCount(several)} may be several people`] : []),
    ...(inCircles > 0 ? [formatCountOf(inCircles, 'leads back to itself', 'lead back to themselves')] : [])
  ];
  return `Managers: ${parts.join(', ')}.`;
}
