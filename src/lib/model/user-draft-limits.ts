/** Lengths that every target accepts; longer values are refused in the form. Unit: UTF-16 code units. */
export const USER_DRAFT_LIMITS = {
  userName: 100,
  email: 100,
  givenName: 50,
  familyName: 50,
  displayName: 200
} as const;
