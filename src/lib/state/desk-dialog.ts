import type { ImportMode } from '../model/import-run';
import type { AccountDetail, DecisionPreview } from '../protocol/engine-api';
import type { AccountSuggestions } from '../protocol/suggestion-api';
import type { AcceptBest } from './accept-best.svelte';
import type { BulkNewUsers } from './bulk-new-users.svelte';

/** What stands over the desk. */
export type DeskDialog =
  | { readonly kind: 'create-user'; readonly detail: AccountDetail }
  /** `suggestions` undefined: still ranking, or it cannot be. */
  | {
      readonly kind: 'assign';
      readonly detail: AccountDetail;
      readonly suggestions: AccountSuggestions | undefined;
      readonly isRanking: boolean;
    }
  | { readonly kind: 'accept'; readonly accept: AcceptBest }
  /** Undefined: still counting. `matching`: of what the search and the filters find; absent without them. */
  | {
      readonly kind: 'clear';
      readonly tally: DecisionPreview | undefined;
      readonly matching: DecisionPreview | undefined;
    }
  | { readonly kind: 'new-users'; readonly list: BulkNewUsers }
  | { readonly kind: 'import'; readonly file: File | undefined; readonly mode: ImportMode };
