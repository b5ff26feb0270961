import { describe, expect, test } from 'vitest';
import { OPERATION_KINDS, type OperationKind } from '../../../../src/lib/model/plan-operation';
import { DEFAULT_SAFEGUARDS } from '../../../../src/lib/model/synchronization';
import type { ReportedApp, ReportFacts } from '../../../../src/lib/plan/report/report-facts';
import { reportHtml } from '../../../../src/lib/plan/report/report-html';
import { NAUGHTY } from '../naughty-strings';

function counts(part: Partial<Record<OperationKind, number>>): Record<OperationKind, number> {
  return { ...Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])), ...part } as Record<OperationKind, number>;
}

function app(name: string, text: string): ReportedApp {
  return {
    name,
    accountCount: 1204,
    situations: { 'no-match': 1, partial: 2, exact: 1198, multiple: 3, 'manually-linked': 0 },
    statuses: { unconfirmed: 4, confirmed: 1200, ignored: 0, cleared: 7, committed: 0 },
    decisions: [{ decision: 'link', byRule: 1100, byPerson: 60, inBulk: 40 }],
    rules: [{ name: text, verdict: 'exact', isEnabled: true, pairs: [text], decided: 1198 }],
    isCaseSensitive: false,
    isMatchStale: true,
    safeguards: DEFAULT_SAFEGUARDS,
    allowed: [{ fileName: text, at: 0, reason: text }],
    exceptions: [{ kind: 'conflict', count: 70, rows: [[text, text, text, text]] }],
    notes: [{ at: 0, note: text, rowCount: 3 }]
  };
}

function facts(text: string, apps = [app(text, text)]): ReportFacts {
  return {
    workspaceName: text,
    domainName: text,
    apps,
    userCount: 10_000,
    usersMadeHere: 4,
    plan: {
      counts: counts({ link: 1200, 'delete-user': 3 }),
      excludedCounts: counts({ 'delete-user': 2 }),
      excluded: [{ kind: 'delete-user', subject: text, reason: text }],
      undecided: [{ appName: text, count: 4, reason: undefined }]
    },
    files: [{ list: text, fileName: text, bytes: 5, sha256: 'ab12', at: 0, rows: 1204 }],
    musterVersion: text,
    writtenAt: Date.UTC(2026, 10, 22, 20, 40)
  };
}

const html = (text: string) => [...reportHtml(facts(text))].join('');
/** What stands between the tags, unescaped. */
const textOf = (markup: string) =>
  markup
    .replaceAll(/<style>[^]*?<\/style>/g, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity]);
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
  '&#39;': "'"
};

describe('a report', () => {
  test('says what was decided, by whom, and what is to be handed over', () => {
    const text = textOf(html('Desk')).replaceAll(/\n+/g, '|');
    for (const part of [
      '|Report for signature|',
      'written 2026-11-22 20:40 UTC',
      '|Link|1,200|0|1,200|',
      '|Delete user|3|2|1|',
      '|and 1 more|',
      '|Desk|4|Not left out: they stop a commit.|',
      '|Linked to a user|1,100|60|40|1,200|',
      'Desk; gives an exact match; decided 1,198 accounts',
      'Users or rules have changed since the accounts were matched',
      '|Several accounts for one user: 70|',
      '|and 69 more|',
      '|SHA-256 ab12|',
      'No limit for new users.',
      '|For the client|Name|Place and date|Signature|'
    ])
      expect(text).toContain(part);
  });

  test('has the same tags whatever the texts are, and every text of them', () => {
    const tags = (markup: string) => markup.match(/<[^>]*>/g)?.join('') ?? '';
    const plain = tags(html('Desk'));
    for (const naughty of NAUGHTY.filter((text) => text.trim() !== '')) {
      const markup = html(naughty);
      expect(tags(markup)).toBe(plain);
      const shown = naughty.replaceAll(/(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
      expect(textOf(markup).split(shown).length).toBeGreaterThan(15);
    }
  });

  test('loads and runs nothing', () => {
    const markup = html('Desk');
    expect(markup).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`
    );
    expect(markup).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|@import|href=|src=/i);
    expect(markup.indexOf('Content-Security-Policy')).toBeLessThan(markup.indexOf('<style>'));
  });

  test('of several apps has a title for each', () => {
    const markup = [...reportHtml(facts('Alder', [app('Desk', 'a'), app('Sales', 'b')]))].join('');
    expect(markup.match(/<h2 dir="auto">(?:Desk|Sales)<\/h2>/g)).toHaveLength(2);
    expect(markup.match(/<div class="app">/g)).toHaveLength(2);
    expect(markup.match(/<div/g)).toHaveLength(markup.match(/<\/div>/g)?.length ?? 0);
  });

  test('of nothing says so', () => {
    const empty = {
      ...facts('x', []),
      files: [],
      plan: { counts: counts({}), excludedCounts: counts({}), excluded: [], undecided: [] }
    };
    const text = textOf([...reportHtml(empty)].join(''));
    expect(text).toContain('The decisions amount to no operation.');
    expect(text).toContain('No file was imported.');
  });
});
