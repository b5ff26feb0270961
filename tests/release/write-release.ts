import { readFileSync, writeFileSync } from 'node:fs';
import { billOfMaterials } from './bill-of-materials';
import { fileHashes, HASH_LIST } from './file-hashes';
import { licenceNotices } from './licence-notices';
import { shippedPackages } from './package-facts';

/**
 * The last part of a build: what it is made of, under which licences, and the hash of every file, by which whoever hosts
 * or uses it can tell that it is the one that was released.
 */
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
const packages = shippedPackages();
writeFileSync('build/bill-of-materials.cdx.json', billOfMaterials({ name, version }, packages));
writeFileSync('build/licences.txt', licenceNotices(packages));
writeFileSync(`build/${HASH_LIST}`, fileHashes('build'));
console.log(`${packages.length} packages in the build; hashes in build/${HASH_LIST}`);
