import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHOWN_SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import { readQuestion, toggled, writeQuestion } from '../../../src/lib/state/desk-question';

describe('the question in the address', () => {
  it('reads ids behind the question mark of the fragment', () => {
    expect(readQuestion('#/w/1/app/2/import?situation=no-match,multiple&status=unconfirmed&search=s7')).toEqual({
      situations: ['no-match', 'multiple'],
      statuses: ['unconfirmed'],
      searchId: 's7'
    });
  });

  it('asks for everything where nothing is written', () => {
    expect(readQuestion('#/w/1/app/2/import')).toEqual({ situations: [], statuses: [], searchId: undefined });
    expect(writeQuestion({ situations: [], statuses: [], searchId: undefined })).toBe('');
  });

  it('leaves out what it does not know', () => {
    expect(readQuestion('#/x?situation=nonsense,exact&status=&other=1')).toMatchObject({
      situations: ['exact'],
      statuses: []
    });
  });

  it('comes back as it was written', () => {
    const questions = fc.record({
      situations: fc.subarray([...SHOWN_SITUATIONS]),
      statuses: fc.subarray([...STATUSES]),
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
