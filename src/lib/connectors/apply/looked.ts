import type { ApplyError } from '../../model/apply-error';
import type { SystemError } from '../../model/app-error';
import type { KnownIds } from './target-system';

/** What a look at the system says of an operation. */
export type Looked =
  /** It is so already. `ids` as far as they are known. */
  | { readonly kind: 'so'; readonly ids: KnownIds }
  /** `isGuess`: nothing was asked. */
  | { readonly kind: 'not-so'; readonly ids: KnownIds; readonly isGuess?: true }
  | { readonly kind: 'problem'; readonly error: ApplyError | SystemError };
