import type { StandardAttribute } from '../model/attribute';
import type { UsernamePreset } from '../model/username-format';
import { before, removeSpaces, stripAccents, sub } from './text-functions';

/** A username preset as a function of some attributes: what its expression says, without an evaluator. */
export interface PresetUsername {
  readonly reads: readonly StandardAttribute[];
  /** Takes the cells in the order of `reads`. */
  readonly of: (first: string, second: string) => string;
}

const plain = (text: string) => stripAccents(text).toLowerCase();
const initial = (text: string) => (text.charCodeAt(0) < 0xd800 ? text.charAt(0) : sub(text, 0, 1));

export const PRESET_USERNAMES: Readonly<Record<UsernamePreset, PresetUsername>> = {
  'user-name': { reads: ['userName', 'email'], of: (userName, email) => userName || email },
  'user-name-prefix': { reads: ['userName'], of: (userName) => before(userName, '@') },
  email: { reads: ['email'], of: (email) => email },
  'email-lowercase': { reads: ['email'], of: (email) => email.toLowerCase() },
  'email-prefix': { reads: ['email'], of: (email) => before(email, '@') },
  'first.last': {
    reads: ['givenName', 'familyName'],
    of: (given, family) => {
      const [first, last] = [removeSpaces(given), removeSpaces(family)];
      return plain(first && last ? `${first}.${last}` : first || last);
    }
  },
  flast: {
    reads: ['givenName', 'familyName'],
    of: (given, family) => plain(initial(removeSpaces(given)) + removeSpaces(family))
  },
  firstl: {
    reads: ['givenName', 'familyName'],
    of: (given, family) => plain(removeSpaces(given) + initial(removeSpaces(family)))
  },
  'employee-number': { reads: ['employeeNumber'], of: (employeeNumber) => employeeNumber }
};
