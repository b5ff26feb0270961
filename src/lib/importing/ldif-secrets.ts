/** Attributes of directories that hold a password, or what a password can be found from. */
export const SECRETS: ReadonlySet<string> = new Set([
  'userpassword',
  'authpassword',
  'unicodepwd',
  'dbcspwd',
  'ntpwdhistory',
  'lmpwdhistory',
  'supplementalcredentials',
  'sambantpassword',
  'sambalmpassword',
  'sambapasswordhistory',
  'krbprincipalkey',
  'krb5key',
  'pwdhistory',
  'userpkcs12',
  'ms-mcs-admpwd',
  'mslaps-password',
  'mslaps-encryptedpassword',
  'msds-managedpassword'
]);

/** `key`: name of an attribute in small letters, with its options (`userpassword;x-old`). */
export function isSecret(key: string): boolean {
  return SECRETS.has(key.split(';', 1)[0]);
}
