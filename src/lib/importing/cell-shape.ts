/** What a cell looks like, where the header says nothing. Deliberately narrow: a wrong guess costs more than none. */
const EMAIL = /^[^\s@,;<>]{1,64}@[^\s@,;<>]{1,189}\.[^\s@,;<>.]{2,63}$/;
const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;
const NUMBER = /^[+-]?\d[\d.,' ]*$/;
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}.*)?$/;
const TRUTH = /^(?:true|false|yes|no)$/i;

export function isEmailShaped(cell: string): boolean {
  return EMAIL.test(cell.trim());
}

export function isGuidShaped(cell: string): boolean {
  return GUID.test(cell.trim());
}

/** Values that nobody names a column with. */
export function isDataShaped(cell: string): boolean {
  const text = cell.trim();
  return EMAIL.test(text) || GUID.test(text) || NUMBER.test(text) || DATE.test(text) || TRUTH.test(text);
}
