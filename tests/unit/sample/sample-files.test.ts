import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { sampleFiles } from '../../../src/lib/sample/sample-files';

type Row = Readonly<Record<string, string>>;

const files = sampleFiles(1);
const users = parse(files.users.text);
const [support = [], sales = []] = files.apps.map((app) => parse(app.text));

function parse(text: string): readonly Row[] {
  const { data, errors } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

function column(rows: readonly Row[], name: string): readonly string[] {
  return rows.map((row) => row[name] ?? '');
}

function repeated(values: readonly string[]): number {
  const filled = values.filter(Boolean);
  return filled.length - new Set(filled).size;
}

function grouped(rows: readonly Row[], key: (row: Row) => string): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  groups.delete('');
  return [...groups.values()];
}

function folded(text: string): string {
  return text.normalize('NFKC').replaceAll('\u200b', '').trim().toLowerCase();
}

describe('the sample', () => {
  test('is the same for the same seed and another for another', () => {
    expect(sampleFiles(1)).toEqual(files);
    expect(sampleFiles(2).users.text).not.toBe(files.users.text);
  });

  test('has 10,000 users and the accounts of two apps', () => {
    expect(users).toHaveLength(10_000);
    expect(files.apps.map(({ name }) => name)).toEqual(['Zendesk', 'Salesforce']);
    expect(support).toHaveLength(6200);
    expect(sales).toHaveLength(3400);
  });

  test('tells every row apart by its id', () => {
    expect(repeated(column(users, 'External Id'))).toBe(0);
    expect(repeated(column(users, 'User Name'))).toBe(0);
    expect(repeated(column(support, 'id'))).toBe(0);
    expect(repeated(column(sales, 'Id'))).toBe(0);
  });

  test('writes no address outside the reserved .example', () => {
    const texts = [files.users.text, ...files.apps.map((app) => app.text)].join('');
    const domains = new Set([...texts.matchAll(/@([\w.-]+)/g)].map((match) => (match[1] ?? '').toLowerCase()));
    expect([...domains].filter((domain) => !domain.endsWith('.example'))).toEqual([]);
  });
});

describe('its directory', () => {
  test('has names of many scripts', () => {
    const names = column(users, 'Display Name').join('');
    for (const script of ['Cyrillic', 'Greek', 'Han', 'Hangul', 'Hebrew', 'Arabic', 'Devanagari', 'Hiragana']) {
      expect(names, script).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    expect(users.filter((row) => /[^\p{ASCII}]/u.test(row['Last Name'] ?? '')).length).toBeGreaterThan(1000);
  });

  test('has 40 addresses that went from somebody who left to somebody new', () => {
    const shared = grouped(users, (row) => row['Work Email'] ?? '').filter((group) => group.length > 1);
    expect(shared).toHaveLength(40);
    for (const group of shared) expect(column(group, 'Active').toSorted()).toEqual(['false', 'true']);
  });

  test('has namesakes in two offices of the same name', () => {
    const groups = grouped(users, (row) => `${row['First Name']} ${row['Last Name']}`);
    const pairs = groups.filter(
      (group) => column(group, 'Office').filter((office) => office === 'Newcastle').length > 1
    );
    expect(pairs.length).toBeGreaterThanOrEqual(10);
  });

  test('has service accounts without a person and some deactivated users', () => {
    expect(users.filter((row) => row['User Type'] === 'Service')).toHaveLength(120);
    const deactivated = users.filter((row) => row['Active'] === 'false').length;
    expect(deactivated).toBeGreaterThan(400);
    expect(deactivated).toBeLessThan(800);
  });
});

describe('its apps', () => {
  const mailboxes = new Set(column(users, 'Work Email').map(folded).filter(Boolean));
  const known = (row: Row, name: string) => mailboxes.has(folded(row[name] ?? ''));

  test('share most addresses with the directory, but not all', () => {
    const share = support.filter((row) => known(row, 'email')).length / support.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.8);
  });

  test('have addresses in other letter case and with stray blanks', () => {
    const emails = column(support, 'email');
    expect(emails.filter((email) => email !== email.toLowerCase()).length).toBeGreaterThan(300);
    expect(emails.filter((email) => email !== email.trim() || email.includes('\u200b')).length).toBeGreaterThan(100);
  });

  test('have people under the old mail domain, outsiders and shared mailboxes', () => {
    const emails = column(support, 'email').map(folded);
    expect(emails.filter((email) => email.endsWith('@alder-old.example')).length).toBeGreaterThan(400);
    expect(emails.filter((email) => !/@alder(-old)?\.example$/.test(email)).length).toBeGreaterThan(300);
    expect(emails.filter((email) => /^(support|info|jobs)\d*@/.test(email)).length).toBeGreaterThan(3);
  });

  test('list some people twice', () => {
    expect(repeated(column(support, 'email').map(folded))).toBeGreaterThan(20);
  });
});
