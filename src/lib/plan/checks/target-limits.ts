import type { Attribute } from '../../model/attribute';
import type { CommitTarget } from '../../model/commit-target';

/** Unit: code points at least, UTF-16 code units at most; the stricter count of each, as targets differ. */
export interface LengthLimit {
  readonly attribute: Attribute;
  readonly least: number;
  readonly most: number;
}

export interface TargetLimits {
  /** A user without one of these is refused. */
  readonly required: readonly Attribute[];
  readonly lengths: readonly LengthLimit[];
  readonly leastGroupName: number;
  /** Two usernames that differ by accents only are one to the target. */
  readonly ignoresAccents: boolean;
  /** Its files have room for one further e-mail address. */
  readonly hasOneOtherEmail: boolean;
  readonly checksPhones: boolean;
  /** All that it knows; undefined where it takes any. Letters' case says nothing. */
  readonly userTypes?: readonly string[];
  /** Where a country stands as two letters (ISO 3166). */
  readonly countries?: readonly Attribute[];
}

const atMost = (attribute: Attribute, most: number): LengthLimit => ({ attribute, least: 0, most });
const between = (attribute: Attribute, least: number, most: number): LengthLimit => ({ attribute, least, most });

/** As the targets document them; a custom attribute counts where it is called like the target's own. */
export const TARGET_LIMITS: Record<CommitTarget, TargetLimits> = {
  scim: {
    required: ['userName'],
    lengths: [],
    leastGroupName: 1,
    ignoresAccents: false,
    hasOneOtherEmail: false,
    checksPhones: false
  },
  oracle: {
    required: ['userName', 'givenName', 'familyName', 'email'],
    lengths: [between('userName', 3, Infinity)],
    leastGroupName: 5,
    ignoresAccents: false,
    hasOneOtherEmail: true,
    checksPhones: true,
    userTypes: ['Contractor', 'Employee', 'External', 'Generic', 'Intern', 'Service', 'Temporary']
  },
  okta: {
    required: ['userName', 'givenName', 'familyName', 'email'],
    lengths: [
      between('userName', 5, 100),
      between('email', 5, 100),
      atMost('givenName', 50),
      atMost('familyName', 50),
      atMost('otherEmail', 100),
      atMost('phone', 100),
      atMost('custom:mobilePhone', 100),
      atMost('custom:city', 128),
      atMost('custom:state', 128),
      atMost('custom:streetAddress', 1024),
      atMost('custom:zipCode', 50),
      atMost('custom:countryCode', 2),
      atMost('custom:postalAddress', 4096)
    ],
    leastGroupName: 1,
    ignoresAccents: true,
    hasOneOtherEmail: true,
    checksPhones: false
  },
  entra: {
    required: ['userName', 'displayName'],
    lengths: [atMost('displayName', 256), atMost('givenName', 64), atMost('familyName', 64)],
    leastGroupName: 1,
    ignoresAccents: true,
    hasOneOtherEmail: false,
    checksPhones: false,
    userTypes: ['Member', 'Guest'],
    countries: ['custom:usageLocation']
  }
};
