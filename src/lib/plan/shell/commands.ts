import type { PlannedAccount, PlannedUser, PlanOperation } from '../../model/plan-operation';
import type { LookUps, Reference, ShellReferences } from './shell-references';

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

/** The command that carries an operation out; undefined where there is none, or nothing tells whom it is about. */
export function commandOf(
  commands: Commands,
  operation: PlanOperation,
  references: ShellReferences
): string | undefined {
  const { kind, user, group } = operation;
  switch (kind) {
    case 'create-user':
      return user?.values.userName ? commands.createUser(user, user.values.userName) : undefined;
    case 'create-group':
      return group && `${commands.createGroup(group.name)}\n${references.keepGroup(group)}=$made`;
    case 'delete-group':
      return group && commands.deleteGroup(references.group(group));
    default:
      return withUser(commands, operation, references);
  }
}

function withUser(commands: Commands, operation: PlanOperation, references: ShellReferences): string | undefined {
  const { kind, user: about, account, group: of } = operation;
  const user = about && (kind === 'delete-user' ? references.userToDelete(about) : references.user(about));
  if (!user) return undefined;
  switch (kind) {
    case 'link':
      return account && commands.link(user, references.app(account), account);
    case 'unlink':
      return account && commands.unlink(user, references.app(account));
    case 'add-member':
      return of && commands.addMember(user, references.group(of));
    case 'remove-member':
      return of && commands.removeMember(user, references.group(of));
    default:
      return commands.aboutUser(operation, user);
  }
}
