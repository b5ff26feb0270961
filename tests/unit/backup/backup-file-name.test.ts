import { expect, test } from 'vitest';
import { backupFileName } from '../../../src/lib/workspace/backup-file-name';

const at = new Date(2026, 10, 2, 3, 4);

test.each([
  ['Alder', 'Alder 2026-11-02 03.04.muster'],
  ['Müller & Söhne GmbH', 'Müller & Söhne GmbH 2026-11-02 03.04.muster'],
  ['../../etc/passwd', 'etc passwd 2026-11-02 03.04.muster'],
  ['a:b*c?"<>|d', 'a b c d 2026-11-02 03.04.muster'],
  ['exe\u202Egpj.\u0000', 'exe gpj 2026-11-02 03.04.muster'],
  [' . ', 'Muster 2026-11-02 03.04.muster'],
  ['伟'.repeat(200), `${'伟'.repeat(80)} 2026-11-02 03.04.muster`]
])('%j', (name, fileName) => {
  expect(backupFileName(name, at)).toBe(fileName);
});
