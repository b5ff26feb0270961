import { unreachable } from '../model/assert';
import type { AccountRow } from '../protocol/view';

/** What can be done about one account. */
export type AccountAction = 'confirm' | 'assign' | 'create-user' | 'ignore' | 'unlink' | 'clear' | 'restore';

export const ACTION_LABEL: Record<AccountAction, string> = {
  confirm: 'Confirm',
  assign: 'Assign existing user',
  'create-user': 'Create new user and link',
  ignore: 'Ignore',
  unlink: 'Unlink',
  clear: 'Clear',
  restore: 'Restore'
};

export const ACTION_KEY: Partial<Record<AccountAction, string>> = {
  confirm: '↵',
  assign: 'a',
  'create-user': 'n',
  ignore: 'i',
  clear: 'c'
};

type ActionFacts = Pick<AccountRow, 'status' | 'situation' | 'user'>;

/** Matching proposes exactly one user, so that a single key may confirm it. */
export function canConfirm({ status, situation, user }: ActionFacts): boolean {
  return status === 'unconfirmed' && user !== undefined && situation !== 'multiple';
}

/** Every action the row can take, the most likely first. Assigning and creating may also replace a wrong link. */
export function possibleActions(account: ActionFacts): readonly AccountAction[] {
  switch (account.status) {
    case 'unconfirmed': {
      const likely = likelyAction(account);
      const others: readonly AccountAction[] = ['assign', 'create-user', 'ignore', 'clear'];
      return likely ? [likely, ...others.filter((action) => action !== likely)] : others;
    }
    case 'confirmed':
      return ['unlink', 'assign', 'create-user', 'ignore'];
    case 'ignored':
      return ['unlink', 'assign', 'create-user'];
    case 'cleared':
      return ['restore'];
    case 'committed':
      return [];
    default:
      return unreachable(account.status);
  }
}

/** The next step that the row's state suggests. */
export function likelyAction(account: ActionFacts): AccountAction | undefined {
  switch (account.status) {
    case 'unconfirmed':
      if (canConfirm(account)) return 'confirm';
      return account.situation === 'no-match' ? 'create-user' : 'assign';
    case 'confirmed':
    case 'ignored':
      return 'unlink';
    case 'cleared':
      return 'restore';
    case 'committed':
      return undefined;
    default:
      return unreachable(account.status);
  }
}
