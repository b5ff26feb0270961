import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { CATALOG } from '../../../src/lib/catalog/catalog';
import { EXPORTS } from '../../fixtures/exports/exports';
import { measureExport, RIGHT_SHARE } from '../../bench/connectors/measure-mapping';

const FOLDER = new URL('../../fixtures/exports/', import.meta.url);

describe.each(CATALOG.map(({ id, name }) => ({ id, name })))('$name', ({ id }) => {
  const own = EXPORTS.filter(({ catalogId }) => catalogId === id);

  it('has a fixture for every file that is known', () => {
    expect(own.length).toBeGreaterThan(0);
    const files = readdirSync(new URL(`${id}/`, FOLDER));
    expect(own.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  });

  it.each(own.map((truth) => ({ truth, file: truth.file })))('$file comes in as it should', async ({ truth }) => {
    const { columns, right, wrongSilent, wrongShown, faults } = await measureExport(truth);
    expect({ wrongSilent, faults }).toEqual({ wrongSilent: [], faults: [] });
    expect(right / columns, wrongShown.join(', ')).toBeGreaterThanOrEqual(RIGHT_SHARE);
  });
});

test('every export of the catalog has a fixture that is named so', () => {
  const named = new Set(EXPORTS.map(({ recognized }) => recognized));
  const exports = CATALOG.flatMap(({ name, exports: forms }) => forms.map((form) => `${name}, ${form.name}`));
  expect(exports.filter((name) => !named.has(name))).toEqual([]);
});
