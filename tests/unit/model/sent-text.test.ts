import { expect, test } from 'vitest';
import { isOwnId } from '../../../src/lib/model/own-id';
import { sentOtherEmails, sentText } from '../../../src/lib/model/sent-text';

test.each([
  ['okta', '00u1a2B3c4D5e6F7g8H9', true],
  ['okta', '00g1a2B3c4D5e6F7g8H9', false],
  ['okta', '1001', false],
  ['entra', '0f8fad5b-d9cb-469f-a165-70867728950e', true],
  ['entra', '0f8fad5bd9cb469fa16570867728950e', false],
  ['oracle', '0f8fad5bd9cb469fa16570867728950e', true],
  ['oracle', 'ocid1.user.oc1..aaaaexample', true],
  ['oracle', 'HR-7', false],
  ['scim', '0f8fad5b-d9cb-469f-a165-70867728950e', false]
] as const)('%s: %s has the form of its own ids: %s', (target, text, isOwn) => {
  expect(isOwnId(target, text)).toBe(isOwn);
});

test('a value is spelled as each target takes it', () => {
  expect(sentText('phone', '+49 30 / 12', 'oracle')).toBe('+49-30-12');
  expect(sentText('phone', '+49 30 / 12', 'okta')).toBe('+49 30 / 12');
  expect(sentText('otherEmail', 'a@x.example; b@x.example', 'okta')).toBe('a@x.example');
  expect(sentText('userType', 'guest', 'entra')).toBe('Guest');
  expect(sentText('userType', 'Contractor', 'entra')).toBe('');
  expect(sentText('userType', 'Contractor', 'scim')).toBe('Contractor');
  expect(sentOtherEmails('a@x.example; b@x.example')).toEqual(['a@x.example', 'b@x.example']);
  expect(sentOtherEmails('none')).toEqual(['none']);
  expect(sentOtherEmails('')).toEqual([]);
});
