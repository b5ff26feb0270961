import type { SampleName } from '../../../src/lib/sample/culture';
import { spelledOut, withoutMarks } from '../../../src/lib/sample/latin-spelling';
import type { AppProfile, DisplayStyle, Spelling } from './app-profiles';
import type { Chance } from './chance';
import { mistyped } from './damage';
import type { Employee } from './employee';

export interface ShownNames {
  readonly given: string;
  readonly family: string;
  readonly displayName: string;
}

interface Shown {
  readonly spelling: Spelling;
  readonly chance: Chance;
}

const SPELLINGS: readonly Spelling[] = ['native', 'latin', 'ascii', 'spelled-out'];

/** A name as one app has it: its spelling, and everything that people and forms do to names. */
export function shownNames(employee: Employee, profile: AppProfile, chance: Chance): ShownNames {
  const spelling = chance.dirt(0.25) ? chance.random.pick(SPELLINGS) : profile.spelling;
  const { name } = employee;
  const given = givenShown(employee, spelling, chance);
  const family = familyShown(employee, given, { spelling, chance });
  const [first, last] = chance.dirt(0.08) ? [family, given] : [given, family];
  const isFamilyFirst = (name.isFamilyFirst && spelling === 'native') || chance.dirt(0.06);
  return {
    given: first,
    family: last,
    displayName: displayed(first, last, isFamilyFirst ? 'family' : profile.displayStyle)
  };
}

function givenShown({ name, calledBy }: Employee, spelling: Spelling, chance: Chance): string {
  const [first, second] = name.given;
  if (!first) return '';
  if (chance.dirt(0.26)) return spelling === 'native' ? spelled(first, 'native') : calledBy;
  if (chance.dirt(0.3)) return `${spelled(first, 'ascii').slice(0, 1)}${chance.random.chance(0.5) ? '.' : ''}`;
  if (chance.dirt(0.08)) return '';
  const text = spelled(first, spelling);
  const typed = chance.dirt(0.1) ? mistyped(text, chance.random) : text;
  if (!second || chance.dirt(0.9)) return typed;
  return `${typed}${chance.random.chance(0.3) ? '-' : ' '}${spelled(second, spelling)}`;
}

function familyShown({ name }: Employee, given: string, { spelling, chance }: Shown): string {
  if (name.former && chance.dirt(0.8)) {
    const former = spelled(name.former, spelling);
    return chance.random.chance(0.25) ? `${former}-${spelledAll(name.family, spelling)}` : former;
  }
  const [one, other] = name.family;
  const isHalved = other !== undefined && chance.dirt(0.6);
  const kept = isHalved ? [(chance.random.chance(0.6) ? one : other) ?? other] : name.family;
  const text = kept.map((part) => spelled(part, spelling)).join(chance.random.chance(0.5) ? '-' : ' ');
  if (given.length > 2 && chance.dirt(0.06)) return text.slice(0, 1);
  return chance.dirt(0.12) ? mistyped(text, chance.random) : text;
}

function spelledAll(names: readonly SampleName[], spelling: Spelling): string {
  return names.map((name) => spelled(name, spelling)).join('-');
}

export function spelled(name: SampleName, spelling: Spelling): string {
  switch (spelling) {
    case 'native':
      return name.native;
    case 'latin':
      return name.latin;
    case 'ascii':
      return withoutMarks(name.latin);
    case 'spelled-out':
      return spelledOut(name.latin);
  }
}

function displayed(given: string, family: string, style: DisplayStyle | 'family'): string {
  switch (style) {
    case 'given-family':
      return `${given} ${family}`.trim();
    case 'family-comma-given':
      return given === '' ? family : `${family}, ${given}`;
    case 'capital-family':
      return `${family.toUpperCase()} ${given}`.trim();
    case 'family':
      return `${family} ${given}`.trim();
  }
}
