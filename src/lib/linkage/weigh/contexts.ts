import type { AgreementLevel, ComparisonId } from '../../model/agreement';

/**
 * What is not independent. A mailbox and a username are made of the name, and often of each other: once the names agree,
 * that a username fits them adds little, since another person of that name would have a fitting one as well. So the
 * weights of such a comparison hold within a state of what was compared before it:
 *
 *     given-name ──▶ family-name      swapped names agree swapped on both sides
 *     both names ──▶ username         0 nothing known · 1 neither · 2 one · 3 both, one of them weakly · 4 both
 *     both names, username ──▶ mailbox     3 × the names' state + (0 unknown, 1 different, 2 agrees)
 *     mailbox, username ──▶ external-id    often one of both again: 0 neither agrees · 1 one does
 *     department ──▶ title, manager   people of one department share them
 */
type Kind = 'family' | 'username' | 'mailbox' | 'external' | 'office';

const KINDS: Partial<Record<ComparisonId, Kind>> = {
  'family-name': 'family',
  username: 'username',
  mailbox: 'mailbox',
  'external-id': 'external',
  title: 'office',
  manager: 'office'
};
const STATES: Record<Kind, number> = { family: 2, username: 5, mailbox: 15, external: 2, office: 3 };

const UNKNOWN = 0;
const DIFFERS = 1;
const WEAK = 2;
const STRONG = 3;
const STRONG_LEVELS: readonly AgreementLevel[] = ['exact', 'folded', 'nickname', 'swapped'];

/** State by given-name × 4 + family-name, each unknown, different, weak or strong. */
const NAME_STATES = Uint8Array.of(0, 1, 2, 2, 1, 1, 2, 2, 2, 2, 3, 3, 2, 2, 3, 4);
const BOTH_WEAKLY = 3;

/** What is compared, and its levels. */
export interface ComparedLevels {
  readonly id: ComparisonId;
  readonly levels: readonly AgreementLevel[];
}

/** In which state the levels of a pair put each of its comparisons. */
export class Contexts {
  /** States per comparison; 1 where it depends on nothing. */
  readonly states: Uint8Array;
  readonly #kinds: readonly (Kind | undefined)[];
  readonly #given: number;
  readonly #family: number;
  readonly #username: number;
  readonly #mailbox: number;
  readonly #department: number;
  readonly #givenClass: Uint8Array;
  readonly #familyClass: Uint8Array;
  readonly #swapped: number;

  constructor(compared: readonly ComparedLevels[]) {
    const at = (id: ComparisonId) => compared.findIndex((comparison) => comparison.id === id);
    this.#given = at('given-name');
    this.#family = at('family-name');
    this.#username = at('username');
    this.#mailbox = at('mailbox');
    this.#department = at('department');
    this.#givenClass = classes(compared[this.#given]);
    this.#familyClass = classes(compared[this.#family]);
    this.#swapped = this.#given < 0 ? -1 : compared[this.#given].levels.indexOf('swapped');
    this.#kinds = compared.map(({ id }) => KINDS[id]);
    this.states = Uint8Array.from(this.#kinds, (kind) => (kind ? STATES[kind] : 1));
  }

  state(comparison: number, levels: Uint8Array): number {
    switch (this.#kinds[comparison]) {
      case undefined:
        return 0;
      case 'family':
        return this.#given >= 0 && levels[this.#given] === this.#swapped ? 1 : 0;
      case 'username':
        return this.#names(levels);
      case 'mailbox':
        return 3 * this.#names(levels) + knownClass(this.#username, levels);
      case 'external':
        return knownClass(this.#username, levels) === 2 || knownClass(this.#mailbox, levels) === 2 ? 1 : 0;
      case 'office':
        return knownClass(this.#department, levels);
    }
  }

  /** Whether, in this state, how rare a value is says nothing more: the names that it is made of agree already. */
  isRarityKnown(comparison: number, state: number): boolean {
    const kind = this.#kinds[comparison];
    if (kind === 'username') return state >= BOTH_WEAKLY;
    if (kind === 'mailbox') return state >= 3 * BOTH_WEAKLY || state % 3 === 2;
    return kind === 'external' && state === 1;
  }

  #names(levels: Uint8Array): number {
    const given = this.#given < 0 ? UNKNOWN : this.#givenClass[levels[this.#given]];
    const family = this.#family < 0 ? UNKNOWN : this.#familyClass[levels[this.#family]];
    return NAME_STATES[given * 4 + family];
  }
}

function classes(compared: ComparedLevels | undefined): Uint8Array {
  const of = new Uint8Array(16);
  compared?.levels.forEach((level, at) => {
    of[at] = at <= DIFFERS ? at : STRONG_LEVELS.includes(level) ? STRONG : WEAK;
  });
  return of;
}

function knownClass(comparison: number, levels: Uint8Array): number {
  return comparison < 0 ? 0 : Math.min(2, levels[comparison]);
}
