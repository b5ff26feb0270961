import type { ExpressionProblem } from './expression-problem';

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
  | { readonly kind: 'storage-full'; readonly neededBytes: number | undefined }
  | { readonly kind: 'storage-blocked'; readonly cause: string }
  | { readonly kind: 'storage-failed'; readonly cause: string }
  | { readonly kind: 'storage-newer'; readonly found: number; readonly known: number }
  | { readonly kind: 'workspace-missing' }
  | { readonly kind: 'workspace-read-only' }
  | { readonly kind: 'writer-lost' }
  | { readonly kind: 'not-found'; readonly what: string }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'name-empty' }
  | { readonly kind: 'user-invalid'; readonly problems: readonly UserDraftProblem[] }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'not-kept-offline'; readonly cause: string }
  | { readonly kind: 'worker-crashed'; readonly cause: string }
  | { readonly kind: 'version-mismatch' };

export interface UserDraftProblem {
  readonly attribute: 'userName' | 'email' | 'givenName' | 'familyName' | 'displayName';
  readonly problem: 'missing' | 'taken' | 'malformed' | 'too-long';
}
