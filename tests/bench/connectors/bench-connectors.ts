import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mappingPart } from './mapping-part';
import { hostilePart, scimPart } from './network-parts';
import { openProjectModules } from './project-modules';

/**
 * npm run bench:connectors                   prints the figures, part by part
 * npm run bench:connectors -- --json FILE    writes them too
 *
 * Ends with 1 when something does not come in as it should.
 */
const { values } = parseArgs({ options: { json: { type: 'string' } } });

/** By the name under which its figures stand. A part prints what there is to see, and answers figures and faults. */
const PARTS = { mapping: mappingPart, scim: scimPart, hostile: hostilePart };

const modules = await openProjectModules();
const figures: Record<string, unknown> = {};
const faults: string[] = [];
try {
  for (const [name, part] of Object.entries(PARTS)) {
    const result = await part(modules);
    figures[name] = result.figures;
    faults.push(...result.faults);
  }
} finally {
  await modules.close();
}
const text = JSON.stringify(figures, null, 2);
console.log(text);
if (values.json !== undefined) writeFileSync(values.json, `${text}\n`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
