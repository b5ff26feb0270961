import type { ApplyError } from './apply-error';
import type { CommitError } from './commit-error';
import type { ExpressionProblem } from './expression-problem';
import type { SafetyError } from './safety-error';

/**
 * Failures that are expected. They travel as values (an Error loses its class between threads); one table in
 * `state/error-message.ts` gives each a sentence, a cause and a next step.
 */
export type AppError =
  | { readonly kind: 'file-empty' }
  | { readonly kind: 'file-unreadable'; readonly cause: string }
  | { readonly kind: 'file-wrong-encoding'; readonly encoding: string; readonly byteOffset: number }
  | { readonly kind: 'file-no-usable-column' }
  | { readonly kind: 'file-no-rows' }
  | { readonly kind: 'file-too-many-columns'; readonly columns: number; readonly limit: number }
  | { readonly kind: 'file-not-supported'; readonly name: string }
  | { readonly kind: 'file-too-large'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'file-malformed'; readonly cause: string }
  | { readonly kind: 'file-encrypted'; readonly what: 'workbook' | 'archive' }
  /** Of Excel before 2007, or in its binary form. */
  | { readonly kind: 'workbook-old' }
  | { readonly kind: 'archive-empty' }
  | { readonly kind: 'archive-nested' }
  | { readonly kind: 'archive-too-large'; readonly bytes: number; readonly limit: number }
  /** It would unpack to so much more than it is that it was made to do harm. */
  | { readonly kind: 'archive-suspicious'; readonly packedBytes: number; readonly bytes: number }
  | { readonly kind: 'import-stopped'; readonly cause: string }
  | { readonly kind: 'import-gate'; readonly gate: 'activate' | 'provisioning' | 'synchronization' }
  | { readonly kind: 'import-busy' }
  | { readonly kind: 'held-run-missing' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'preview-outdated' }
  | { readonly kind: 'expression-invalid'; readonly where: string; readonly problem: ExpressionProblem }
  | { readonly kind: 'expression-too-slow'; readonly where: string }
  | { readonly kind: 'schedule-invalid'; readonly which: 'full' | 'incremental'; readonly cause: string }
  | { readonly kind: 'source-missing' }
  | { readonly kind: 'source-permission' }
  | SystemError
  | ApplyError
  | CommitError
  | SafetyError
  | { readonly kind: 'too-many-exclusions'; readonly count: number; readonly limit: number }
  /** What was handed over is more than one zip archive can hold. */
  | { readonly kind: 'archive-overfull' }
  | { readonly kind: 'file-not-written'; readonly cause: string }
  | { readonly kind: 'storage-full'; readonly neededBytes: number | undefined }
  | { readonly kind: 'storage-blocked'; readonly cause: string }
  | { readonly kind: 'storage-failed'; readonly cause: string }
  | { readonly kind: 'storage-newer'; readonly found: number; readonly known: number }
  | { readonly kind: 'workspace-missing' }
  | { readonly kind: 'workspace-read-only' }
  | { readonly kind: 'writer-lost' }
  | { readonly kind: 'not-found'; readonly what: string }
  | { readonly kind: 'passphrase-missing' }
  | { readonly kind: 'passphrase-wrong' }
  | { readonly kind: 'passphrase-short'; readonly least: number }
  /** The kept one does not open, although the passphrase is right. */
  | { readonly kind: 'token-damaged' }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'name-empty' }
  | { readonly kind: 'user-invalid'; readonly problems: readonly UserDraftProblem[] }
  | { readonly kind: 'nothing-to-do' }
  /** Answers are taken in step by step: so many are, and may be undone; the others are not. */
  | { readonly kind: 'answers-in-part'; readonly taken: number; readonly left: number }
  | { readonly kind: 'not-kept-offline'; readonly cause: string }
  | { readonly kind: 'worker-crashed'; readonly cause: string }
  /** Whoever ranks users ended. Asked again, another one begins. */
  | { readonly kind: 'suggestions-stopped'; readonly cause: string }
  /** A file of the program could not be loaded, although the page was loaded anew. */
  | { readonly kind: 'missing-chunk' }
  /** Opened over plain http: the browser gives such a page neither locks nor encryption. */
  | { readonly kind: 'address-insecure'; readonly secureAddress: string }
  | { readonly kind: 'version-mismatch' };

/** What keeps a list from coming in from a system. `host` is as the person typed it; nothing here holds a token. */
export type SystemError =
  | { readonly kind: 'system-address'; readonly problem: AddressProblem }
  /** A browser does not say which: nobody there, no network, or a certificate that it does not accept. */
  | { readonly kind: 'system-unreachable'; readonly host: string }
  /** It answers, but not to pages of this origin. */
  | { readonly kind: 'system-origin'; readonly host: string; readonly origin: string }
  | { readonly kind: 'system-token'; readonly host: string; readonly detail: string }
  | { readonly kind: 'system-forbidden'; readonly host: string; readonly detail: string }
  | { readonly kind: 'system-path'; readonly host: string; readonly path: string; readonly detail: string }
  | { readonly kind: 'system-redirect'; readonly host: string }
  | { readonly kind: 'system-busy'; readonly host: string; readonly retryAt: number }
  | { readonly kind: 'system-slow'; readonly host: string; readonly seconds: number }
  | { readonly kind: 'system-too-large'; readonly host: string; readonly limit: number }
  | { readonly kind: 'system-answer'; readonly host: string; readonly cause: string; readonly excerpt: string }
  | { readonly kind: 'system-failed'; readonly host: string; readonly status: number; readonly detail: string }
  /** The list did not come whole: it is not imported, so that nothing counts as vanished. */
  | { readonly kind: 'system-incomplete'; readonly host: string; readonly cause: IncompleteCause }
  | { readonly kind: 'system-foreign-link'; readonly host: string; readonly linkHost: string }
  /** It cannot list only what changed since. */
  | { readonly kind: 'system-no-changes'; readonly host: string; readonly detail: string }
  | { readonly kind: 'sign-in-failed'; readonly cause: string };

export type AddressProblem = 'malformed' | 'not-https' | 'has-credentials' | 'has-query';

export type IncompleteCause =
  /** Fewer, or more, records than the system said there are. */
  | { readonly kind: 'count'; readonly told: number; readonly got: number }
  /** It became shorter while it was read: what moved up to a page that was read already is missing. */
  | { readonly kind: 'shrunk'; readonly before: number; readonly after: number }
  /** A full page, and no link to the next that a browser may read. */
  | { readonly kind: 'no-link'; readonly pageSize: number }
  | { readonly kind: 'same-page' }
  /** The list was begun anew too often because its cursors expired. */
  | { readonly kind: 'expired' }
  /** Page after page without anything new, or more records than any list has. */
  | { readonly kind: 'endless'; readonly records: number }
  | { readonly kind: 'no-id'; readonly records: number };

export interface UserDraftProblem {
  readonly attribute: 'userName' | 'email' | 'givenName' | 'familyName' | 'displayName';
  readonly problem: 'missing' | 'taken' | 'malformed' | 'too-long';
}
