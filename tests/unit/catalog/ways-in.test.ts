import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CATALOG } from '../../../src/lib/catalog/catalog';
import { EXPORTS } from '../../fixtures/exports/exports';
import { connectorTest, waysIn } from '../../fixtures/exports/ways-in';

it('the page of ways in says what the catalog and the fixtures say', async () => {
  await expect(waysIn(CATALOG)).toMatchFileSnapshot('../../../docs/ways-in.md');
});

it.each(CATALOG.map((entry) => ({ name: entry.name, entry })))('$name has a way in that a test shows', ({ entry }) => {
  expect(EXPORTS.some(({ catalogId }) => catalogId === entry.id)).toBe(true);
  const tests = entry.connection ? [connectorTest(entry.connection.connectorId)] : [];
  expect(tests.filter((file) => !existsSync(file))).toEqual([]);
});
