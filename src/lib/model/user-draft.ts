/** A user to be made, as typed into the form. */
export interface UserDraft {
  readonly userName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

/** Lengths that every target accepts. Unit: UTF-16 code units. */
export const USER_DRAFT_LIMITS: Readonly<Record<keyof UserDraft, number>> = {
  userName: 100,
  email: 100,
  givenName: 50,
  familyName: 50,
  displayName: 200
};
