import type { FileFormat } from '../model/file-format';
import { writeEntraCsv } from '../plan/csv/entra-csv';
import { writeOktaCsv } from '../plan/csv/okta-csv';
import { writeOracleCsv } from '../plan/csv/oracle-csv';
import { writePlanForPeople } from '../plan/csv/plan-people';
import { planJsonLines, planJsonWriter } from '../plan/json/plan-json';
import type { PlanWriter } from '../plan/plan-file';
import { scimBulk } from '../plan/scim/scim-bulk';
import { shellScript } from '../plan/shell/shell-script';
import { terraformOci } from '../plan/terraform/terraform-oci';
import { terraformOkta } from '../plan/terraform/terraform-okta';

/** Formats that say what the plan does. The others say what it rests on: nothing takes them back. */
export type PlanFormat = Exclude<FileFormat, ListFormat>;
export type ListFormat = 'crosswalk' | 'crosswalk-people' | 'accounts-parquet';

/** Who writes which format. `rules`: those in force, as people read them. */
const WRITERS: Record<PlanFormat, (rules: readonly string[]) => PlanWriter> = {
  'scim-bulk': () => scimBulk,
  'oracle-csv': () => writeOracleCsv,
  'okta-csv': () => writeOktaCsv,
  'entra-csv': () => writeEntraCsv,
  'terraform-okta': () => terraformOkta,
  'terraform-oci': () => terraformOci,
  shell: () => shellScript,
  'plan-json': planJsonWriter,
  'plan-json-lines': () => planJsonLines,
  'plan-people': () => writePlanForPeople
};

export function isListFormat(format: FileFormat): format is ListFormat {
  return !Object.hasOwn(WRITERS, format);
}

export function writerFor(format: PlanFormat, rules: readonly string[]): PlanWriter {
  return WRITERS[format](rules);
}
