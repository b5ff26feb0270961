import { describe, expect, test } from 'vitest';
import { judgeRuleHit, type AutomaticVerdict } from '../../../src/lib/linkage/automatic-link';
import type { AgreementLevel, ComparisonId } from '../../../src/lib/model/agreement';
import type { Evidence } from '../../../src/lib/model/suggestion';

function part(comparison: ComparisonId, level: AgreementLevel, account = ''): Evidence {
  return { comparison, level, bits: level === 'different' ? -6 : 6, usersWithIt: 1, account, user: '' };
}

const ADDRESS = [part('mailbox', 'exact', 'ann.lee@x.example'), part('mail-domain', 'exact')];

function kind(evidence: readonly Evidence[], bits = 12, nextBits?: number): AutomaticVerdict['kind'] {
  return judgeRuleHit({ users: 1, accounts: 1, inheritedName: '', evidence, bits, nextBits }).kind;
}

describe('beside a whole address', () => {
  test('an initial with the family name will do, without the address it will not', () => {
    const names = [part('given-name', 'initial'), part('family-name', 'exact')];
    expect(kind([...ADDRESS, ...names])).toBe('supported');
    expect(kind([...ADDRESS, part('given-name', 'initial'), part('family-name', 'near')])).toBe('alone');
    expect(kind([part('username', 'exact'), ...names])).toBe('alone');
  });

  test('a username made of the name will do in a list without names, unless it is the mailbox itself', () => {
    expect(kind([...ADDRESS, part('username', 'folded', 'ann_lee')])).toBe('supported');
    expect(kind([...ADDRESS, part('username', 'exact', 'ann.lee@x.example')])).toBe('alone');
    expect(kind([...ADDRESS, part('username', 'different', 'skipper')])).toBe('alone');
  });

  test('a namesake without it is no rival, unless likelier', () => {
    const made = part('username', 'folded', 'ann_lee');
    expect(kind([...ADDRESS, made], 12, 11)).toBe('supported');
    expect(kind([...ADDRESS, made], 12, 13)).toBe('several');
    expect(kind([part('username', 'exact')], 12, 5)).toBe('several');
    expect(kind([part('username', 'exact')], 12, 3)).toBe('alone');
  });
});

describe('against a link speaks', () => {
  const named = [part('given-name', 'exact'), part('family-name', 'exact'), part('username', 'exact')];

  test('that all together makes nobody likelier', () => {
    expect(kind(named)).toBe('supported');
    expect(kind(named, 0)).toBe('contradicted');
  });

  test('another mailbox of the domain in which the user has one, unless a number agrees', () => {
    const other = [part('mailbox', 'pattern', 'ann.lee2@x.example'), part('mail-domain', 'exact')];
    expect(kind([...named, ...other])).toBe('contradicted');
    expect(kind([...named, ...other, part('employee-number', 'exact')])).toBe('supported');
    expect(kind([...named, other[0], part('mail-domain', 'different')])).toBe('supported');
  });
});
