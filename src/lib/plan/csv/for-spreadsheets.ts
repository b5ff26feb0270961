/** Excel takes a file without it for the code page of the country. */
export const BYTE_ORDER_MARK = '\u{feff}';
/** Part of every such file's name, so that nobody takes it for the exact one. */
export const FOR_SPREADSHEETS = '-for-spreadsheets';

/** What a spreadsheet would run: the signs of formulas, in full width too, behind blanks too; and what hides them. */
const FORMULA = /^(?:[\t\r\n\0]|[\s\0]*[=+\-@＝＋－＠])/;
/** The same where a spreadsheet set to another delimiter, or one that drops quotes, would begin a cell. */
const INNER_FORMULA = /([,;\t\r\n])( *[=+\-@＝＋－＠])/g;

/** The cell as text that no spreadsheet takes for a formula: an apostrophe before it, which people can see. */
export function disarmed(cell: string): string {
  const inner = cell.replace(INNER_FORMULA, "$1'$2");
  return FORMULA.test(inner) ? `'${inner}` : inner;
}

/** One record for people: every cell in quotes, so that no blank or separator parts it. Not to be read by machines. */
export function spreadsheetRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${disarmed(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
