import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** How many requirements of level 1 or 2 each section of ASVS 5.0 has; they come first in their section. */
const SECTIONS: Readonly<Record<string, number>> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
  ...{ '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4 },
  ...{ '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 }
};
const ALL = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, i) => `${section}.${i + 1}`)
);

const text = readFileSync('docs/asvs.md', 'utf8');
const rows = text
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, numbers = '']) => /^\d/.test(numbers));

/** `1.2.6–1.2.8, 1.3.1` as single numbers, in the standard's order. */
function expand(numbers: string): readonly string[] {
  return numbers.split(', ').flatMap((range) => {
    const [first = '', last = first] = range.split('–');
    return ALL.slice(ALL.indexOf(first), ALL.indexOf(last) + 1);
  });
}

test('every requirement of levels 1 and 2 is answered once', () => {
  const answered = rows.flatMap(([, numbers = '']) => expand(numbers));
  expect(ALL).toHaveLength(253);
  expect(answered.toSorted()).toEqual(ALL.toSorted());
});

test('each is met, not applicable or an exception', () => {
  const states = new Set(rows.map(([, , state]) => state));
  expect([...states].toSorted()).toEqual(['exception', 'met', 'met by the host', 'not applicable']);
});

test('every file that is named is there', () => {
  const files = [...text.matchAll(/`((?:tests|src)\/[^`]+)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(40);
  expect([...new Set(files)].filter((file) => !existsSync(file))).toEqual([]);
});
