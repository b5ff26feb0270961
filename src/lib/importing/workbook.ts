import { MAX_WORKBOOK_BYTES, MAX_WORKBOOK_UNPACKED_BYTES } from './archive-limits';
import { unpackMember } from './archive-unpack';
import { ImportFailure } from './import-failure';
import type { CellContext } from './workbook-cells';
import { readFormats } from './workbook-format';
import { readSheetRows, type SheetPart } from './workbook-rows';
import { readSharedStrings } from './workbook-strings';
import { readWholeXml } from './workbook-xml';
import { readZipDirectory, type ZipMember } from './zip-directory';

/** A sheet of a workbook that has cells; one of nothing but a chart is none. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly member: ZipMember;
}

/**
 * A workbook that is open: its parts are unpacked when they are asked for, and each part of a sheet is gone when the next
 * one comes. Held are the shared texts, once each.
 */
export class Workbook {
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[];
  readonly #file: Blob;
  readonly #parts: WorkbookParts;
  #context: Promise<CellContext> | undefined;

  constructor(file: Blob, parts: WorkbookParts) {
    this.#file = file;
    this.#parts = parts;
    this.sheets = parts.sheets;
  }

  async *rows(sheet: Sheet): AsyncGenerator<SheetPart, void, undefined> {
    this.#context ??= this.#readContext();
    yield* readSheetRows(this.parts(sheet), await this.#context);
  }

  /** The sheet as it is stored, unpacked. */
  parts(sheet: Sheet): AsyncIterable<Uint8Array> {
    return unpackMember(this.#file, sheet.member);
  }

  async #readContext(): Promise<CellContext> {
    const { strings, styles, is1904 } = this.#parts;
    const partsOf = (member: ZipMember | undefined) => member && unpackMember(this.#file, member);
    return { strings: await readSharedStrings(partsOf(strings)), formats: await readFormats(partsOf(styles)), is1904 };
  }
}

interface WorkbookParts {
  readonly sheets: readonly Sheet[];
  readonly strings: ZipMember | undefined;
  readonly styles: ZipMember | undefined;
  readonly is1904: boolean;
}

/** Guards stand before the first byte is unpacked. */
export async function openWorkbook(file: Blob): Promise<Workbook> {
  if (file.size > MAX_WORKBOOK_BYTES) {
    throw new ImportFailure({ kind: 'file-too-large', bytes: file.size, limit: MAX_WORKBOOK_BYTES });
  }
  const members = await readZipDirectory(file);
  const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
  if (bytes > MAX_WORKBOOK_UNPACKED_BYTES) {
    throw new ImportFailure({ kind: 'archive-too-large', bytes, limit: MAX_WORKBOOK_UNPACKED_BYTES });
  }
  return new Workbook(file, await readParts(file, members));
}

async function readParts(file: Blob, members: readonly ZipMember[]): Promise<WorkbookParts> {
  const find = finder(members);
  const main = await mainPart(file, find);
  const slash = main.name.lastIndexOf('/') + 1;
  const folder = main.name.slice(0, slash);
  const relations = await readRelations(file, find(`${folder}_rels/${main.name.slice(slash)}.rels`));
  const ofKind = (kind: string) => [...relations.values()].find((relation) => relation.kind === kind);
  const partOf = ({ target }: Relation) => find(resolve(folder, target)) ?? missing(target);
  const strings = ofKind('sharedStrings');
  const styles = ofKind('styles');
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readWholeXml(unpackMember(file, main), {
    open(name, attribute) {
      if (name === 'workbookPr') is1904 ||= ['1', 'true'].includes(attribute('date1904') ?? '');
      const relation = name === 'sheet' ? relations.get(attribute('id') ?? '') : undefined;
      if (relation?.kind !== 'worksheet') return;
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ name: attribute('name') ?? '', isHidden, member: partOf(relation) });
    }
  });
  if (sheets.length === 0) throw new ImportFailure({ kind: 'file-malformed', cause: 'The workbook has no sheet.' });
  return {
    sheets,
    // Where no cell needs one, some name the part and leave it out.
    strings: strings && find(resolve(folder, strings.target)),
    styles: styles && partOf(styles),
    is1904
  };
}

type Find = (name: string) => ZipMember | undefined;

function finder(members: readonly ZipMember[]): Find {
  const byName = new Map(members.map((member) => [member.name.toLowerCase(), member]));
  return (name) => byName.get(name.toLowerCase());
}

function missing(part: string): never {
  throw new ImportFailure({ kind: 'file-malformed', cause: `The workbook names a part “${part}” that is not there.` });
}

async function mainPart(file: Blob, find: Find): Promise<ZipMember> {
  const relations = await readRelations(file, find('_rels/.rels'));
  const named = [...relations.values()].find(({ kind }) => kind === 'officeDocument');
  const main = (named && find(resolve('', named.target))) ?? find('xl/workbook.xml');
  if (!main) throw new ImportFailure({ kind: 'file-malformed', cause: 'The workbook does not say what it holds.' });
  return main;
}

interface Relation {
  /** The end of its type's address, which stands for the same in both standards of the format. */
  readonly kind: string;
  readonly target: string;
}

async function readRelations(file: Blob, member: ZipMember | undefined): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  if (!member) return relations;
  await readWholeXml(unpackMember(file, member), {
    open(name, attribute) {
      // What lies outside the file is not looked at.
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const kind = (attribute('Type') ?? '').split('/').at(-1) ?? '';
      relations.set(attribute('Id') ?? '', { kind, target: attribute('Target') ?? '' });
    }
  });
  return relations;
}

/** `worksheets/sheet1.xml`, `../xl/worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` from `xl/` are the same. */
function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folder}${target}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
