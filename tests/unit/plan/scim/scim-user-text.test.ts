import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scimUser } from '../../../../src/lib/model/scim-request';
import { quoted, scimUserText } from '../../../../src/lib/plan/scim/scim-user-text';
import { NAUGHTY } from '../naughty-strings';
import { anyValues } from '../plan-operations';

test('what is written by hand is what JSON.stringify makes of the user', () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      expect(scimUserText(values)).toBe(JSON.stringify(scimUser(values)));
      const spelling = {
        target: 'oracle',
        manager: (text: string) => (text.length % 2 === 0 ? '' : `id of ${text}`)
      } as const;
      expect(scimUserText(values, spelling)).toBe(JSON.stringify(scimUser(values, spelling)));
    })
  );
});

test('any text is quoted as JSON quotes it', () => {
  for (const text of NAUGHTY) expect(quoted(text)).toBe(JSON.stringify(text));
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = `a${String.fromCharCode(unit)}`;
    if (quoted(text) !== JSON.stringify(text)) expect(quoted(text)).toBe(JSON.stringify(text));
  }
});
