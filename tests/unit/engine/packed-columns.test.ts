import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createDecisionColumns,
  gatherDecisions,
  packDecisionColumns,
  restoreDecisions,
  unpackDecisionColumns,
  type DecisionColumns
} from '../../../src/lib/engine/decision-columns';
import {
  createMatchColumns,
  packMatchColumns,
  unpackMatchColumns,
  type MatchColumns
} from '../../../src/lib/engine/match-columns';
import { packWords, unpackWords } from '../../../src/lib/engine/packed-words';
import { plainDecisions, plainMatches } from '../../fixtures/format-2';

const LARGEST = 0xffffffff;
const byte = fc.oneof(fc.constantFrom(0, 1), fc.nat(255));
const reference = fc.oneof(fc.constantFrom(-1, 0), fc.integer({ min: -1, max: 5_000_000 }));
const step = fc.oneof(fc.constantFrom(0, 7), fc.nat(LARGEST));

const decision = fc.tuple(reference, step, byte, byte, byte, byte);
const match = fc.tuple(reference, byte, byte, byte, byte);

function decisionColumns(rows: readonly (readonly number[])[]): DecisionColumns {
  const columns = createDecisionColumns(rows.length);
  const { user, step: steps, status, decision: made, origin, flags } = columns;
  rows.forEach((values, row) => [user, steps, status, made, origin, flags].forEach((c, i) => (c[row] = values[i])));
  return columns;
}

function matchColumns(rows: readonly (readonly number[])[]): MatchColumns {
  const columns = createMatchColumns(rows.length);
  const { candidate, situation, rule, candidateCount, flags } = columns;
  rows.forEach((values, row) =>
    [candidate, situation, rule, candidateCount, flags].forEach((c, i) => (c[row] = values[i]))
  );
  return columns;
}

function rowsOf(columns: DecisionColumns | MatchColumns): number[][] {
  const all: (Int32Array | Uint32Array | Uint8Array)[] = Object.values(columns);
  return Array.from(all[0], (_, row) => all.map((column) => column[row]));
}

const NOTHING = [-1, 0, 0, 0, 0, 0];

test('words come back as they went in, however many are alike', () => {
  const words = fc
    .array(fc.nat(LARGEST), { minLength: 1, maxLength: 40 })
    .chain((values) => fc.array(fc.constantFrom(...values, LARGEST), { maxLength: 300 }));
  fc.assert(
    fc.property(words, (values) => {
      const packed = packWords(Uint32Array.from(values));
      expect([...unpackWords(packed, values.length)]).toEqual(values);
    })
  );
});

test.each([
  { values: 1, words: 2 },
  { values: 2, words: 2 + 2 + 1000 / 32 },
  { values: 4, words: 2 + 4 + 1000 / 16 },
  { values: 5, words: 2 + 5 + 1000 / 8 },
  { values: 16, words: 2 + 16 + 1000 / 8 },
  { values: 17, words: 1 + 1000 }
])('a thousand rows of $values values take $words words', ({ values, words }) => {
  const packed = packWords(Uint32Array.from({ length: 1000 }, (_, row) => LARGEST - (row % values)));
  expect(packed).toHaveLength(Math.ceil(words));
});

test('decisions come back to where they stood, and nothing beside them changes', () => {
  const cut = fc.record({ rows: fc.array(decision, { maxLength: 80 }), start: fc.nat(80), length: fc.nat(80) });
  fc.assert(
    fc.property(cut, ({ rows, start, length }) => {
      const end = Math.min(start + length, rows.length);
      const from = Math.min(start, end);
      const part = packDecisionColumns(decisionColumns(rows), from, end);
      const target = createDecisionColumns(rows.length);
      unpackDecisionColumns(target, from, part, end - from);
      expect(rowsOf(target)).toEqual(rows.map((row, i) => (i >= from && i < end ? row : NOTHING)));
    })
  );
});

test('matches come back to where they stood', () => {
  fc.assert(
    fc.property(fc.array(match, { maxLength: 80 }), fc.nat(5), (rows, before) => {
      const part = packMatchColumns(matchColumns(rows), 0, rows.length);
      const target = createMatchColumns(before + rows.length);
      unpackMatchColumns(target, before, part, rows.length);
      expect(rowsOf(target).slice(before)).toEqual(rows);
    })
  );
});

test('what format 2 stored is read as before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(decision, match), { maxLength: 40 }), (rows) => {
      const decided = rows.map(([of]) => of);
      const matched = rows.map(([, of]) => of);
      const decisions = createDecisionColumns(rows.length);
      unpackDecisionColumns(decisions, 0, plainDecisions(decisionColumns(decided)), rows.length);
      expect(rowsOf(decisions)).toEqual(decided);
      const matches = createMatchColumns(rows.length);
      unpackMatchColumns(matches, 0, plainMatches(matchColumns(matched)), rows.length);
      expect(rowsOf(matches)).toEqual(matched);
      const image = createDecisionColumns(rows.length);
      restoreDecisions(image, Uint32Array.from(rows.keys()), plainDecisions(decisionColumns(decided)));
      expect(rowsOf(image)).toEqual(decided);
    })
  );
});

test('an image puts back the rows that it was gathered from, and only those', () => {
  const change = fc
    .array(fc.tuple(decision, decision, fc.boolean()), { maxLength: 60 })
    .map((rows) => rows.map(([before, after, isNamed]) => ({ before, after, isNamed })));
  fc.assert(
    fc.property(change, (rows) => {
      const named = Uint32Array.from(rows.keys()).filter((row) => rows[row].isNamed);
      const image = gatherDecisions(decisionColumns(rows.map(({ before }) => before)), named);
      const live = decisionColumns(rows.map(({ after }) => after));
      restoreDecisions(live, named, image);
      expect(rowsOf(live)).toEqual(rows.map(({ before, after, isNamed }) => (isNamed ? before : after)));
    })
  );
});
