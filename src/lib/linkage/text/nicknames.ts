import { ENGLISH_NICKNAMES } from './nickname-table-english';
import { WORLD_NICKNAMES } from './nickname-table-world';

const NONE: readonly number[] = [];
/** Groups by name; a name may be in several. Any two names of a group may be the same person's. */
const GROUPS = groupsByName([...ENGLISH_NICKNAMES.split(','), ...WORLD_NICKNAMES.split(',')]);

/** Numbers of the groups of short forms that a folded given name is in. */
export function nicknameGroups(token: string): readonly number[] {
  return GROUPS.get(token) ?? NONE;
}

function groupsByName(groups: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const byName = new Map<string, number[]>();
  groups.forEach((names, group) => {
    for (const name of names.trim().split(/\s+/)) {
      const known = byName.get(name);
      if (known) known.push(group);
      else byName.set(name, [group]);
    }
  });
  return byName;
}
