import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNT_OF_NOBODY, COUNT_OF_SURE, SCORE_BINS } from '../../../src/lib/model/score-range';
import {
  binsOf,
  formatBits,
  formatPercent,
  intervalWords,
  isSameFilter,
  presetCount,
  rangeOfBins,
  SCORE_PRESETS,
  scoreFilterWords
} from '../../../src/lib/state/score-words';

describe('the words of scores', () => {
  it.each([
    [0, '< 1 %'],
    [0.0099, '< 1 %'],
    [0.01, '1 %'],
    [0.29, '29 %'],
    [0.9799, '97 %'],
    [0.98, '98 %'],
    [0.9999, '99 %'],
    [1, '99 %']
  ])('%d is shown as %s, never surer than it is', (probability, words) => {
    expect(formatPercent(probability)).toBe(words);
  });

  it('does not make an interval narrower by rounding', () => {
    expect(intervalWords({ low: 0, high: 0.00649 })).toBe('between 0.0\u00a0% and 0.7\u00a0%, 95\u00a0% sure');
    expect(intervalWords({ low: 0.01299, high: 0.9999 })).toBe('between 1.2\u00a0% and 100.0\u00a0%, 95\u00a0% sure');
  });

  it('has a sign before every weight', () => {
    expect([formatBits(3.44), formatBits(-1.2), formatBits(0)]).toEqual(['+3.4', '−1.2', '+0.0']);
  });

  it('says what is asked for', () => {
    expect(SCORE_PRESETS.map(({ filter }) => scoreFilterWords(filter))).toEqual([
      '98 % and more',
      '90 to 97 %',
      '70 to 89 %',
      '69 % and less',
      'nobody found'
    ]);
  });

  it('knows a filter again', () => {
    expect(isSameFilter({ from: 1, to: 2 }, { from: 1, to: 2 })).toBe(true);
    expect(isSameFilter({ from: 1, to: 2 }, 'nobody')).toBe(false);
    expect(isSameFilter(undefined, undefined)).toBe(true);
  });
});

describe('bins and ranges', () => {
  it('a range of bins reaches into those bins only', () => {
    const bin = fc.integer({ min: 0, max: SCORE_BINS - 1 });
    fc.assert(
      fc.property(bin, bin, (one, other) => {
        const { start, end } = binsOf(rangeOfBins(one, other));
        expect([start, end - 1]).toEqual([Math.min(one, other), Math.max(one, other)]);
      })
    );
  });

  it('the presets share all accounts among them', () => {
    const counts = fc.array(fc.nat(50), { minLength: SCORE_BINS, maxLength: SCORE_BINS });
    fc.assert(
      fc.property(counts, fc.nat(50), fc.nat(50), (bins, nobody, sure) => {
        const all = [...bins];
        all[COUNT_OF_NOBODY] = nobody;
        all[COUNT_OF_SURE] = Math.min(sure, bins[SCORE_BINS - 1]);
        const sum = SCORE_PRESETS.reduce((total, preset) => total + presetCount(preset, all), 0);
        expect(sum).toBe(bins.reduce((total, count) => total + count, nobody));
        expect(presetCount(SCORE_PRESETS[0], all)).toBe(all[COUNT_OF_SURE]);
      })
    );
  });
});
