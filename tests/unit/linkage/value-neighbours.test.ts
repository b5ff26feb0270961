import { describe, expect, it } from 'vitest';
import { ValueNeighbours } from '../../../src/lib/linkage/retrieve/value-neighbours';
import { ValueBook } from '../../../src/lib/linkage/text/value-book';

/** Towns of users, and what an account has in their place. */
function neighboursOf(users: readonly string[], sought: string): readonly string[] {
  const book = new ValueBook();
  for (const text of users) book.count(book.add(text));
  const neighbours = new ValueNeighbours(book);
  const found = new Set<string>();
  neighbours.tell(book.add(sought), (value) => found.add(book.text(value)));
  return [...found].sort();
}

describe('neighbours of a value that nobody has', () => {
  const towns = ['newcastle', 'new castle', 'york', 'leipzig', 'yorks', 'route 66', 'route 67'];

  it('are one letter away: missing, added, another one, exchanged', () => {
    expect(neighboursOf(towns, 'newcstle')).toEqual(['newcastle']);
    expect(neighboursOf(towns, 'leipzigg')).toEqual(['leipzig']);
    expect(neighboursOf(towns, 'liepzig')).toEqual(['leipzig']);
    expect(neighboursOf(towns, 'newcaztle')).toEqual(['newcastle']);
  });

  it('may be several', () => {
    expect(neighboursOf(towns, 'yorkx')).toEqual(['york', 'yorks']);
  });

  it('are none for values with digits, short ones, and what is further away', () => {
    expect(neighboursOf(towns, 'route 68')).toEqual([]);
    expect(neighboursOf(['abc'], 'abd')).toEqual([]);
    expect(neighboursOf(towns, 'lepizgi')).toEqual([]);
  });
});
