import type { ApplyError } from '../../model/apply-error';
import { readPages, type PageReader } from './read-pages';
import { isSameText } from './same-user';
import type { FoundGroup, LookUp } from './target-system';

export interface GroupQuestion {
  readonly name: string;
  readonly lookUp: LookUp<FoundGroup>;
  /** Whether a group is known by another name: whoever plans both means two. */
  readonly isOther: (id: string) => boolean;
}

/** The id of the group by this name, empty where there is none: by the very name, else by the only one that folds to it. */
export async function findGroup(
  { name, lookUp, isOther }: GroupQuestion,
  reader: PageReader
): Promise<string | ApplyError> {
  const { found, isCut } = await readPages(lookUp, reader);
  const exact = idsOf(found.filter((group) => group.name === name));
  const ids =
    exact.size > 0 ? exact : idsOf(found.filter((group) => isSameText(group.name, name) && !isOther(group.id)));
  const [id = ''] = ids;
  const isHidden = ids.size === 0 && isCut;
  if (ids.size < 2 && !isHidden) return id;
  return { kind: 'apply-ambiguous', host: reader.host, what: 'group', name, count: isHidden ? found.length : ids.size };
}

function idsOf(groups: readonly FoundGroup[]): ReadonlySet<string> {
  return new Set(groups.map(({ id }) => id));
}
