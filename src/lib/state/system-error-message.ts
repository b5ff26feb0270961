import type { AddressProblem, AppError, IncompleteCause, SystemError } from '../model/app-error';
import type { ErrorMessage } from './error-words';
import { formatBytes, formatCount, formatCountOf, formatSince } from './format';

export type PassphraseError = Extract<AppError, { kind: `passphrase-${string}` | 'token-damaged' }>;

/** The words for what keeps a list from coming in from a system. */
export function systemErrorMessage(error: SystemError | PassphraseError): ErrorMessage {
  switch (error.kind) {
    case 'system-address':
      return { title: ADDRESS_TITLE[error.problem], ...ADDRESS_REST[error.problem] };
    case 'system-unreachable':
      return {
        title: `${error.host} cannot be reached.`,
        cause:
          'A browser does not say which it is: nobody answers at this address, there is no network or no VPN, or its certificate is not trusted on this device.',
        remedy: `Check the address, then open https://${error.host} in another tab: what you see there tells which it is.`
      };
    case 'system-origin':
      return {
        title: `${error.host} answers, but does not let Muster in.`,
        cause: 'It has not allowed pages from this address to read its answers (CORS), or refuses what they send.',
        remedy: `Have its admin allow exactly this origin: ${error.origin}`
      };
    case 'system-token':
      return {
        title: `${error.host} does not accept the token.`,
        cause: withDetail('It has expired, was withdrawn, or belongs to another system (401).', error.detail),
        remedy: 'Give another token, or sign in again.'
      };
    case 'system-forbidden':
      return {
        title: `${error.host} knows the token, but refuses the list.`,
        cause: withDetail('The token lacks the right to read it (403).', error.detail),
        remedy: 'Have its admin grant the rights named on the Connection page, then make a new token.'
      };
    case 'system-path':
      return {
        title: `${error.host} has nothing at ${error.path}.`,
        cause: withDetail(
          'The system answers, but the address or an id does not lead to the list (404).',
          error.detail
        ),
        remedy: 'Compare the address and the fields on the Connection page with the example.'
      };
    case 'system-redirect':
      return {
        title: `${error.host} sends on to another address.`,
        cause: 'Muster does not follow: a token would go where nobody meant it to.',
        remedy: 'Type the address that the system itself shows when you are signed in.'
      };
    case 'system-busy':
      return {
        title: `${error.host} asks to wait until ${formatSince(error.retryAt)}.`,
        cause: 'So many requests have been made that it answers no more for now (429).',
        remedy: 'Go on after that time.'
      };
    case 'system-slow':
      return {
        title: `${error.host} is too slow.`,
        cause: `Nothing usable came for ${formatCountOf(error.seconds, 'second', 'seconds')}.`,
        remedy: 'Try again later, or over another network.'
      };
    case 'system-too-large':
      return {
        title: `${error.host} sends more than can be taken.`,
        cause: `More than ${formatBytes(error.limit)} came, which is too much to hold.`,
        remedy: 'Export the list as a file there; CSV is read at any size.'
      };
    case 'system-answer':
      return {
        title: `${error.host} answers with something else than a list.`,
        cause: withExcerpt(error.cause, error.excerpt),
        remedy: 'Check the address: it has to be that of the programming interface, not of the page people sign in at.'
      };
    case 'system-failed':
      return {
        title: `${error.host} could not give the list.`,
        cause: withDetail(`It answered with an error of its own (${error.status}).`, error.detail),
        remedy: error.status >= 500 ? 'Try again later.' : 'Check the address and the fields on the Connection page.'
      };
    case 'system-incomplete':
      return {
        title: `${error.host} did not give the whole list.`,
        cause: incompleteCause(error.cause),
        remedy: `Nothing was imported, and nothing counts as vanished. ${incompleteRemedy(error.cause)}`
      };
    case 'system-foreign-link':
      return {
        title: `${error.host} names another host for the next page.`,
        cause: `The link leads to ${error.linkHost}. The token is sent to nobody but ${error.host}.`,
        remedy: `If ${error.linkHost} is the system's real address, save that one as the address.`
      };
    case 'system-no-changes':
      return {
        title: `${error.host} cannot list only what changed.`,
        cause: withDetail('It does not filter its list by the time of the last change.', error.detail),
        remedy: 'Import the full list instead.'
      };
    case 'sign-in-failed':
      return {
        title: 'Signing in did not succeed.',
        cause: error.cause,
        remedy: 'Mend that, then press Sign in again.'
      };
    case 'passphrase-missing':
      return {
        title: 'The passphrase is needed.',
        cause: 'Remembered tokens are locked with it each time the workspace is opened.',
        remedy: 'Give the passphrase of this workspace, or give the token itself.'
      };
    case 'passphrase-wrong':
      return {
        title: 'This is another passphrase.',
        cause: 'It does not open what is remembered in this workspace.',
        remedy: 'Type it again. If it is lost, forget the remembered token and give the token itself.'
      };
    case 'passphrase-short':
      return {
        title: 'This passphrase is too short.',
        cause: `It needs ${formatCount(error.least)} characters or more: it is all that guards the tokens.`,
        remedy: 'Take a few words that belong together only for you.'
      };
    case 'token-damaged':
      return {
        title: 'The remembered token cannot be read any more.',
        cause: 'What is stored of it was changed or damaged; the passphrase is right.',
        remedy: 'Give the token itself: it is remembered in its place.'
      };
  }
}

