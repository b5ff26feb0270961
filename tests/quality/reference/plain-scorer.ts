import anyAscii from 'any-ascii';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { Suggestions } from '../../../src/lib/model/suggestion';
import { nickname } from '../../../src/lib/sample/nicknames';
import type { GeneratedList } from '../generate/generated-case';
import { nameParts, USERNAME_PATTERNS } from '../generate/username-patterns';

const MOST_CANDIDATES = 60;
/** What counts for a person, in halves of doubt; set by hand once. */
const WEIGHTS = { mail: 14, number: 14, phone: 7, handle: 9, pattern: 6, near: 0.6, nothing: -3, department: 1.5 };
/** Scores below this are as good as nobody: it gave the best first places on training seed 9001. */
const NOBODY_SCORE = 13;

interface PlainRecord {
  readonly tokens: readonly string[];
  readonly handles: readonly string[];
  readonly mail: string;
  readonly number: string;
  readonly phone: string;
  readonly department: string;
}

/**
 * A scorer as one would write it in an afternoon: folded tokens weighed by their rarity, a nickname list, username
 * patterns, identifiers, weights set by hand. Says how hard a generated case is, independently of the product.
 */
export class PlainScorer {
  readonly #users: readonly PlainRecord[];
  readonly #rowsByKey = new Map<string, number[]>();

  constructor(users: GeneratedList) {
    this.#users = users.rows.map((row) => plainRecord(users.attributes, row));
    for (const [row, user] of this.#users.entries()) {
      for (const key of new Set([...keysOf(user), ...patternsOf(user)])) {
        const rows = this.#rowsByKey.get(key);
        if (rows) rows.push(row);
        else this.#rowsByKey.set(key, [row]);
      }
    }
  }

  suggest(accounts: GeneratedList, account: number): Suggestions {
    const sought = plainRecord(accounts.attributes, accounts.rows[account]);
    const scored = this.#candidates(sought).map((user) => ({ user, score: this.#score(sought, this.#users[user]) }));
    const candidates = scored
      .toSorted((one, other) => other.score - one.score || one.user - other.user)
      .map(({ user, score }) => ({
        user,
        probability: 1 / (1 + Math.exp((NOBODY_SCORE - score) / 3)),
        bits: score,
        evidence: []
      }));
    return { candidates, nobody: 0.5 };
  }

  #candidates(sought: PlainRecord): readonly number[] {
    const keys = keysOf(sought).toSorted((one, other) => this.#usersWith(one) - this.#usersWith(other));
    const found = new Set<number>();
    for (const key of keys) {
      for (const row of this.#rowsByKey.get(key) ?? []) {
        if (found.size >= MOST_CANDIDATES) return [...found];
        found.add(row);
      }
    }
    return [...found];
  }

  #usersWith(key: string): number {
    return this.#rowsByKey.get(key)?.length ?? 0;
  }

  #score(account: PlainRecord, user: PlainRecord): number {
    const same = (one: string, other: string, weight: number, against: number) =>
      one === '' || other === '' ? 0 : one === other ? weight : against;
    return (
      same(account.mail, user.mail, WEIGHTS.mail, 0) +
      same(account.number, user.number, WEIGHTS.number, -WEIGHTS.number / 2) +
      same(account.phone, user.phone, WEIGHTS.phone, -0.5) +
      same(account.department, user.department, WEIGHTS.department, -WEIGHTS.department / 3) +
      this.#handleScore(account, user) +
      account.tokens.reduce((sum, token) => sum + this.#tokenScore(token, user), 0)
    );
  }

  #handleScore(account: PlainRecord, user: PlainRecord): number {
    if (account.handles.some((handle) => user.handles.includes(handle))) return WEIGHTS.handle;
    const patterns = patternsOf(user);
    return account.handles.some((handle) => patterns.includes(`h:${withoutDigits(handle)}`)) ? WEIGHTS.pattern : 0;
  }

  #tokenScore(token: string, user: PlainRecord): number {
    const rarity = Math.log((this.#users.length + 1) / (this.#usersWith(`t:${token}`) + 1));
    if (user.tokens.includes(token)) return rarity;
    const isNear = user.tokens.some(
      (other) => nickname(capital(other)) === capital(token) || likeness(token, other) > 0.7
    );
    return isNear ? WEIGHTS.near * Math.min(rarity, 6) : WEIGHTS.nothing;
  }
}

function plainRecord(attributes: readonly Attribute[], row: readonly string[]): PlainRecord {
  const cell = (attribute: Attribute) => row[attributes.indexOf(attribute)] ?? '';
  const named = [cell('givenName'), cell('familyName')].join(' ').trim();
  const mail = folded(cell('email'));
  return {
    tokens: [
      ...new Set(
        folded(named || cell('displayName'))
          .split(/[^a-z0-9]+/)
          .filter((token) => token !== '')
      )
    ],
    handles: [folded(cell('userName')), mail.split('@')[0] ?? ''].filter((handle) => handle !== ''),
    mail,
    number: cell('employeeNumber').replace(/^0+/, ''),
    phone: cell('phone').replace(/\D/g, '').slice(-7),
    department: cell('department')
  };
}

function keysOf({ tokens, handles, mail, number, phone }: PlainRecord): readonly string[] {
  const keys = [`m:${mail}`, `n:${number}`, `p:${phone}`, ...tokens.map((token) => `t:${token}`)];
  const byHandle = handles.flatMap((handle) => [
    `h:${withoutDigits(handle)}`,
    ...handle.split(/[^a-z]+/).flatMap((part) => (part.length > 2 ? [`t:${part}`] : []))
  ]);
  return [...keys, ...byHandle, ...tokens.map((token) => `3:${token.slice(0, 4)}`)].filter((key) => key.length > 2);
}

function patternsOf({ tokens }: PlainRecord): readonly string[] {
  const [first = '', ...rest] = tokens;
  const parts = { ...nameParts([first], rest), short: first, digits: '' };
  return USERNAME_PATTERNS.slice(0, 16).map((pattern) => `h:${pattern(parts)}`);
}

function folded(text: string): string {
  return anyAscii(text.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase();
}

function withoutDigits(handle: string): string {
  return handle.replace(/\d+$/, '');
}

function capital(token: string): string {
  return token.slice(0, 1).toUpperCase() + token.slice(1);
}

/** Share of pairs of letters that both have (Dice). */
function likeness(one: string, other: string): number {
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
  if (one.length < 3 || other.length < 3) return 0;
  const theirs = pairs(other);
  return (2 * pairs(one).filter((pair) => theirs.includes(pair)).length) / (one.length + other.length - 2);
}
