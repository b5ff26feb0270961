import type { Attribute } from '../../../src/lib/model/attribute';
import type { GeneratedApp, GeneratedCase } from './generated-case';

/** The accounts of all apps as one app's, so that what is learnt of it covers everything that is compared. */
export function oneList({ apps }: GeneratedCase): GeneratedApp {
  const attributes = [...new Set(apps.flatMap(({ accounts }) => accounts.attributes))];
  const rows = apps.flatMap(({ accounts }) => {
    const positions = attributes.map((attribute: Attribute) => accounts.attributes.indexOf(attribute));
    return accounts.rows.map((row) => positions.map((position) => row[position] ?? ''));
  });
  return {
    name: 'all apps',
    accounts: { attributes, rows },
    owners: Int32Array.from(apps.flatMap(({ owners }) => [...owners]))
  };
}