const ADDRESS_TITLE: Record<AddressProblem, string> = {
  malformed: 'This is no address.',
  'not-https': 'The address has to begin with https.',
  'has-credentials': 'The address holds a user or a password.',
  'has-query': 'The address goes on after a ? or #.'
};

const ADDRESS_REST: Record<AddressProblem, Omit<ErrorMessage, 'title'>> = {
  malformed: { cause: 'No host can be read from it.', remedy: 'Type it like the example.' },
  'not-https': {
    cause: 'Over http anybody on the way could read the token.',
    remedy: 'Use https. For a server on this device there is a switch under Expert.'
  },
  'has-credentials': {
    cause: 'What stands in an address is stored and shown.',
    remedy: 'Take out what stands before the @.'
  },
  'has-query': { cause: 'Muster adds that part itself.', remedy: 'Take it out.' }
};

function incompleteCause(cause: IncompleteCause): string {
  switch (cause.kind) {
    case 'count':
      return `It says that there are ${formatCount(cause.told)}, but ${formatCount(cause.got)} came.`;
    case 'no-link':
      return `A full page of ${formatCount(cause.pageSize)} came without a link to the next one that a browser may read.`;
    case 'same-page':
      return 'The same page came twice, so that the list would never end.';
    case 'shrunk':
      return `It became shorter while it was read (${formatCount(cause.before)}, then ${formatCount(cause.after)}): what moved meanwhile would be missing.`;
    case 'endless':
      return `Its pages do not end: ${formatCountOf(cause.records, 'record', 'records')} came, and it still names a next page.`;
    case 'expired':
      return 'Its marks for the next page expired again and again before they were used.';
    case 'no-id':
      return `${formatCountOf(cause.records, 'record came', 'records came')} without an id, so that repeated ones cannot be told from new ones.`;
  }
}

function incompleteRemedy(cause: IncompleteCause): string {
  return cause.kind === 'no-link'
    ? 'Have its admin expose the header Link to other origins, or export the list as a file.'
    : 'Get the list again; the people in it may have changed meanwhile. If it happens again, export it as a file.';
}

function withDetail(sentence: string, detail: string): string {
  return detail === '' ? sentence : `${sentence} It says: “${detail}”`;
}

function withExcerpt(sentence: string, excerpt: string): string {
  return excerpt === '' ? sentence : `${sentence} It begins with: “${excerpt}”`;
}
