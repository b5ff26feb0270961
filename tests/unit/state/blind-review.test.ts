import { describe, expect, it } from 'vitest';
import type { BlindPair } from '../../../src/lib/protocol/suggestion-api';
import { pressBlindKey } from '../../../src/lib/state/blind-keys';
import { BlindReview, nextUnanswered } from '../../../src/lib/state/blind-review.svelte';

const pairs = (count: number) => Array.from({ length: count }, () => ({}) as BlindPair);

describe('looking at pairs', () => {
  it('goes on to the next without an answer, around the end', () => {
    expect(nextUnanswered(['right', undefined, 'wrong', undefined], 1)).toBe(3);
    expect(nextUnanswered([undefined, 'right', 'wrong'], 2)).toBe(0);
    expect(nextUnanswered(['right', 'right'], 1)).toBe(1);
    expect(nextUnanswered([], 0)).toBe(0);
  });

  it('is done by keys alone', () => {
    const review = new BlindReview(pairs(3));
    expect(['y', 'n', 'u'].every((key) => pressBlindKey(key, review))).toBe(true);
    expect([review.verdicts, review.answered, review.wrong, review.isDone]).toEqual([
      ['right', 'wrong', 'unsure'],
      2,
      1,
      true
    ]);
    expect(pressBlindKey('j', review)).toBe(false);
  });

  it('an answer can be looked at again, and changed', () => {
    const review = new BlindReview(pairs(2));
    pressBlindKey('n', review);
    pressBlindKey('ArrowLeft', review);
    expect(review.position).toBe(0);
    pressBlindKey('y', review);
    expect([review.verdicts[0], review.wrong, review.position]).toEqual(['right', 0, 1]);
    pressBlindKey('ArrowRight', review);
    expect(review.position).toBe(1);
  });
});
