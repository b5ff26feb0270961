/** What a file dialog offers. Files of any name can be dropped: their content decides. */
export const ACCEPTED_FILES =
  '.csv,.tsv,.txt,.tab,.xlsx,.xlsm,.ldif,.ldf,.json,.jsonl,.ndjson,.zip,.gz,.muster,text/csv,text/tab-separated-values,text/plain,' +
  'application/json,application/zip,application/gzip,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file that was dropped or pasted. */
export function givenFile(data: DataTransfer | null): File | undefined {
  return data?.files[0];
}

/** A pasted table (of a spreadsheet, of an e-mail) counts as a file too; a single line does not. */
export function pastedFile(data: DataTransfer | null): File | undefined {
  const file = givenFile(data);
  if (file) return file;
  const text = data?.getData('text/plain') ?? '';
  return /\S.*\r?\n.*\S/u.test(text) ? new File([text], pastedName(text), { type: 'text/plain' }) : undefined;
}

function pastedName(text: string): string {
  if (/^\s*[[{]/.test(text)) return 'pasted.json';
  return /^dn::? /m.test(text) ? 'pasted.ldif' : 'pasted.csv';
}

/** True while files, not texts, are dragged over the page. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}
