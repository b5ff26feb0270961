import { describe, expect, test } from 'vitest';
import type { AgreementLevel } from '../../../src/lib/model/agreement';
import type { Evidence } from '../../../src/lib/model/suggestion';
import {
  countReuse,
  inheritedName,
  judgeRuleHit,
  NO_REUSE_KNOWN,
  type RuleHit
} from '../../../src/lib/linkage/automatic-link';

function part(comparison: Evidence['comparison'], level: AgreementLevel, usersWithIt = 1, bits = 6): Evidence {
  return { comparison, level, bits: level === 'different' ? -bits : bits, usersWithIt, account: '', user: '' };
}

const NAME = [part('given-name', 'nickname', 40), part('family-name', 'exact', 3)];

function hit(evidence: readonly Evidence[], others: Partial<RuleHit> = {}): RuleHit {
  return { users: 1, accounts: 1, evidence, inheritedName: '', bits: 12, nextBits: undefined, ...others };
}

describe('a rule may link by itself', () => {
  test('what two grounds of different origin support', () => {
    expect(judgeRuleHit(hit([...NAME, part('username', 'exact')]))).toEqual({
      kind: 'supported',
      grounds: ['name', 'handle']
    });
    expect(judgeRuleHit(hit([part('phone', 'exact'), part('employee-number', 'exact')])).kind).toBe('supported');
    expect(
      judgeRuleHit(hit([part('mailbox', 'folded'), part('mail-domain', 'exact', 500), part('custom:born', 'exact')]))
        .kind
    ).toBe('supported');
  });

  test('a handle alone only where the lists show that handles stay with one person', () => {
    const handle = hit([part('username', 'exact')]);
    expect(judgeRuleHit(handle).kind).toBe('alone');
    expect(judgeRuleHit(handle, { hits: 200, contradicted: 0 }).kind).toBe('alone');
    expect(judgeRuleHit(handle, { hits: 5000, contradicted: 0 }).kind).toBe('supported');
    expect(judgeRuleHit(handle, { hits: 5000, contradicted: 4 }).kind).toBe('alone');
  });
});

describe('a rule may not link by itself', () => {
  test('a name alone, whatever the lists show', () => {
    expect(judgeRuleHit(hit(NAME), { hits: 1e6, contradicted: 0 })).toEqual({ kind: 'alone', grounds: ['name'] });
  });

  test('a name and what only fits it', () => {
    expect(judgeRuleHit(hit([...NAME, part('username', 'pattern'), part('mailbox', 'pattern')])).kind).toBe('alone');
  });

  test('username and address of one make', () => {
    expect(
      judgeRuleHit(hit([part('username', 'exact'), part('mailbox', 'exact'), part('mail-domain', 'exact')])).kind
    ).toBe('alone');
  });

  test('what is not unique, or has a rival', () => {
    const supported = [...NAME, part('username', 'exact')];
    expect(judgeRuleHit(hit(supported, { users: 2 })).kind).toBe('several');
    expect(judgeRuleHit(hit(supported, { accounts: 2 })).kind).toBe('several');
    expect(judgeRuleHit(hit(supported, { nextBits: 9 })).kind).toBe('several');
    expect(judgeRuleHit(hit(supported, { nextBits: 3 })).kind).toBe('supported');
    expect(judgeRuleHit(hit([...NAME, part('username', 'exact', 2)])).kind).toBe('alone');
  });

  test('what something contradicts', () => {
    const address = [part('mailbox', 'exact'), part('mail-domain', 'exact')];
    const given = part('given-name', 'different');
    expect(judgeRuleHit(hit([...address, part('phone', 'exact'), given]))).toEqual({
      kind: 'contradicted',
      by: [given]
    });
    expect(judgeRuleHit(hit([...NAME, ...address, part('employee-number', 'different')])).kind).toBe('contradicted');
    expect(judgeRuleHit(hit([...NAME, ...address, part('custom:born', 'different')])).kind).toBe('contradicted');
  });

  test('but a changed surname does not contradict a number', () => {
    const renamed = [part('given-name', 'exact'), part('family-name', 'different')];
    const handle = part('username', 'exact');
    expect(judgeRuleHit(hit([...renamed, handle, part('employee-number', 'exact')])).kind).toBe('supported');
    expect(judgeRuleHit(hit([...renamed, handle, part('phone', 'exact')])).kind).toBe('contradicted');
  });
});

test('re-use is what names say of pairs with one handle', () => {
  const handle = part('username', 'exact');
  let reuse = countReuse(NO_REUSE_KNOWN, [...NAME, handle]);
  reuse = countReuse(reuse, [part('given-name', 'different'), part('family-name', 'exact'), handle]);
  reuse = countReuse(reuse, [handle]);
  reuse = countReuse(reuse, NAME);
  expect(reuse).toEqual({ hits: 2, contradicted: 1 });
});

describe('a user who may have inherited a mailbox', () => {
  const names = new Set(['rsmith', 'rsmith2', 'tcohen2', 'q9', 'lvale1', 'bhill3', 'bhill2']);

  test('has a numbered username that nobody in the directory explains', () => {
    expect([...names].map((name) => inheritedName(name, names))).toEqual(['', '', 'tcohen2', 'q9', '', '', 'bhill2']);
  });

  test('is not linked by what came with it, but by the very username, or a number', () => {
    const address = [part('mailbox', 'exact'), part('mail-domain', 'exact', 500)];
    const heir = { inheritedName: 'tcohen2' };
    expect(judgeRuleHit(hit([...NAME, ...address])).kind).toBe('supported');
    expect(judgeRuleHit(hit([...NAME, ...address], heir)).kind).toBe('alone');
    expect(judgeRuleHit(hit([...NAME, ...address, part('employee-number', 'exact')], heir)).kind).toBe('supported');
    const own = { ...part('username', 'exact'), account: 'TCohen2' };
    expect(judgeRuleHit(hit([...NAME, ...address, own], heir)).kind).toBe('supported');
    const other = { ...part('username', 'exact'), account: 'tcohen' };
    expect(judgeRuleHit(hit([...NAME, ...address, other], heir)).kind).toBe('alone');
  });

  test('whoever is alike in the rest is no rival of who has the address', () => {
    const address = [...NAME, part('mailbox', 'exact'), part('mail-domain', 'exact', 500)];
    expect(judgeRuleHit(hit(address, { nextBits: 11 })).kind).toBe('supported');
    expect(judgeRuleHit(hit(address, { nextBits: 13 })).kind).toBe('several');
  });
});
