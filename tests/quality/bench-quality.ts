import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeReadmePart } from '../bench/readme-part';
import { markdownTable, plainTable } from '../bench/table-text';
import { measureQuality } from './measure-quality';
import { GOALS, qualityTable, verdict } from './quality-figures';
import { CORRUPTION, DIRECTORY_USERS, FIRST_SEED } from './thresholds';

/**
 * npm run bench:quality -- --data DIR            scores the open sets in DIR and the generated cases, prints the table
 *                          --json FILE           writes the figures too
 *                          --seed N              the first of the generator's seeds
 *                          --corruption X        from 0 to 1: how far apps are from the directory
 *                          --users N             size of the generated directory
 *                          --readme              writes the table into README.md
 *
 * Ends with 1 when a figure misses what is to be reached.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'string' },
    seed: { type: 'string', default: String(FIRST_SEED) },
    corruption: { type: 'string', default: String(CORRUPTION) },
    users: { type: 'string', default: String(DIRECTORY_USERS) },
    readme: { type: 'boolean', default: false }
  }
});

const report = measureQuality({
  folder: values.data,
  seed: numberOf('seed', values.seed, 0, 2 ** 32),
  corruption: numberOf('corruption', values.corruption, 0, 1),
  users: numberOf('users', values.users, 100, 1_000_000),
  tell: (line) => console.error(line)
});
const table = qualityTable(report.figures);
console.log(plainTable(table));
for (const [title, part] of report.parts) console.log(`\n${title}\n${plainTable(part)}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report.json, null, 2)}\n`);
if (values.readme) writeReadmePart('README.md', 'quality', markdownTable(table));
const missed = GOALS.filter((goal) => verdict(goal, report.figures) === 'missed');
for (const { title, goal } of missed) console.error(`missed: ${title}: ${goal}`);
for (const note of report.faults) console.error(note);
process.exitCode = missed.length + report.faults.length > 0 ? 1 : 0;

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a number from ${least} to ${most}, not ${text}.`);
}
