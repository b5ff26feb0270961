import type { FilePiece } from '../plan-file';

/** A sheet to be written. Cells are texts, whatever they look like: nothing in them is ever computed. */
export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly { readonly width: number; readonly isHidden?: boolean; readonly style?: CellStyle }[];
  /** The first row, in bold, stays in view. */
  readonly hasHeader: boolean;
  readonly rows: Iterable<readonly string[]>;
  /** Cells where one of a few texts is expected, such as H2:H7; asked for when all rows are written. */
  readonly choices?: () => readonly CellChoices[];
}

export interface CellChoices {
  readonly ranges: readonly string[];
  readonly values: readonly string[];
}

export type CellStyle = 'plain' | 'answer';

const STYLE: Record<CellStyle, number> = { plain: 0, answer: 2 };
const HEADER_STYLE = 1;
/** Longer texts are refused by spreadsheets. */
const MOST_CHARACTERS = 32_767;
const PIECE_CHARACTERS = 1 << 18;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const encoder = new TextEncoder();

/** The parts of a workbook (ECMA-376), as they lie in its zip; rows are written as they are read. */
export function* workbookParts(sheets: readonly SheetToWrite[]): Generator<FilePiece, void> {
  const part = (path: string, text: string): FilePiece => ({ path, bytes: encoder.encode(HEAD + text) });
  yield part('[Content_Types].xml', contentTypes(sheets.length));
  yield part('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  yield part('xl/workbook.xml', workbook(sheets));
  yield part(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml']
    ])
  );
  yield part('xl/styles.xml', STYLES);
  for (const [i, sheet] of sheets.entries()) yield* sheetPart(`xl/worksheets/sheet${i + 1}.xml`, sheet);
}

function contentTypes(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${CONTENT}.worksheet+xml"/>`
  );
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${sheets.join('')}</Types>`;
}

function relationships(targets: readonly (readonly [kind: string, target: string])[]): string {
  const all = targets.map(
    ([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function workbook(sheets: readonly SheetToWrite[]): string {
  const named = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${named.join('')}</sheets></workbook>`;
}

/** Plain, header, answer: a text format for what is filled in, so that 1 stays 1. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF6D6"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FFC9CED6"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

function* sheetPart(path: string, { columns, hasHeader, rows, choices }: SheetToWrite): Generator<FilePiece, void> {
  let text = `${HEAD}<worksheet xmlns="${MAIN}">${hasHeader ? FROZEN_HEADER : ''}<cols>${columns
    .map(
      ({ width, isHidden }, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${isHidden ? ' hidden="1"' : ''}/>`
    )
    .join('')}</cols><sheetData>`;
  let number = 0;
  for (const cells of rows) {
    number++;
    text += rowText(number, cells, (i) =>
      hasHeader && number === 1 ? HEADER_STYLE : STYLE[columns[i]?.style ?? 'plain']
    );
    if (text.length < PIECE_CHARACTERS) continue;
    yield { path, bytes: encoder.encode(text) };
    text = '';
  }
  text += '</sheetData>';
  if (hasHeader && number > 0) text += `<autoFilter ref="A1:${columnName(columns.length - 1)}${number}"/>`;
  yield { path, bytes: encoder.encode(`${text}${validations(choices?.() ?? [])}</worksheet>`) };
}

const FROZEN_HEADER =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

function rowText(number: number, cells: readonly string[], style: (column: number) => number): string {
  const filled = cells.map((cell, i) => {
    const place = `<c r="${columnName(i)}${number}" s="${style(i)}"`;
    if (cell === '') return `${place}/>`;
    return `${place} t="inlineStr"><is><t xml:space="preserve">${escaped(shortened(cell))}</t></is></c>`;
  });
  return `<row r="${number}">${filled.join('')}</row>`;
}

/** A list to choose from; what is typed instead is taken too, after a question. */
function validations(all: readonly CellChoices[]): string {
  const lists = all
    .filter(({ ranges }) => ranges.length > 0)
    .map(
      ({ ranges, values }) =>
        `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${ranges.join(' ')}"><formula1>${escaped(`"${values.join(',')}"`)}</formula1></dataValidation>`
    );
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** A, B, …, Z, AA for 0, 1, …, 25, 26. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

/** Cut so that no character is. */
export function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** What XML cannot hold, or would read as something else, as _x000D_; and what only looks like that. */
const UNSAYABLE = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

function escaped(text: string): string {
  return text
    .replaceAll(UNSAYABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
