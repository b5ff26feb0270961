/** A file that was dropped or pasted. */
export function givenFile(data: DataTransfer | null): File | undefined {
  return data?.files[0];
}

/** A pasted table (of a spreadsheet, of an e-mail) counts as a file too; a single line does not. */
export function pastedFile(data: DataTransfer | null): File | undefined {
  const file = givenFile(data);
  if (file) return file;
  const text = data?.getData('text/plain') ?? '';
  return /\S.*\r?\n.*\S/u.test(text) ? new File([text], 'pasted.csv', { type: 'text/csv' }) : undefined;
}

/** True while files, not texts, are dragged over the page. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}
