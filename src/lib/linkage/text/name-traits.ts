import type { NameTraits } from './name-book';
import { nicknameGroups } from './nicknames';
import { phoneticKeys } from './phonetic-key';
import { spellingKey } from './spelling-key';

/** No phonetic code begins so. */
const SPELLING = '=';

/**
 * What a NameBook learns of each name. The first of the phonetic keys is always its spelling key, so that
 * other spellings are found, and told from what only sounds alike, by one number.
 */
export const NAME_TRAITS: NameTraits = {
  phoneticKeys: (name) => [SPELLING + spellingKey(name), ...phoneticKeys(name)],
  nicknameGroups
};
