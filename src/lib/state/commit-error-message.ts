import type { CommitError } from '../model/commit-error';
import type { ErrorMessage } from './error-words';
import { formatCountOf } from './format';

/** The words for what keeps a plan from being committed. */
export function commitErrorMessage(error: CommitError): ErrorMessage {
  switch (error.kind) {
    case 'commit-outdated':
      return {
        title: 'This plan is out of date.',
        cause: 'Decisions, accounts, users, settings or exclusions have changed since it was shown.',
        remedy: 'Look at the plan as it is now, then commit that.'
      };
    case 'commit-empty':
      return {
        title: 'There is nothing to commit.',
        cause: 'The plan has no operation, or every one is excluded.',
        remedy: 'Confirm accounts, or include operations again.'
      };
    case 'commit-undecided':
      return {
        title: `${formatCountOf(error.count, 'account is', 'accounts are')} undecided.`,
        cause: 'Nobody has said yet what becomes of them.',
        remedy: 'Confirm or clear them, or leave them out with a reason.'
      };
    case 'commit-problems':
      return {
        title: `The target would refuse ${formatCountOf(error.count, 'operation', 'operations')}.`,
        cause: 'The checks for this target found errors.',
        remedy: 'Open the checks, mend what they name or exclude the operations, then commit.'
      };
    case 'commit-deletions':
      return {
        title: `${formatCountOf(error.count, 'deletion is', 'deletions are')} more than allowed.`,
        cause: `At most ${error.limit.toLocaleString()} were allowed. What is deleted in the target cannot be put back.`,
        remedy: 'Allow more deletions, or exclude some.'
      };
    case 'commit-under-way':
      return {
        title: 'A commit of this domain is under way.',
        cause: 'It runs, or is paused; a second one beside it would do things twice.',
        remedy: 'Let it end, or cancel it.'
      };
    default:
      return messageOfOne(error);
  }
}

/** Of one operation, or one commit. */
function messageOfOne(error: Extract<CommitError, { kind: 'commit-needs' | 'commit-not-kept' }>): ErrorMessage {
  if (error.kind === 'commit-not-kept')
    return {
      title: 'What takes this commit back stands in its files.',
      cause: 'It was handed over as files; Muster keeps the operations of commits that it applied itself.',
      remedy: 'Use the folder “inverse” of what was handed over.'
    };
  return {
    title: `Its ${error.what} was not created.`,
    cause: `The operation that creates the ${error.what} failed or was left out, so this one was not attempted.`,
    remedy: `Mend what creates the ${error.what}, then try both again.`
  };
}
