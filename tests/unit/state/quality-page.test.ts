import { beforeEach, describe, expect, it } from 'vitest';
import { asId, asRow, type AppId, type RowIndex } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { BlindPair, BlindVerdict, QualityReview } from '../../../src/lib/protocol/suggestion-api';
import { QualityPage, type QualityMuster } from '../../../src/lib/state/quality-page.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));

let verdicts: (BlindVerdict | undefined)[];
let answered: [RowIndex, BlindVerdict][];
let read: ((row: RowIndex) => void)[];
let isHeld: boolean;
let muster: { isReadOnly: boolean };
let quality: QualityPage;

function review(): QualityReview {
  return {
    drawnAt: 0,
    population: 900,
    pairs: verdicts.map((verdict, place) => ({ row: asRow(10 + place), verdict })),
    answered: verdicts.filter(Boolean).length,
    wrong: 0,
    interval: undefined
  };
}

beforeEach(() => {
  verdicts = ['right', undefined, undefined];
  answered = [];
  read = [];
  isHeld = false;
  const api = {
    qualityReview: async () => ok(review()),
    drawQualitySample: async () => {
      verdicts = [undefined, undefined];
      return ok(review());
    },
    readBlindPair: async (_app: AppId, row: RowIndex) => {
      if (isHeld) await new Promise<void>((resolve) => read.push(() => resolve()));
      return ok({ account: { row } } as BlindPair);
    },
    answerBlindPair: async (_app: AppId, row: RowIndex, verdict: BlindVerdict) => {
      answered.push([row, verdict]);
      verdicts[row - 10] = verdict;
      return ok(review());
    }
  };
  muster = { isReadOnly: false };
  // Only the part that is used.
  quality = new QualityPage(Object.assign(muster, { engine: { api } }) as unknown as QualityMuster, asId<AppId>('a'));
});

describe('the quality of automatic links', () => {
  it('goes on where it was left', async () => {
    await quality.read();
    await settle();
    expect([quality.phase.status, quality.position, quality.pair?.account.row]).toEqual(['drawn', 1, 11]);
  });

  it('an answer leads to the next pair', async () => {
    await quality.read();
    await settle();
    quality.answer('wrong');
    await settle();
    expect([answered, quality.position]).toEqual([[[11, 'wrong']], 2]);
    quality.move(-1);
    await settle();
    expect([quality.position, quality.verdict]).toEqual([1, 'wrong']);
  });

  it('an answer is about the pair on the screen, not about the one that is still read', async () => {
    await quality.read();
    await settle();
    isHeld = true;
    quality.move(1);
    quality.answer('wrong');
    await settle();
    expect(answered).toEqual([]);
    read.forEach((release) => release(asRow(0)));
    await settle();
    quality.answer('unsure');
    await settle();
    expect(answered).toEqual([[12, 'unsure']]);
  });

  it('another tab writes: nothing is answered or drawn', async () => {
    muster.isReadOnly = true;
    await quality.read();
    await settle();
    quality.answer('right');
    await quality.draw(100);
    expect([answered, quality.review?.pairs.length]).toEqual([[], 3]);
  });

  it('another sample begins anew', async () => {
    await quality.read();
    await quality.draw(100);
    await settle();
    expect([quality.position, quality.review?.pairs.length]).toEqual([0, 2]);
  });
});
