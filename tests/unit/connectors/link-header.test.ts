import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { linksOf } from '../../../src/lib/connectors/link-header';

const BASE = 'https://api.example/v1/users?limit=2';
const next = (header: string) => linksOf(header, BASE).get('next');

describe('a Link header', () => {
  it.each([
    ['<https://api.example/a>; rel="next"', 'https://api.example/a'],
    ['<https://api.example/a>;rel=next', 'https://api.example/a'],
    ['<https://api.example/a> ; title="x, y; rel=z" ; REL = "NEXT"', 'https://api.example/a'],
    [
      '<https://api.example/s>; rel="self", <https://api.example/a?after=1,2>; rel="next"',
      'https://api.example/a?after=1,2'
    ],
    ['<https://api.example/s?b=3,4>; rel="self",<https://api.example/a>; rel="next"', 'https://api.example/a'],
    ['<?page=2>; rel="next last"', 'https://api.example/v1/users?page=2'],
    ['</v2>; rel="prev next", <https://api.example/b>; rel=next', 'https://api.example/v2'],
    ['<https://api.example/a>; title="it says \\"rel\\", so"; rel="next"', 'https://api.example/a']
  ])('%s has its next', (header, expected) => expect(next(header)).toBe(expected));

  it.each([
    '',
    'nonsense',
    '<https://api.example/a>; rel="prev"',
    '<https://api.example/a>',
    '<https://api.example/a; rel="next"',
    '<http://[>; rel="next"',
    '<https://api.example/a>; rel="nextish"',
    '<https://api.example/a>; title="rel=next"'
  ])('%j has none', (header) => expect(next(header)).toBeUndefined());
});

test('any links are found again, whatever commas stand in them', () => {
  const target = fc.stringMatching(/^[a-z0-9,;=?&"]{1,12}$/).map((text) => new URL(`/${text}`, BASE).href);
  const relation = fc.constantFrom('next', 'prev', 'first', 'last', 'self');
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(relation, target), { selector: ([name]) => name }), (links) => {
      const header = links.map(([name, href]) => `<${href}>; title="a, <b>; c"; rel="${name}"`).join(', ');
      expect([...linksOf(header, BASE)]).toEqual(links);
    })
  );
});
