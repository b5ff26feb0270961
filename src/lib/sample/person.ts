/** One fictive member of the group, as the directory will list it. */
export interface Person {
  readonly externalId: string;
  readonly employeeNumber: string;
  /** As written by the person, in any script. */
  readonly given: string;
  readonly family: string;
  /** The usual transcription; the same as above for Latin scripts. */
  readonly latinGiven: string;
  readonly latinFamily: string;
  readonly displayName: string;
  readonly userName: string;
  readonly email: string;
  readonly otherEmail: string;
  /** Family name before a marriage, else empty. */
  readonly formerFamily: string;
  readonly department: string;
  readonly title: string;
  readonly office: string;
  readonly phone: string;
  readonly userType: 'Employee' | 'Contractor' | 'Service';
  readonly isActive: boolean;
}

export const MAIL_DOMAIN = 'alder.example';
/** Where everybody's mail was before the group was renamed. */
export const OLD_MAIL_DOMAIN = 'alder-old.example';
