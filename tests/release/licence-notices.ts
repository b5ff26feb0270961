import type { PackageFacts } from './package-facts';

/** What may be built in: all of these let the files be passed on with a notice. */
const ALLOWED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0', 'Unlicense']);
const LINE = '='.repeat(80);

/** The notices that go along with the build. Throws for a licence that nobody has agreed to. */
export function licenceNotices(packages: readonly PackageFacts[]): string {
  const refused = packages.filter(({ licence }) => !licence.split(/ OR |[()]/).some((one) => ALLOWED.has(one)));
  if (refused.length > 0)
    throw new Error(`Licences to look at: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);
  const head = 'Muster is under the Apache License 2.0. Its scripts have parts of the packages below.\n';
  return [head, ...packages.map(notice)].join(`\n${LINE}\n\n`);
}

function notice({ name, version, licence, licenceText }: PackageFacts): string {
  return `${name} ${version} (${licence})\n\n${licenceText ?? `Its package has no text of the licence.`}\n`;
}
