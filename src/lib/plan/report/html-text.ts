/** Text anywhere in a document: between tags, or in an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(UNSHOWN, '\uFFFD');
}

/** Controls that HTML has no place for, and those that turn the direction of what follows them. */
const UNSHOWN = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

export interface TableColumn {
  readonly header: string;
  readonly isNumber?: boolean;
}

/** Cells are texts, not markup. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const kind = (i: number) => (columns[i]?.isNumber ? ' class="number"' : '');
  const headers = columns.map(({ header }, i) => `<th scope="col"${kind(i)}>${escapeHtml(header)}</th>`).join('');
  const body = rows.map(
    (cells) => `<tr>${cells.map((cell, i) => `<td dir="auto"${kind(i)}>${escapeHtml(cell)}</td>`).join('')}</tr>\n`
  );
  return `<table><thead><tr>${headers}</tr></thead><tbody>\n${body.join('')}</tbody></table>`;
}

/** `content` is markup; what it is part of, if anything, has a title of its own. */
export function section(title: string, content: string, isPart = false): string {
  const tag = isPart ? 'h3' : 'h2';
  return `<section><${tag} class="title" dir="auto">${escapeHtml(title)}</${tag}>${content}</section>\n`;
}
