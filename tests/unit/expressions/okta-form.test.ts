import { describe, expect, test } from 'vitest';
import { checkExpression } from '../../../src/lib/expressions/compile-expression';
import type { Attribute } from '../../../src/lib/model/attribute';

const KNOWN: readonly Attribute[] = ['custom:middleInitial', 'custom:Cost Center'];

describe('expressions in the form of Okta', () => {
  test.each([
    ['${source.login}', 'account.userName'],
    ['${fn:substringBefore(source.login, "@")}', 'before(account.userName, "@")'],
    ['${source.email}', 'account.email'],
    ['${fn:toLowerCase(source.email)}', 'lower(account.email)'],
    ['${source.samAccountName}', 'account.userName'],
    ['${source.employeeID}', 'account.employeeNumber'],
    ['${source.login}@example.com', 'account.userName + "@example.com"'],
    ['${source.firstName}.${source.lastName}', 'account.givenName + "." + account.familyName'],
    ['String.toLowerCase(user.email)', 'lower(account.email)'],
    ['String.substringBefore(user.email, "@")', 'before(account.email, "@")'],
    ["String.substringAfter(user.email, '@')", 'after(account.email, "@")'],
    ['toUpperCase(user.lastName)', 'upper(account.familyName)'],
    [
      'String.toLowerCase(String.substring(user.firstName,0,1) + user.lastName)',
      'lower(sub(account.givenName, 0, 1) + account.familyName)'
    ],
    [
      'String.stringContains(user.login,"@") ? String.substringBefore(user.login,"@") : user.login',
      'contains(account.userName, "@") ? before(account.userName, "@") : account.userName'
    ],
    [
      'firstName + " " + (String.len(middleInitial)==0 ? "" : String.substring(middleInitial,0,1)+". ") + lastName',
      'account.givenName + " " + (len(account.middleInitial) == 0 ? "" : sub(account.middleInitial, 0, 1) + ". ") + account.familyName'
    ],
    ['user.firstName ?: user.login', 'default(account.givenName, account.userName)'],
    ['String.append(user.firstName, user.lastName)', 'account.givenName + account.familyName'],
    [
      'String.join("-", user.firstName, user.lastName, user.login)',
      'account.givenName + "-" + account.familyName + "-" + account.userName'
    ],
    ['String.removeSpaces(user.displayName)', 'removeSpaces(account.displayName)'],
    ['String.replace(user.email, "old", "new")', 'replace(account.email, "old", "new")'],
    [
      'user.userType == "agent" AND !(user.title == null) ? "a" : "b"',
      'account.userType == "agent" && !(account.title == "") ? "a" : "b"'
    ],
    [
      'String.startsWith(user.title, "Dr") OR user.title == "" ? "x" : "y"',
      'startsWith(account.title, "Dr") || account.title == "" ? "x" : "y"'
    ],
    ['String.toUpperCase(source["Cost Center"])', 'upper(account["Cost Center"])']
  ])('%s becomes %s', (text, own) => {
    expect(checkExpression(text, KNOWN)).toMatchObject({ ok: true, value: { text: own, wasOktaForm: true } });
    // What is kept reads as itself.
    expect(checkExpression(own, KNOWN)).toMatchObject({ ok: true, value: { text: own, wasOktaForm: false } });
  });

  test.each([
    ['String.stringSwitch(user.title, "x", "a", "b")', 'switch(text, otherwise, key, value)', 'String.stringSwitch'],
    ['Arrays.contains(user.groups, "a")', 'Lists of values are not supported', 'Arrays.contains'],
    ['Time.now()', 'Times are not supported', 'Time.now'],
    ['getManagerUser("active_directory").firstName', 'asks the directory of Okta', 'getManagerUser'],
    ['Convert.toInt(user.employeeNumber)', 'Convert is not supported', 'Convert.toInt'],
    ['String.trim2(user.email)', 'no counterpart of String.trim2', 'String.trim2'],
    ['String.toLowerCase(org.name)', '“org” belongs to Okta', 'org'],
    ['${source.userName}${instance.userSuffix}', '“instance” belongs to Okta', 'instance'],
    ['String.toLowerCase(user.emial)', 'Is account.email meant?', 'user.emial'],
    ['String.toLowerCase(user.email', '“)” is missing here.', ''],
    ['String.len()', 'len takes one argument, not 0.', 'String.len()'],
    ['String.toLowerCase(5) + user.email', 'It is written lower(text).', 'String.toLowerCase(5)'],
    ['${source.email', '“}” is missing.', '${source.email'],
    ['String.toLowerCase(${source.email})', 'Outside of ${…} text is taken letter by letter', 'String.'],
    ['user.email ?: ', 'something is missing', '']
  ])('%s is refused', (text, message, marked) => {
    const checked = checkExpression(text, KNOWN);
    if (checked.ok) throw new Error(`Taken: ${checked.value.text}`);
    expect(checked.error.message).toContain(message);
    expect(text.slice(checked.error.start, checked.error.end)).toBe(marked);
  });
});
