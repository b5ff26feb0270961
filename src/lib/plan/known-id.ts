import { TARGET_LABEL, type CommitTarget } from '../model/commit-target';
import { isOwnId } from '../model/own-id';
import type { PlannedUser } from '../model/plan-operation';
import type { WriteOptions } from './plan-file';

type IdOptions = Pick<WriteOptions, 'target' | 'hasOwnIds' | 'managers'>;

/**
 * What the target calls a user who exists; empty where it is not known. A list may have brought the id of another system:
 * what has not the form of the target's ids is none. Ids of plain SCIM servers have no form of their own.
 */
export function knownId({ isNew, targetId }: Pick<PlannedUser, 'isNew' | 'targetId'>, options: IdOptions): string {
  if (isNew) return '';
  const isKnown = options.target === 'scim' ? options.hasOwnIds !== false : isOwnId(options.target, targetId);
  return isKnown ? targetId : '';
}

/** Of operations that were left unsaid because nothing tells whom they are about; empty where there are none. */
export function unknownIdNotes(count: number, target: CommitTarget): readonly string[] {
  if (count === 0) return [];
  const operations = count === 1 ? '1 operation is' : `${count} operations are`;
  return [
    `${operations} left out because the list of users does not say what ${TARGET_LABEL[target]} calls the user: import the list from there to have its ids, or use the shell script, which looks users up.`
  ];
}
