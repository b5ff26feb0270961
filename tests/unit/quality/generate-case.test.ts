import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../../src/lib/model/attribute';
import { generateCase } from '../../quality/generate/generate-case';
import type { GeneratedCase, GeneratedList } from '../../quality/generate/generated-case';
import { nameParts, USERNAME_PATTERNS } from '../../quality/generate/username-patterns';

const OPTIONS = { users: 1500, seed: 5, corruption: 0.5 };

function column({ attributes, rows }: GeneratedList, attribute: Attribute): readonly string[] {
  return rows.map((row) => row[attributes.indexOf(attribute)]);
}

function app(made: GeneratedCase, name: string) {
  const found = made.apps.find((entry) => entry.name === name);
  if (!found) throw new Error(`No app ${name}.`);
  return found;
}

/** Share of owned accounts whose cell is the owner's. */
function shareSame(made: GeneratedCase, name: string, attribute: Attribute): number {
  const { accounts, owners } = app(made, name);
  const [mine, theirs] = [column(accounts, attribute), column(made.users, attribute)];
  const owned = [...owners.keys()].filter((row) => owners[row] >= 0 && mine[row] !== '');
  return owned.filter((row) => mine[row].toLowerCase() === theirs[owners[row]].toLowerCase()).length / owned.length;
}

describe('a generated case', () => {
  it('is the same for the same options, and another for another seed', () => {
    const first = JSON.stringify(generateCase(OPTIONS));
    expect(JSON.stringify(generateCase(OPTIONS))).toBe(first);
    expect(JSON.stringify(generateCase({ ...OPTIONS, seed: 6 }))).not.toBe(first);
  });

  it('has as many users as asked for, each with a username of their own', () => {
    const { users } = generateCase(OPTIONS);
    expect(users.rows).toHaveLength(1500);
    expect(new Set(column(users, 'userName')).size).toBe(1500);
  });

  it('leaves 5 to 30 of 100 accounts without an owner, and names existing rows as owners', () => {
    for (const { owners, accounts } of generateCase(OPTIONS).apps) {
      expect(owners).toHaveLength(accounts.rows.length);
      expect([...owners].every((owner) => owner >= -1 && owner < 1500)).toBe(true);
      const share = [...owners].filter((owner) => owner < 0).length / owners.length;
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.32);
    }
  });

  it('has namesakes, and accounts of people who left under an address that a user has now', () => {
    const made = generateCase({ ...OPTIONS, users: 6000 });
    const names = column(made.users, 'displayName');
    expect(names.length - new Set(names).size).toBeGreaterThan(60);
    const taken = new Set(column(made.users, 'email'));
    const inherited = made.apps.flatMap(({ accounts, owners }) =>
      column(accounts, 'email').filter((mail, row) => owners[row] < 0 && taken.has((mail ?? '').toLowerCase()))
    );
    expect(inherited.length).toBeGreaterThan(0);
  });

  it('has clean lists at corruption 0 and dirtier ones the higher it is', () => {
    const at = (corruption: number) => shareSame(generateCase({ ...OPTIONS, corruption }), 'rich export', 'email');
    const [clean, dirty, dirtier] = [at(0), at(0.5), at(1)];
    expect(clean).toBe(1);
    expect(dirty).toBeLessThan(0.9);
    expect(dirtier).toBeLessThan(dirty - 0.1);
  });

  it('gives every username of an app once', () => {
    const names = column(app(generateCase(OPTIONS), 'username and mail').accounts, 'userName');
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('username patterns', () => {
  it('are more than 20, all different for one person', () => {
    const parts = { ...nameParts(['Anna', 'Maria'], ['Lindqvist', 'Berg']), short: 'annie', digits: '4711' };
    const made = USERNAME_PATTERNS.map((pattern) => pattern({ ...parts, employeeNumber: '0012345' }));
    expect(new Set(made).size).toBe(made.length);
    expect(made.length).toBeGreaterThan(20);
    expect(made).toEqual(expect.arrayContaining(['anna.lindqvist', 'alindqvist', 'lindqan', 'al4711', 'e12345']));
  });
});
