import { describe, expect, it } from 'vitest';
import { GOALS, type QualityFigures, qualityTable, verdict } from '../../quality/quality-figures';

const REACHED: QualityFigures = {
  febrl4: { f1: 0.9999, wrong: 0 },
  febrl4NameSuburb: { top1: 95, top5: 98 },
  febrl3: { f1: 0.9998 },
  fake1000: { f1: 0.955 },
  accounts: { top1: 83, top5: 91 },
  autoLink: { precisionLower: 0.999, coverage: 0.5 },
  candidates: { recall: 0.997 },
  speed: { pairsPerSecond: 1e6, accountsPerSecond: 20_000 },
  calibration: { ece: 0.03, shareRightAbove90: 0.9 }
};

/** The first number of every figure a little worse, then the second. */
const MISSED: readonly QualityFigures[] = [
  {
    febrl4: { f1: 0.9998, wrong: 0 },
    febrl4NameSuburb: { top1: 94.9, top5: 98 },
    febrl3: { f1: 0.9997 },
    fake1000: { f1: 0.9549 },
    accounts: { top1: 82.9, top5: 91 },
    autoLink: { precisionLower: 0.9989, coverage: 0.5 },
    candidates: { recall: 0.9969 },
    speed: { pairsPerSecond: 999_999, accountsPerSecond: 20_000 },
    calibration: { ece: 0.0301, shareRightAbove90: 0.9 }
  },
  {
    ...REACHED,
    febrl4: { f1: 0.9999, wrong: 1 },
    febrl4NameSuburb: { top1: 95, top5: 97.9 },
    accounts: { top1: 83, top5: 90.9 },
    autoLink: { precisionLower: 0.999, coverage: 0.499 },
    speed: { pairsPerSecond: 1e6, accountsPerSecond: 19_999 },
    calibration: { ece: 0.03, shareRightAbove90: 0.899 }
  }
];

describe('what is to be reached', () => {
  it('is reached exactly at the limit', () => {
    expect(GOALS.filter((goal) => verdict(goal, REACHED) !== 'reached')).toEqual([]);
  });

  it('is missed below it, by either number', () => {
    expect(GOALS.filter((goal) => verdict(goal, MISSED[0]) !== 'missed')).toEqual([]);
    const bySecond = GOALS.filter((goal) => verdict(goal, MISSED[1]) === 'missed').map(({ key }) => key);
    expect(bySecond).toEqual(['febrl4', 'febrl4NameSuburb', 'accounts', 'autoLink', 'speed', 'calibration']);
  });

  it('is not measured where the set is not there, and says so', () => {
    const without = { ...REACHED, febrl3: undefined };
    const row = qualityTable(without).find(([title]) => title.startsWith('FEBRL3'));
    expect(row).toEqual([expect.any(String), '–', '≥ .9998', 'not measured']);
  });

  it('stands in the table as people read it', () => {
    const cells = new Map(qualityTable(REACHED).map(([title, today]) => [title, today]));
    expect([...cells.values()]).toEqual([
      'today',
      '0.9999, 0 wrong',
      '95.0 / 98.0',
      '0.9998',
      '0.9550',
      '83.0 / 91.0',
      '0.9990 / 50.0 %',
      '99.70 %',
      '1.00 M / 20,000',
      '0.0300 / 90.0 %'
    ]);
  });
});
