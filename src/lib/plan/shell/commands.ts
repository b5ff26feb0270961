import type { PlannedAccount, PlannedUser, PlanOperation } from '../../model/plan-operation';
import { groupReference, userReference, type LookUps, type Reference } from './shell-references';

/** How a system is asked for what a plan holds: a command each, or undefined where it has no words for it. */
export interface Commands {
  readonly lookUps: LookUps;
  /** Only users with a name come here. */
  readonly createUser: (user: PlannedUser, userName: string) => string;
  readonly createGroup: (name: string) => string;
  readonly deleteGroup: (group: Reference) => string;
  readonly addMember: (user: Reference, group: Reference) => string;
  readonly removeMember: (user: Reference, group: Reference) => string;
  readonly link: (user: Reference, app: Reference, account: PlannedAccount) => string | undefined;
  readonly unlink: (user: Reference, app: Reference) => string | undefined;
  /** Updates, changes of status, deletion. */
  readonly aboutUser: (operation: PlanOperation, user: Reference) => string | undefined;
}

export type AppReference = (account: PlannedAccount) => Reference;

/** The command that carries an operation out; undefined where there is none, or nothing tells whom it is about. */
export function commandOf(commands: Commands, operation: PlanOperation, app: AppReference): string | undefined {
  const { kind, user, group } = operation;
  switch (kind) {
    case 'create-user':
      return user?.values.userName ? commands.createUser(user, user.values.userName) : undefined;
    case 'create-group':
      return group && commands.createGroup(group.name);
    case 'delete-group':
      return group && commands.deleteGroup(groupReference(group, commands.lookUps));
    default:
      return withUser(commands, operation, app);
  }
}

function withUser(commands: Commands, operation: PlanOperation, app: AppReference): string | undefined {
  const { kind, user: about, account, group: of } = operation;
  const user = about && userReference(about, commands.lookUps);
  if (!user) return undefined;
  switch (kind) {
    case 'link':
      return account && commands.link(user, app(account), account);
    case 'unlink':
      return account && commands.unlink(user, app(account));
    case 'add-member':
      return of && commands.addMember(user, groupReference(of, commands.lookUps));
    case 'remove-member':
      return of && commands.removeMember(user, groupReference(of, commands.lookUps));
    default:
      return commands.aboutUser(operation, user);
  }
}
