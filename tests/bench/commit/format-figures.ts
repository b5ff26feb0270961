import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FILE_FORMATS, type FileFormat } from '../../../src/lib/model/file-format';

export interface FormatFigures {
  readonly total: number;
  /** Formats of which every test that reads them back by an independent reader passed. */
  readonly readBackEqual: number;
  readonly failed: readonly FileFormat[];
}

/** The tests that write a format, with all naughty strings, and read it back by a reader that nobody here wrote. */
const READ_BACK: Readonly<Record<FileFormat, string>> = {
  'scim-bulk': 'scim/scim-bulk.test.ts',
  'oracle-csv': 'csv/oracle-csv.test.ts',
  'okta-csv': 'csv/okta-csv.test.ts',
  'entra-csv': 'csv/entra-csv.test.ts',
  'terraform-okta': 'terraform/terraform.test.ts',
  'terraform-oci': 'terraform/terraform.test.ts',
  shell: 'shell/shell-script.test.ts',
  crosswalk: 'csv/csv-files.test.ts',
  'crosswalk-people': 'csv/for-spreadsheets.test.ts',
  'plan-json': 'json/plan-json.test.ts',
  'plan-json-lines': 'json/plan-json.test.ts',
  'plan-people': 'csv/for-spreadsheets.test.ts',
  'accounts-parquet': 'parquet/list-tables.test.ts'
};

interface TestReport {
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

export function formatFigures(): FormatFigures {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-formats-'));
  try {
    const file = path.join(folder, 'report.json');
    const tests = [...new Set(Object.values(READ_BACK))].map((name) => `tests/unit/plan/${name}`);
    spawnSync('npx', ['vitest', 'run', '--project', 'unit', '--reporter=json', `--outputFile=${file}`, ...tests], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32'
    });
    // The shape is that of Vitest's JSON reporter.
    const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
    const isGreen = (name: string) =>
      report.testResults.some(
        (result) => result.name.replaceAll('\\', '/').endsWith(name) && result.status === 'passed'
      );
    const failed = FILE_FORMATS.filter((format) => !isGreen(READ_BACK[format]));
    return { total: FILE_FORMATS.length, readBackEqual: FILE_FORMATS.length - failed.length, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
