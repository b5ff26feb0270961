import { expect, it } from 'vitest';
import { quotedParts } from '../../../src/lib/state/quoted-parts';

it('leaves a sentence without quotation marks as it is', () => {
  expect(quotedParts('Nothing to change.')).toEqual({ before: 'Nothing to change.', quoted: '', after: '' });
});

it('tells what is quoted from the words around it', () => {
  expect(quotedParts('“people.csv” cannot be read yet.')).toEqual({
    before: '“',
    quoted: 'people.csv',
    after: '” cannot be read yet.'
  });
});

it.each(['a”b', '“a”', 'a” and “b', '“', '”', 'a\nb'])('keeps all of %j within the quoted part', (name) => {
  const { before, quoted, after } = quotedParts(`File “${name}” into Zendesk`);
  expect([before, quoted, after]).toEqual(['File “', name, '” into Zendesk']);
});

it('takes all that follows for quoted where the end is missing', () => {
  expect(quotedParts('It says “no')).toEqual({ before: 'It says “', quoted: 'no', after: '' });
  expect(quotedParts('a” says “no')).toEqual({ before: 'a” says “', quoted: 'no', after: '' });
});
