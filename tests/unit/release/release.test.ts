import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { billOfMaterials } from '../../release/bill-of-materials';
import { fileHashes, HASH_LIST } from '../../release/file-hashes';
import { licenceNotices } from '../../release/licence-notices';
import type { PackageFacts } from '../../release/package-facts';

const alder: PackageFacts = {
  name: '@wood/alder',
  version: '1.2.3',
  licence: 'MIT',
  licenceText: 'Do as you like.',
  integrity: `sha512-${Buffer.from('alder').toString('base64')}`
};

test('the bill names each package with its hash, and is the same each time', () => {
  const bill = billOfMaterials({ name: 'muster', version: '9.9.9' }, [alder]);
  const { components, dependencies } = JSON.parse(bill) as Record<string, { purl?: string; hashes?: unknown[] }[]>;
  expect(components?.[0]).toMatchObject({
    purl: 'pkg:npm/%40wood/alder@1.2.3',
    hashes: [{ alg: 'SHA-512', content: Buffer.from('alder').toString('hex') }],
    licenses: [{ expression: 'MIT' }]
  });
  expect(dependencies).toEqual([{ ref: 'muster', dependsOn: ['pkg:npm/%40wood/alder@1.2.3'] }]);
  expect(billOfMaterials({ name: 'muster', version: '9.9.9' }, [alder])).toBe(bill);
});

test('notices hold the licence as its authors give it', () => {
  expect(licenceNotices([alder])).toContain('@wood/alder 1.2.3 (MIT)\n\nDo as you like.');
});

test('a licence that nobody has agreed to stops the build', () => {
  expect(() => licenceNotices([{ ...alder, licence: 'AGPL-3.0-only' }])).toThrow('@wood/alder (AGPL-3.0-only)');
  expect(() => licenceNotices([{ ...alder, licence: '(GPL-2.0 OR MIT)' }])).not.toThrow();
});

test('every file has its hash but the list itself', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-hashes-'));
  mkdirSync(path.join(folder, 'b'));
  writeFileSync(path.join(folder, 'b', 'two.txt'), 'abc');
  writeFileSync(path.join(folder, 'a.txt'), '');
  writeFileSync(path.join(folder, HASH_LIST), 'older');
  // The standard's own examples (FIPS 180-4).
  expect(fileHashes(folder)).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\n' +
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b/two.txt\n'
  );
  rmSync(folder, { recursive: true });
});
