import type { PackageFacts } from './package-facts';

/**
 * CycloneDX 1.6 (ECMA-424) as JSON. No serial number and no time, which the standard leaves open: the same sources give
 * the same bytes.
 */
export function billOfMaterials(product: { name: string; version: string }, packages: readonly PackageFacts[]): string {
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': product.name, ...product } },
    components: packages.map(component),
    dependencies: [{ ref: product.name, dependsOn: packages.map(purl) }]
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

function component(found: PackageFacts): object {
  const { name, version, licence, integrity } = found;
  const [algorithm = '', digest = ''] = integrity.split('-');
  return {
    type: 'library',
    'bom-ref': purl(found),
    name,
    version,
    scope: 'required',
    hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }],
    licenses: [{ expression: licence }],
    purl: purl(found)
  };
}

function purl({ name, version }: PackageFacts): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
