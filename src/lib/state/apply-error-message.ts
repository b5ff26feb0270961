import type { ApplyError } from '../model/apply-error';
import { attributeLabel } from '../model/attribute';
import type { ErrorMessage } from './error-words';
import { formatCountOf } from './format';

/** The words for what keeps an operation from being applied to a system. */
export function applyErrorMessage(error: ApplyError): ErrorMessage {
  switch (error.kind) {
    case 'apply-taken':
      return taken(error);
    case 'apply-missing':
      return missing(error);
    case 'apply-ambiguous':
      return {
        title: `${error.host} has several of “${error.name}”.`,
        cause: `${formatCountOf(error.count, `${error.what} answers`, `${error.what}s answer`)} to it, so that none of them was touched.`,
        remedy: 'Rename or remove the others there, then try again.'
      };
    case 'apply-unsaid':
      return unsaid(error);
    case 'apply-kept':
      return {
        title: `${error.host} still has the ${error.what} “${error.name}”.`,
        cause: 'It answered twice that it was deleted, and it is there when it is looked up.',
        remedy: 'Try again in a while, or delete it there by hand.'
      };
    case 'apply-refused':
      return {
        title: `${error.host} refused it.`,
        cause: error.detail === '' ? `It answered ${error.status}.` : `It answered ${error.status}: “${error.detail}”`,
        remedy:
          error.status === 403
            ? 'Have its admin grant the right to change users and groups, then try again.'
            : 'Mend what it names, then try this operation again.'
      };
    case 'apply-unanswered':
      return {
        title: `${error.host} did not say what became of it.`,
        cause: 'The connection ended, or the answer was about others only.',
        remedy: 'Go on: Muster looks there first, so that nothing is done twice.'
      };
    case 'apply-deletions':
      return {
        title: 'Deletions were not allowed.',
        cause: `${formatCountOf(error.count, 'operation of these deletes', 'operations of these delete')} for good. Nothing was attempted.`,
        remedy: 'Confirm the deletions by typing, or exclude them.'
      };
  }
}

function unsaid({ host, attributes = [] }: Extract<ApplyError, { kind: 'apply-unsaid' }>): ErrorMessage {
  const names = attributes.map(attributeLabel).join(', ');
  return {
    title: names === '' ? `${host} has no request for this.` : `${host} has no request for ${names}.`,
    cause: 'Its programming interface cannot say what the operation means.',
    remedy: 'Leave the operation out with a reason, or do it there by hand.'
  };
}

function taken({ host, what, name, differs }: Extract<ApplyError, { kind: 'apply-taken' }>): ErrorMessage {
  const other = `There is another ${what} by this name`;
  return {
    title: `“${name}” is taken at ${host}.`,
    cause:
      differs.length > 0
        ? `${other}: ${differs.map(attributeLabel).join(', ')} differ from what was to be there.`
        : `${other}.`,
    remedy:
      what === 'user'
        ? 'Give the new user another username, or link the account to the user who has it.'
        : 'Rename one of the groups.'
  };
}

function missing({ host, what, name }: Extract<ApplyError, { kind: 'apply-missing' }>): ErrorMessage {
  const title = `${host} has no ${what} “${name}”.`;
  return what === 'app'
    ? {
        title,
        cause: 'Nobody said by which ID the system knows this app.',
        remedy: 'Give the ID of the app where the plan is applied, then try again.'
      }
    : {
        title,
        cause: 'It was removed or renamed there, or could not be created before.',
        remedy: 'Bring the list of users in again, or mend what failed before it, then try again.'
      };
}
