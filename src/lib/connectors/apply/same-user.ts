import type { Attribute } from '../../model/attribute';
import type { AttributeChange, PlannedUser } from '../../model/plan-operation';
import type { FoundUser } from './target-system';

/** What tells one person from another. Titles and departments change too often to tell. */
const TELLING = ['userName', 'email', 'employeeNumber', 'givenName', 'familyName'] as const satisfies Attribute[];

/**
 * In what a found user differs from the one who is looked for. What either has not tells nothing; what a change is
 * about may be as before or as after it.
 */
export function differences(
  found: FoundUser,
  { isNew, values }: Pick<PlannedUser, 'isNew' | 'values'>,
  changes: readonly AttributeChange[]
): readonly Attribute[] {
  const after = new Map(changes.map((change) => [change.attribute, change.after]));
  const differing = TELLING.filter((attribute) => {
    const there = found.values[attribute] ?? '';
    const wanted = [values[attribute] ?? '', after.get(attribute) ?? ''].filter((text) => text.trim() !== '');
    return there.trim() !== '' && wanted.length > 0 && !wanted.some((text) => isSameText(text, there));
  });
  // Of a user to be created it is what the new one is to have; of others it may be the system's own id.
  const hasOtherId = isNew && [values.externalId ?? '', found.externalId].every((text) => text !== '');
  return hasOtherId && values.externalId !== found.externalId ? ['externalId', ...differing] : differing;
}

/** Systems trim, and compare logins without case. */
export function isSameText(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

export function folded(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
