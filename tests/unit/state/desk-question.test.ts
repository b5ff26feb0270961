import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../../src/lib/model/flag';
import { SHOWN_SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import { readQuestion, toggled, writeQuestion } from '../../../src/lib/state/desk-question';

const NOTHING = { situations: [], statuses: [], flags: [], searchId: undefined };

describe('the question in the address', () => {
  it('reads ids behind the question mark of the fragment', () => {
    expect(
      readQuestion('#/w/1/app/2/import?situation=no-match,multiple&status=unconfirmed&flag=vanished&search=s7')
    ).toEqual({
      situations: ['no-match', 'multiple'],
      statuses: ['unconfirmed'],
      flags: ['vanished'],
      searchId: 's7'
    });
  });

  it('asks for everything where nothing is written', () => {
    expect(readQuestion('#/w/1/app/2/import')).toEqual(NOTHING);
    expect(writeQuestion(NOTHING)).toBe('');
  });

  it('leaves out what it does not know', () => {
    expect(readQuestion('#/x?situation=nonsense,exact&status=&other=1')).toMatchObject({
      situations: ['exact'],
      statuses: []
    });
  });

  it('takes no score that cannot be one', () => {
    for (const text of ['97-90', '90-101', '-5-10', '90', 'somebody', '1e1-20']) {
      expect(readQuestion(`#/x?score=${text}`).score, text).toBeUndefined();
    }
    expect(readQuestion('#/x?score=90-97&order=score')).toMatchObject({ score: { from: 90, to: 97 }, order: 'score' });
  });

  it('comes back as it was written', () => {
    const ends = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }));
    const ranges = ends.map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
    const scores = fc.oneof(ranges, fc.constant('nobody' as const));
    const questions = fc.record({
      situations: fc.subarray([...SHOWN_SITUATIONS]),
      statuses: fc.subarray([...STATUSES]),
      flags: fc.subarray([...FLAGS]),
      score: fc.option(scores, { nil: undefined }),
      order: fc.constantFrom('score' as const, undefined),
      searchId: fc.option(fc.string({ minLength: 1 }), { nil: undefined })
    });
    fc.assert(
      fc.property(questions, (question) => {
        expect(readQuestion(`#/w/1${writeQuestion(question)}`)).toEqual(question);
      })
    );
  });

  it('turns a value on, and off again', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
